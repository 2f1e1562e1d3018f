"""From one round to the next: which question went into which, and what changed in the rules since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from gensvar.rulebook.comparing import compare_editions
from gensvar.rulebook.differences import RuleDiff
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Question
from gensvar.rulebook.words import Words
from gensvar_web.kit.language import language
from gensvar_web.rooms.answers.queries import Sheet, edition_of

PARTS: dict[str, Any] = {
    "title": _("rubriken"), "text": _("regelns text"), "guidance": _("vägledningen"), "evidence": _("bevisen"),
    "level": _("kravets styrka"), "status": _("textens ställning"), "confidence": _("säkerheten"),
    "verification": _("hur regeln prövas"), "sources": _("källorna"), "valid_from": _("när den börjar gälla"),
    "valid_to": _("när den slutar gälla"), "questions": _("frågorna"), "actions": _("förslagen till åtgärder"),
    "examples": _("exemplen"), "chapter": _("kapitlet"),
}  # fmt: skip
# Rewordings that change what is asked of the organisation; the rest only says it better.
WEIGHTY = ("title", "text", "level", "questions")


@dataclass(frozen=True)
class RuleChange:
    """What happened to a rule since the earlier edition: new, or which parts changed, and its text word by word."""

    new: bool
    weighty: bool
    parts: tuple[Any, ...]
    words: tuple[Words, ...]


def origins(before: Edition, after: Edition) -> dict[str, str]:
    """Return question of the newer edition -> question of the older one that asked the same.

    Under its own id, or under the id of a rule that the rule came from; only where the answer
    would still be of the same kind.
    """
    old = {question.id: question for rule in before.rules.values() for question in rule.questions}
    former = {diff.after.id: [one.id for one in diff.before] for diff in compare_editions(before, after).changed}
    found: dict[str, str] = {}
    for rule in after.rules.values():
        for question in rule.questions:
            tail = question.id.removeprefix(rule.id)
            names = [question.id, *[one + tail for one in former.get(rule.id, [])]]
            match = next((name for name in names if name in old and _same_kind(old[name], question)), None)
            if match:
                found[question.id] = match
    return found


def _same_kind(old: Question, new: Question) -> bool:
    return old.kind == new.kind and old.choices == new.choices


def rule_changes(before: Edition, after: Edition) -> dict[str, RuleChange]:
    """Return what changed in each rule that is new or changed, in the language of the page."""
    difference = compare_editions(before, after)
    new = {rule.id: RuleChange(True, True, (), ()) for rule in difference.added}
    return new | {diff.after.id: _change(diff) for diff in difference.changed}


def changes_since(whole: Sheet) -> dict[str, RuleChange]:
    """Return what changed in the rules since the round that answers came from; nothing within one edition."""
    source = whole.round.brought_from
    before = edition_of(source) if source is not None and source.edition != whole.round.edition else None
    return rule_changes(before, whole.edition) if before else {}


def _change(diff: RuleDiff) -> RuleChange:
    keys = [*(change.part for change in diff.texts), *(change.part for change in diff.values)]
    parts = [PARTS.get(key, key) for key in keys]
    parts += [_("gränserna")] if diff.thresholds else []
    parts += [_("vem regeln gäller")] if diff.scope else []
    parts += [_("kontrollerna")] if diff.checks else []
    text = next((change for change in diff.texts if change.part == "text"), None)
    words = getattr(text, language()) if text else ()
    weighty = diff.relation != "kept" or bool(diff.thresholds or diff.scope or set(keys) & set(WEIGHTY))
    return RuleChange(False, weighty, tuple(parts), words)
