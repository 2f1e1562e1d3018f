"""What several rooms read of assessments: lists, the wording of rules, what changed, the worst gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from gensvar.text import Text
from gensvar_web.people.models import Organisation
from gensvar_web.vault import editions
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.models import AssessmentRecord, FindingRow

LEVELS = {"must": 0, "should": 1}


def assessments_of(organisation: Organisation, rulebook: str = "") -> QuerySet[AssessmentRecord]:
    """Return the organisation's assessments, the newest first, with edition and maker."""
    found = AssessmentRecord.objects.filter(organisation=organisation).select_related("edition", "created_by")
    return found.filter(edition__rulebook=rulebook) if rulebook else found


@dataclass(frozen=True)
class Part:
    """A chapter of a rulebook: its id, its title, the ids of its rules."""

    id: str
    title: Text
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """What an edition calls itself, its chapters and its rules."""

    title: Text
    chapters: tuple[Part, ...]
    rules: dict[str, Text]


def wording_of(record: AssessmentRecord) -> Wording:
    """Return the words of the edition in memory; of the document where the edition is not here."""
    found = editions.edition(record.edition.rulebook, record.edition.edition)
    if found is not None:
        parts = tuple(Part(one.id, one.title, tuple(rule.id for rule in one.rules)) for one in found.chapters)
        return Wording(found.head.title, parts, {name: rule.title for name, rule in found.rules.items()})
    document = document_of(record)
    parts = tuple(Part(one["id"], Text(**one["title"]), tuple(one["rules"])) for one in document["chapters"])
    titles = {finding["rule"]: Text(**finding["title"]) for finding in document["findings"]}
    return Wording(Text(**document["edition"]["title"]), parts, titles)


@dataclass(frozen=True)
class Change:
    """A rule whose verdict is not the same in two assessments; None where one of them has not the rule."""

    rule: str
    before: str | None
    after: str | None

    @property
    def direction(self) -> str:
        """Return `better` where the rule is met now, `worse` where it is not met now, else `other`."""
        if self.before is None or self.after is None:
            return "other"
        return {"met": "better", "not_met": "worse"}.get(self.after, "other")


def changes(before: Iterable[FindingRow], after: Iterable[FindingRow]) -> list[Change]:
    """Return the rules whose verdict differs, in the order of the newer assessment, then what only the older has."""
    old = {row.rule: row.verdict for row in before}
    new = {row.rule: row.verdict for row in after}
    rules = [*new, *(rule for rule in old if rule not in new)]
    return [Change(rule, old.get(rule), new.get(rule)) for rule in rules if old.get(rule) != new.get(rule)]


def relative_gap(row: FindingRow) -> float | None:
    """Return the distance to the threshold as a share of it; None where nothing was measured against one."""
    if row.value is None or row.threshold is None:
        return None
    gap = abs(row.value - row.threshold)
    return gap / abs(row.threshold) if row.threshold else float("inf")


def worst_first(rows: Sequence[FindingRow]) -> list[FindingRow]:
    """Return the rules that are not met: must before should, then the widest gap, those without a figure last."""

    def rank(row: FindingRow) -> tuple[int, float, int]:
        size = relative_gap(row)
        return LEVELS.get(row.level, 1), 0.0 if size is None else -size, row.position

    return sorted((row for row in rows if row.verdict == "not_met"), key=rank)


def counts_by_chapter(rows: Iterable[FindingRow]) -> dict[str, dict[str, int]]:
    """Return how many rules of each chapter got each verdict."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = found.setdefault(row.chapter, {})
        counts[row.verdict] = counts.get(row.verdict, 0) + 1
    return found
