"""Two editions compared rule by rule; a rule is followed through `replaces`, `split-from` and `merged-into`."""

from __future__ import annotations

from typing import Any

from gensvar.rulebook.differences import (
    CheckChange,
    EditionDiff,
    Relation,
    RuleDiff,
    ScopeChange,
    Side,
    TextChange,
    ThresholdChange,
    ValueChange,
)
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Rule
from gensvar.rulebook.scope import describe
from gensvar.rulebook.words import compare_words
from gensvar.text import Text

_TEXTS = ("title", "text", "guidance", "evidence")
_VALUES = ("level", "status", "confidence", "verification", "sources", "valid_from", "valid_to")
_HEAD = ("title", "summary", "kind", "owner", "status", "valid_from", "valid_to", "license_note")
_LISTS = ("questions", "actions", "examples")


def compare_editions(before: Edition, after: Edition) -> EditionDiff:
    """Return what the newer edition changes. The order of the arguments decides which is the newer."""
    chapters = (_chapters(before), _chapters(after))
    followed = [(rule, *_origin(rule, before, after)) for rule in _living(after)]
    compared = [_compare(relation, origins, rule, chapters) for rule, relation, origins in followed if origins]
    compared += _merged(before, after)
    origins_used = {rule.id for one in compared for rule in one.before}
    return EditionDiff(
        before=_side(before),
        after=_side(after),
        values=_changed_values(before.head, after.head, _HEAD),
        added=tuple(rule for rule, _, origins in followed if not origins),
        removed=tuple(rule for rule in _living(before) if rule.id not in origins_used),
        changed=tuple(one for one in compared if one.changed),
        unchanged=tuple(one.after.id for one in compared if not one.changed),
    )


def _side(edition: Edition) -> Side:
    return Side(edition.head.rulebook, edition.head.edition, edition.head.title, edition.hash)


def _living(edition: Edition) -> list[Rule]:
    """Return the rules that are not merely a note that they went into another."""
    return [rule for rule in edition.rules.values() if rule.merged_into not in edition.rules]


def _chapters(edition: Edition) -> dict[str, Text]:
    return {rule.id: chapter.title for chapter in edition.chapters for rule in chapter.rules}


def _origin(rule: Rule, before: Edition, after: Edition) -> tuple[Relation, tuple[Rule, ...]]:
    """Return how a rule of the newer edition came about, and from which rules of the older one."""
    old = before.rules
    if rule.id in old:
        return "kept", (old[rule.id],)
    replaced = tuple(old[name] for name in rule.replaces if name in old)
    if replaced:
        return "replaces", replaced
    if rule.split_from in old:
        return "split-from", (old[str(rule.split_from)],)
    return "kept", ()


def _merged(before: Edition, after: Edition) -> list[RuleDiff]:
    """Return the rules that went into another one, as either edition notes it."""
    found = []
    for rule in before.rules.values():
        note = after.rules.get(rule.id, rule)
        target = after.rules.get(note.merged_into or "")
        gone = rule.id not in after.rules or after.rules[rule.id].merged_into in after.rules
        if target is not None and gone:
            found.append(RuleDiff("merged-into", (rule,), target))
    return found


def _compare(
    relation: Relation, origins: tuple[Rule, ...], rule: Rule, chapters: tuple[dict[str, Text], dict[str, Text]]
) -> RuleDiff:
    old = origins[0]
    moved = _chapter_change(chapters[0][old.id], chapters[1][rule.id])
    return RuleDiff(
        relation=relation,
        before=origins,
        after=rule,
        texts=_changed_texts(old, rule),
        values=(*_changed_values(old, rule, (*_VALUES, *_LISTS)), *moved),
        thresholds=_changed_thresholds(old, rule),
        scope=_changed_scope(old, rule),
        checks=_changed_checks(old, rule),
    )


def _chapter_change(before: Text, after: Text) -> tuple[ValueChange, ...]:
    if before == after:
        return ()
    return (ValueChange("chapter", {"sv": before.sv, "en": before.en}, {"sv": after.sv, "en": after.en}),)


def _changed_texts(old: Rule, new: Rule) -> tuple[TextChange, ...]:
    pairs = [(part, getattr(old, part), getattr(new, part)) for part in _TEXTS]
    return tuple(
        TextChange(part, before, after, compare_words(before.sv, after.sv), compare_words(before.en, after.en))
        for part, before, after in pairs
        if before != after
    )


def _changed_values(old: Any, new: Any, parts: tuple[str, ...]) -> tuple[ValueChange, ...]:
    before, after = (one.model_dump(mode="json", by_alias=True, include=set(parts)) for one in (old, new))
    return tuple(ValueChange(part, before[part], after[part]) for part in parts if before[part] != after[part])


def _changed_thresholds(old: Rule, new: Rule) -> tuple[ThresholdChange, ...]:
    before, after = ({parameter.id: parameter for parameter in rule.parameters} for rule in (old, new))
    names = dict.fromkeys([*before, *after])
    return tuple(
        ThresholdChange(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


def _changed_scope(old: Rule, new: Rule) -> ScopeChange | None:
    if old.scope == new.scope:
        return None
    return ScopeChange(describe(old.scope), describe(new.scope), dict(old.scope), dict(new.scope))


def _changed_checks(old: Rule, new: Rule) -> tuple[CheckChange, ...]:
    before, after = (
        {check.id: check.model_dump(mode="json", by_alias=True, exclude_defaults=True) for check in rule.checks}
        for rule in (old, new)
    )
    names = dict.fromkeys([*before, *after])
    return tuple(
        CheckChange(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )
