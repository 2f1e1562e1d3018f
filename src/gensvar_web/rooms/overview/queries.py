"""What the overview reads: a handful of queries however much there is, and one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gensvar.errors import BadInput
from gensvar.report.assessment.unsettled import Need, needs
from gensvar_web.kit.kept import Kept
from gensvar_web.kit.language import language
from gensvar_web.people.models import Organisation
from gensvar_web.vault import editions
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.models import Action, Answer, AssessmentRecord, FindingRow
from gensvar_web.vault.verdicts import Change, changes

MAIN = "KS"  # the rules for customer service are what people come for
TREND = 12
READ = 60  # assessments read to find the rulebooks and the trend
ANSWERS = ("not_answered", "dont_know")


@dataclass(frozen=True)
class Judged:
    """What two sealed assessments say: the newer one's rows, what changed, what would settle the rest."""

    rows: list[FindingRow]
    changed: list[Change]
    needs: list[Need]


JUDGED: Kept[Judged] = Kept(200)


@dataclass(frozen=True)
class Standing:
    """Where an organisation stands against a rulebook; `before` is the assessment that `latest` is set beside."""

    rulebook: str
    rulebooks: tuple[str, ...]
    latest: AssessmentRecord
    before: AssessmentRecord | None
    trend: list[AssessmentRecord]
    edition_now: str

    @property
    def pair(self) -> tuple[tuple[int, str], ...]:
        """What names the two assessments: they are sealed, so nothing of them changes."""
        return tuple((one.pk, one.hash) for one in (self.latest, self.before) if one)

    @cached_property
    def judged(self) -> Judged:
        """What the two assessments say: one query and one document the first time, nothing after that."""
        return JUDGED.get((self.pair, language()), lambda: _judged(self.latest, self.before))

    @property
    def rows(self) -> list[FindingRow]:
        """The verdicts of the latest assessment, in the order of the rulebook."""
        return self.judged.rows

    @property
    def changed(self) -> list[Change]:
        """The rules whose verdict is another than before."""
        return self.judged.changed

    @property
    def needs(self) -> list[Need]:
        """What would settle the rules that could not be judged."""
        return self.judged.needs


def standing(organisation: Organisation, wanted: str, today: date) -> Standing | None:
    """Return the standing against the rulebook asked for, else the main one, else the last assessed; None for none."""
    records = list(AssessmentRecord.objects.filter(organisation=organisation).select_related("edition")[:READ])
    if not records:
        return None
    books = tuple(dict.fromkeys(one.edition.rulebook for one in records))
    rulebook = wanted if wanted in books else MAIN if MAIN in books else books[0]
    mine = [one for one in records if one.edition.rulebook == rulebook]
    latest, before = mine[0], mine[1] if len(mine) > 1 else None
    current = editions.in_force(rulebook, today)
    return Standing(
        rulebook=rulebook,
        rulebooks=tuple(sorted(books)),
        latest=latest,
        before=before,
        trend=list(reversed(mine[:TREND])),
        edition_now=current.head.edition if current else latest.edition.edition,
    )


def _judged(latest: AssessmentRecord, before: AssessmentRecord | None) -> Judged:
    pair = [one.pk for one in (latest, before) if one]
    rows: dict[int, list[FindingRow]] = {pk: [] for pk in pair}
    for row in FindingRow.objects.filter(assessment__in=pair).order_by("position"):
        rows[row.assessment_id].append(row)
    changed = changes(rows[before.pk], rows[latest.pk]) if before else []
    return Judged(rows[latest.pk], changed, _needs(latest))


def _needs(record: AssessmentRecord) -> list[Need]:
    """Return what would settle the rest; nothing where the document is no longer kept."""
    try:
        return needs(document_of(record), language())
    except BadInput:
        return []


@dataclass(frozen=True)
class Work:
    """The plan as the overview needs it: rules that somebody works on, and what is late."""

    rules: frozenset[str] = frozenset()
    late: list[Action] = field(default_factory=list)
    active: int = 0


def work(organisation: Organisation, rulebook: str, today: date) -> Work:
    """Return the actions under way."""
    active = list(
        Action.objects.filter(organisation=organisation, status__in=Action.ACTIVE).select_related("edition", "owner")
    )
    rules = {one.rule for one in active if one.edition is None or one.edition.rulebook == rulebook}
    return Work(frozenset(rules), [one for one in active if one.late(today)], len(active))


@dataclass(frozen=True)
class Begun:
    """How far a new organisation has come."""

    profile: bool
    answers: bool
    data: bool
    running: int | None


def begun(organisation: Organisation) -> Begun:
    """Return which of the steps before the first assessment are done."""
    from gensvar_web.vault.models import Job, Store

    running = Job.objects.filter(
        organisation=organisation, kind="findings.assess", state__in=("waiting", "running")
    ).first()
    return Begun(
        profile=len(organisation.profile) > 1,
        answers=Answer.objects.filter(organisation=organisation).exclude(value=None, dont_know=False).exists(),
        data=Store.objects.filter(organisation=organisation, retired_at=None, data_hash__gt="").exists(),
        running=running.pk if running else None,
    )
