"""Two rounds of the demo: last year's answers and assessment, then this year's, brought along and mended."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.utils import timezone

from gensvar.assess import load_answers
from gensvar.findings.assessment import Case, assess
from gensvar.rulebook.edition import Edition
from gensvar_web.demo.calendar import Days
from gensvar_web.demo.population import Cast
from gensvar_web.rooms.answers import actions
from gensvar_web.rooms.answers.models import Round
from gensvar_web.rooms.findings.assessing import answers_with_overrides, judged
from gensvar_web.vault.assessments import keep
from gensvar_web.vault.editions import ref_of
from gensvar_web.vault.models import Answer, AssessmentRecord
from gensvar_web.vault.stores import default_store, opened

# What they thought of themselves a year ago, where it was something else than today.
THEN: dict[str, Any] = {
    "KS-1.4.told": False,
    "KS-2.5.follow": False,
    "KS-2.5.reopen": False,
    "KS-3.5.written": True,
    "KS-4.1.regular": False,
    "KS-5.1.script": False,
}
HANDED = ["KS-1.8.menu", "KS-1.8.plain", "KS-5.1.script"]
# Brought along, but nobody has looked at them yet.
UNCONFIRMED = {"KS-4.2.shared", "KS-4.2.actions"}


def last_year(cast: Cast, made: Path, edition: Edition, days: Days) -> Round:
    """Answer everything as it was thought a year ago."""
    entries = _entries(made, edition)
    entries = {question: _a_year_earlier(entry) for question, entry in entries.items()}
    entries |= {question: {"value": value} for question, value in THEN.items()}
    round_ = _begin(cast, edition, str(days.assessed.year))
    _take_in(cast, round_, entries)
    then = _moment(days.assessed, 9)
    Round.objects.filter(pk=round_.pk).update(began_at=then)
    Answer.objects.filter(organisation=cast.organisation, round=round_.name).update(on=then)
    round_.changes.update(at=then)
    return round_


def this_year(cast: Cast, made: Path, edition: Edition, before: Round, today: date) -> Round:
    """Bring last year's answers along, confirm most of them, change some, hand some over."""
    name = str(today.year) if str(today.year) != before.name else f"{today.year}, höst"
    round_ = _begin(cast, edition, name)
    alice, organisation = cast["alice"], cast.organisation
    actions.bring_along(actor=alice, organisation=organisation, round=round_, source=before)
    entries = _entries(made, edition)
    new = {name: entry for name, entry in entries.items() if name in THEN or _a_year_earlier(entry) != entry}
    rows = Answer.objects.filter(organisation=organisation, round=round_.name).exclude(question__in=UNCONFIRMED)
    versions = {row.question: row.version for row in rows if row.question not in new}
    actions.confirm(actor=alice, organisation=organisation, round=round_, versions=versions)
    _take_in(cast, round_, new)
    note = "Du sitter närmast växeln. Kan du titta på det här?"
    actions.hand_over(
        actor=alice, organisation=organisation, round=round_, questions=HANDED, to=cast["charlie"], note=note
    )
    return round_


def assess_then(cast: Cast, edition: Edition, round_: Round, days: Days) -> AssessmentRecord:
    """Keep the assessment that was made a year ago of the half-year before it, without targets of their own."""
    library = opened(default_store(cast.organisation))
    assert library is not None
    answers = answers_with_overrides(cast.organisation, edition, round_.name)
    profile = {**cast.organisation.profile, "name": cast.organisation.name}
    period = (days.earlier.first, days.earlier.last)
    case = Case(library, edition, profile, {}, answers, period, days.assessed)
    document = assess(case, _moment(days.assessed, 10).isoformat(timespec="seconds"))
    return _keep(cast, edition, round_, document)


def assess_now(cast: Cast, edition: Edition, round_: Round, days: Days) -> AssessmentRecord:
    """Keep today's assessment of the year that has passed since."""
    period = (days.later.first, days.later.last)
    document = judged(cast.organisation, edition, round_.name, period, lambda _share, _note: None)
    return _keep(cast, edition, round_, document)


def _keep(cast: Cast, edition: Edition, round_: Round, document: dict[str, Any]) -> AssessmentRecord:
    store = default_store(cast.organisation)
    return keep(
        document,
        organisation=cast.organisation,
        edition=ref_of(edition),
        store=store,
        round=round_.name,
        by=cast["alice"],
    )


def _entries(made: Path, edition: Edition) -> dict[str, dict[str, Any]]:
    return dict(load_answers(made / "answers.yaml", edition.rules).answers)


def _a_year_earlier(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an answer as it was a year before: the day of a document is earlier."""
    value = entry.get("value")
    if isinstance(value, date):
        return {**entry, "value": value.replace(year=value.year - 1, day=min(value.day, 28))}
    if isinstance(value, str) and len(value) == 10:
        return _a_year_earlier({**entry, "value": date.fromisoformat(value)})
    return entry


def _begin(cast: Cast, edition: Edition, name: str) -> Round:
    head = edition.head
    return actions.begin_round(
        actor=cast["alice"], organisation=cast.organisation, rulebook=head.rulebook, edition=head.edition, name=name
    )


def _take_in(cast: Cast, round_: Round, entries: dict[str, dict[str, Any]]) -> None:
    actions.take_in(actor=cast["alice"], organisation=cast.organisation, round=round_, entries=entries, replace=True)


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
