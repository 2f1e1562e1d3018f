"""The overview's charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gensvar.report.months import month_name
from gensvar.report.words import REASON, VERDICT, say
from gensvar_web.kit.charts import LineChart, Spot, line_chart
from gensvar_web.kit.language import language
from gensvar_web.kit.language import say as say_text
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.overview.next_steps import answers_way, data_way, way
from gensvar_web.rooms.overview.queries import ANSWERS, Standing
from gensvar_web.vault.models import AssessmentRecord
from gensvar_web.vault.verdicts import Wording, counts_by_chapter

VERDICTS = ("met", "not_met", "cannot_be_judged", "not_applicable")
DATA = ("no_data", "missing_column", "too_few", "suppressed")


def chapter_lines(organisation: Organisation, found: Standing, wording: Wording) -> list[dict[str, Any]]:
    """Return each chapter with how many rules got each verdict."""
    counts = counts_by_chapter(found.rows)
    return [{"title": say_text(one.title), "counts": counts.get(one.id, {})} for one in wording.chapters]


def chapter_table(lines: Sequence[dict[str, Any]]) -> Table:
    """Return the same as a table."""
    columns = [Column("chapter", _("Kapitlets namn"))]
    columns += [Column(code, say(VERDICT, code, language()), "number") for code in VERDICTS]

    def row(line: dict[str, Any]) -> list[Cell]:
        return [Cell(line["title"]), *(Cell(line["counts"].get(code, 0)) for code in VERDICTS)]

    return table(columns, lines, row, _("Utfall per kapitel"))


def trend(found: Standing) -> tuple[LineChart, Table] | None:
    """Return how many rules were met over time; None with fewer than two assessments."""
    records = found.trend
    if len(records) < 2:
        return None
    most = max(1, *(one.met + one.not_met + one.cannot_be_judged for one in records))
    said = _("Uppfyllda regler: %(first)s i den första bedömningen som visas, %(last)s i den senaste.") % {
        "first": records[0].met,
        "last": records[-1].met,
    }
    spots = [Spot(_month(one), float(one.met), str(one.met)) for one in records]
    ticks = [(0.0, "0"), (most / 2, f"{most / 2:.0f}"), (float(most), str(most))]
    return line_chart("trend", "", spots, said=said, ticks=ticks), _trend_table(records)


def _month(record: AssessmentRecord) -> str:
    day = timezone.localtime(record.created_at)
    return month_name(f"{day:%Y-%m}", language())


def _trend_table(records: Sequence[AssessmentRecord]) -> Table:
    columns = [
        Column("day", _("Bedömd")), Column("edition", _("Utgåva")),
        *[Column(code, say(VERDICT, code, language()), "number") for code in VERDICTS[:3]],
    ]  # fmt: skip

    def row(one: AssessmentRecord) -> list[Cell]:
        day = timezone.localtime(one.created_at).strftime("%Y-%m-%d")
        return [Cell(day), Cell(one.edition.reference), Cell(one.met), Cell(one.not_met), Cell(one.cannot_be_judged)]

    return table(columns, records, row, _("Uppfyllda regler över tid"))


def needs_table(organisation: Organisation, found: Standing) -> Table | None:
    """Return what would settle the rules that could not be judged; None when all could."""
    if not found.needs:
        return None
    columns = [
        Column("settle", _("Gör så här")), Column("why", _("Varför")),
        Column("concerns", _("Berör"), "number"), Column("rules", _("Regler")),
    ]  # fmt: skip

    def row(need: Any) -> list[Cell]:
        return [
            Cell(settling(need), url=_where(organisation, need.code)),
            Cell(say(REASON, need.code, language())),
            Cell(len(need.rules)),
            Cell(", ".join(need.rules)),
        ]

    return table(columns, found.needs, row, _("Det som avgör återstående regler"))


def settling(need: Any) -> str:
    """Return what settles a need, as one does it here."""
    return _("Sätt en egen gräns.") if need.code == "no_threshold" else str(need.settle)


def _where(organisation: Organisation, code: str) -> str:
    """Return where a need is met: among the answers, the data, the thresholds, in the profile."""
    if code in ANSWERS:
        return answers_way(organisation)
    if code in DATA:
        return data_way(organisation)
    if code == "no_threshold":
        return way("findings:thresholds", organisation.slug)
    return reverse("people:organisation", args=[organisation.slug]) if code == "scope_unknown" else ""
