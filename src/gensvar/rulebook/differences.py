"""The difference between two editions as data; drawing it is the report's task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from gensvar.rulebook.model import Parameter, ParameterValue, Rule
from gensvar.rulebook.words import Words
from gensvar.text import Text

Relation = Literal["kept", "replaces", "split-from", "merged-into"]


@dataclass(frozen=True)
class Side:
    """One of the two editions."""

    rulebook: str
    edition: str
    title: Text
    hash: str

    @property
    def reference(self) -> str:
        """`ID@EDITION`."""
        return f"{self.rulebook}@{self.edition}"

    def to_json(self) -> dict[str, Any]:
        """Return the side as JSON types."""
        return {"rulebook": self.rulebook, "edition": self.edition, "title": _both(self.title), "hash": self.hash}


@dataclass(frozen=True)
class TextChange:
    """A passage of a rule (`title`, `text`, `guidance`, `evidence`) that was reworded, word by word."""

    part: str
    before: Text
    after: Text
    sv: tuple[Words, ...]
    en: tuple[Words, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON types."""
        runs = {
            language: [{"kind": words.kind, "text": words.text} for words in getattr(self, language)]
            for language in ("sv", "en")
        }
        return {"part": self.part, "before": _both(self.before), "after": _both(self.after), "words": runs}


@dataclass(frozen=True)
class ValueChange:
    """Anything else that was changed (`level`, `status`, `valid_from`, `chapter`, …), as JSON types."""

    part: str
    before: Any
    after: Any

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON types."""
        return {"part": self.part, "before": self.before, "after": self.after}


@dataclass(frozen=True)
class ThresholdChange:
    """A dated parameter that came, went or got other values. None where an edition lacks it."""

    id: str
    before: Parameter | None
    after: Parameter | None

    @property
    def title(self) -> Text:
        """What the parameter is called, in the newer edition that has it."""
        either = self.after or self.before
        assert either is not None
        return either.title

    @property
    def unit(self) -> str:
        """The unit of the values."""
        either = self.after or self.before
        assert either is not None
        return either.unit

    def values(self, side: Literal["before", "after"]) -> tuple[ParameterValue, ...]:
        """Return the dated values of one edition; none where it lacks the parameter."""
        parameter: Parameter | None = getattr(self, side)
        return parameter.values if parameter else ()

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON types."""
        return {
            "id": self.id,
            "title": _both(self.title),
            "before": self.before.model_dump(mode="json", by_alias=True) if self.before else None,
            "after": self.after.model_dump(mode="json", by_alias=True) if self.after else None,
        }


@dataclass(frozen=True)
class ScopeChange:
    """Whom the rule concerned and concerns, in words and as written."""

    before: Text
    after: Text
    before_scope: dict[str, Any]
    after_scope: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON types."""
        return {
            "before": {**_both(self.before), "scope": self.before_scope},
            "after": {**_both(self.after), "scope": self.after_scope},
        }


@dataclass(frozen=True)
class CheckChange:
    """A check that came (`before` None), went (`after` None) or was changed, as JSON types."""

    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON types."""
        return {"id": self.id, "before": self.before, "after": self.after}


@dataclass(frozen=True)
class RuleDiff:
    """A rule that lives on, and what changed. With several rules before, it is compared with the first.

    `relation` says how it lives on: under its id (`kept`), in place of others (`replaces`), as a part of
    one (`split-from`), or as a part of another (`merged-into`: `after` is then the rule it went into).
    """

    relation: Relation
    before: tuple[Rule, ...]
    after: Rule
    texts: tuple[TextChange, ...] = ()
    values: tuple[ValueChange, ...] = ()
    thresholds: tuple[ThresholdChange, ...] = ()
    scope: ScopeChange | None = None
    checks: tuple[CheckChange, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        parts = (self.texts, self.values, self.thresholds, self.scope, self.checks)
        return self.relation != "kept" or any(parts)

    def to_json(self) -> dict[str, Any]:
        """Return the rule's changes as JSON types."""
        return {
            "relation": self.relation,
            "before": [rule.id for rule in self.before],
            "after": self.after.id,
            "title": _both(self.after.title),
            "texts": [change.to_json() for change in self.texts],
            "values": [change.to_json() for change in self.values],
            "thresholds": [change.to_json() for change in self.thresholds],
            "scope": self.scope.to_json() if self.scope else None,
            "checks": [change.to_json() for change in self.checks],
        }


@dataclass(frozen=True)
class EditionDiff:
    """Two editions compared: rules added, removed, changed; `values` are changes of the edition itself."""

    before: Side
    after: Side
    values: tuple[ValueChange, ...]
    added: tuple[Rule, ...]
    removed: tuple[Rule, ...]
    changed: tuple[RuleDiff, ...]
    unchanged: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the whole difference as JSON types."""
        return {
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "values": [change.to_json() for change in self.values],
            "added": [{"id": rule.id, "title": _both(rule.title)} for rule in self.added],
            "removed": [{"id": rule.id, "title": _both(rule.title)} for rule in self.removed],
            "changed": [change.to_json() for change in self.changed],
            "unchanged": list(self.unchanged),
        }


def _both(text: Text) -> dict[str, str]:
    return {"sv": text.sv, "en": text.en}
