"""The tables of the room: assessments, findings of a chapter, changed verdicts, history, thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gensvar.report.words import COMPARE, CONFIDENCE, LEGAL, UNSET, VERDICT, say
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.in_force import value_on
from gensvar.rulebook.model import MeasureCheck, Rule
from gensvar.text import format_value
from gensvar_web.kit.language import language
from gensvar_web.kit.language import say as say_text
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.models import Organisation
from gensvar_web.vault.models import AssessmentRecord, FindingRow
from gensvar_web.vault.verdicts import Change, Wording


def day_of(record: AssessmentRecord) -> str:
    """Return the day and time an assessment was made."""
    return timezone.localtime(record.created_at).strftime("%Y-%m-%d %H:%M")


def period_of(record: AssessmentRecord) -> str:
    """Return the period the data cover."""
    if record.covers_from is None and record.covers_to is None:
        return _("inga data")
    return f"{record.covers_from or '…'} – {record.covers_to or '…'}"


def assessments_table(organisation: Organisation, records: Iterable[AssessmentRecord]) -> Table:
    """Return the assessments, each with a link."""
    columns = [
        Column("made", _("Gjord")), Column("edition", _("Utgåva")), Column("period", _("Period")),
        Column("met", say(VERDICT, "met", language()), "number"),
        Column("not_met", say(VERDICT, "not_met", language()), "number"),
        Column("open", say(VERDICT, "cannot_be_judged", language()), "number"), Column("by", _("Av")),
    ]  # fmt: skip

    def row(one: AssessmentRecord) -> list[Cell | str]:
        url = reverse("findings:assessment", args=[organisation.slug, one.pk])
        by = str(one.created_by) if one.created_by else _("schemat")
        counts: list[Cell | str] = [Cell(n) for n in (one.met, one.not_met, one.cannot_be_judged)]
        return [Cell(day_of(one), url=url), one.edition.reference, period_of(one), *counts, by]

    return table(columns, records, row, _("Bedömningar"))


def figure_of(row: FindingRow) -> str:
    """Return the figure beside its threshold: `85,7 % (80 %)`."""
    if row.value is None:
        return "–"
    return format_value(row.value, row.unit, language())


def changes_table(
    organisation: Organisation, changed: Sequence[Change], wording: Wording, record: AssessmentRecord, caption: str
) -> Table:
    """Return the rules whose verdict changed."""
    columns = [
        Column("rule", _("Regel")), Column("before", _("Förut"), "verdict"), Column("after", _("Nu"), "verdict"),
    ]  # fmt: skip

    def row(one: Change) -> list[Cell]:
        title = wording.rules.get(one.rule)
        url = reverse("findings:finding", args=[organisation.slug, record.pk, one.rule]) if one.after else ""
        named = f"{one.rule} {say_text(title)}" if title else one.rule
        verdicts = [Cell("–", verdict=verdict or "") for verdict in (one.before, one.after)]
        return [Cell(named, url=url), *verdicts]

    return table(columns, changed, row, caption)


def history_table(organisation: Organisation, rows: Iterable[FindingRow]) -> Table:
    """Return the verdicts on one rule across assessments."""
    columns = [
        Column("made", _("Bedömd")), Column("edition", _("Utgåva")), Column("verdict", _("Utfallet"), "verdict"),
        Column("value", _("Uppmätt"), "number"), Column("n", _("Antal (n)"), "number"),
    ]  # fmt: skip

    def row(one: FindingRow) -> list[Cell]:
        record = one.assessment
        url = reverse("findings:finding", args=[organisation.slug, record.pk, one.rule])
        note = _("ändrat av en person") if one.overridden else ""
        return [
            Cell(day_of(record), url=url),
            Cell(record.edition.reference),
            Cell("", verdict=one.verdict, note=note),
            Cell(figure_of(one)),
            Cell(one.n),
        ]

    return table(columns, rows, row, _("Utfall i tidigare bedömningar"))


def thresholds(edition: Edition) -> list[tuple[Rule, Any]]:
    """Return every parameter that a rule's measure is compared with or counted by."""
    return [
        (rule, parameter)
        for rule in edition.rules.values()
        if any(isinstance(check, MeasureCheck) for check in rule.checks)
        for parameter in rule.parameters
    ]


def thresholds_table(organisation: Organisation, edition: Edition, today: date, editable: bool) -> Table:
    """Return the thresholds: the rulebook's and the organisation's own."""
    columns = [
        Column("rule", _("Regel")), Column("parameter", _("Gräns")),
        Column("theirs", _("Regelverkets värde"), "number"), Column("own", _("Eget värde"), "number"),
    ]  # fmt: skip

    def row(pair: tuple[Rule, Any]) -> list[Cell]:
        rule, parameter = pair
        dated = value_on(parameter, today)
        theirs, note = say_text(UNSET), ""
        if dated is not None and dated.value is not None:
            theirs = format_value(dated.value, parameter.unit, language())
            note = f"{say(LEGAL, dated.status, language())}, {say(CONFIDENCE, dated.confidence, language())}"
        own = organisation.thresholds.get(rule.id, {}).get(parameter.id)
        place = [organisation.slug, edition.reference, rule.id, parameter.id]
        url = reverse("findings:threshold", args=place) if editable else ""
        return [
            Cell(f"{rule.id} {say_text(rule.title)}"),
            Cell(say_text(parameter.title), url=url),
            Cell(theirs, note=note),
            Cell(
                format_value(own["value"], parameter.unit, language()) if own else "–",
                note=str((own or {}).get("note") or ""),
            ),
        ]

    return table(columns, thresholds(edition), row, _("Gränser"))


def compared(rule: Rule, parameter: Any) -> str:
    """Return how a parameter is used where a measure is compared with it: `minst`, `högst`."""
    for check in rule.checks:
        if isinstance(check, MeasureCheck) and check.threshold == parameter.id:
            return say(COMPARE, check.compare, language())
    return ""
