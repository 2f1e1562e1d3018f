"""Two editions compared: what came, went, lives on under another id, and what changed in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gensvar.rulebook.comparing import compare_editions
from gensvar.rulebook.differences import EditionDiff
from gensvar.rulebook.load import load_edition


def _compare(write: Callable[..., Path], before: dict[str, Any], after: dict[str, Any]) -> EditionDiff:
    after["head"]["edition"] = "2024"
    return compare_editions(load_edition(str(write(before))), load_edition(str(write(after))))


def test_the_same_content_differs_in_nothing(write_edition: Any, make: Any) -> None:
    diff = _compare(write_edition, make.edition(), make.edition())
    assert (diff.added, diff.removed, diff.changed, diff.values) == ((), (), (), ())
    assert diff.unchanged == ("XX-1.1", "XX-2.1", "XX-2.2")
    assert diff.before.reference == "XX@2020"
    assert diff.after.reference == "XX@2024"


def test_rules_come_and_go(write_edition: Any, make: Any) -> None:
    after = make.edition()
    after["chapters"][1]["rules"] = [make.rule("XX-2.1"), make.rule("XX-2.9")]
    diff = _compare(write_edition, make.edition(), after)
    assert [rule.id for rule in diff.added] == ["XX-2.9"]
    assert [rule.id for rule in diff.removed] == ["XX-2.2"]


def test_every_kind_of_change_in_a_rule_is_told(write_edition: Any, make: Any) -> None:
    after = make.edition(owner="Någon annan")
    changed = after["chapters"][0]["rules"][0]
    changed["level"] = "should"
    changed["text"]["sv"] = "Den som ringer får svar inom en minut på svenska"
    changed["scope"] = {"public": True}
    changed["parameters"][0]["values"][1]["value"] = 0.95
    changed["checks"][0]["min_n"] = 50
    changed["examples"][0]["profile"] = {"public": True}
    diff = _compare(write_edition, make.edition(), after)
    (one,) = diff.changed
    assert [change.part for change in diff.values] == ["owner"]
    assert [change.part for change in one.texts] == ["text"]
    assert [run.text for run in one.texts[0].sv if run.kind == "added"] == ["inom en minut"]
    assert [change.part for change in one.values] == ["level", "examples"]
    assert [value.value for value in one.thresholds[0].values("after")] == [0.8, 0.95]
    assert one.scope is not None
    assert one.scope.after.sv == "organisationer som är offentliga"
    assert one.checks[0].after is not None
    assert one.checks[0].after["min_n"] == 50
    assert json.loads(json.dumps(diff.to_json()))["changed"][0]["after"] == "XX-1.1"


def test_a_renumbered_rule_is_followed(write_edition: Any, make: Any) -> None:
    after = make.edition()
    after["chapters"][0]["rules"] = [make.rule("XX-1.7", replaces=["XX-1.1"], level="should")]
    diff = _compare(write_edition, make.edition(), after)
    (one,) = diff.changed
    assert (one.relation, [rule.id for rule in one.before], one.after.id) == ("replaces", ["XX-1.1"], "XX-1.7")
    assert "level" in [change.part for change in one.values]
    assert (diff.added, diff.removed) == ((), ())


def test_a_split_rule_is_followed_to_both_parts(write_edition: Any, make: Any) -> None:
    after = make.edition()
    after["chapters"][0]["rules"] = [
        make.rule("XX-1.1a", **{"split-from": "XX-1.1"}),
        make.rule("XX-1.1b", **{"split-from": "XX-1.1"}),
    ]
    diff = _compare(write_edition, make.edition(), after)
    assert [(one.relation, one.before[0].id, one.after.id) for one in diff.changed] == [
        ("split-from", "XX-1.1", "XX-1.1a"),
        ("split-from", "XX-1.1", "XX-1.1b"),
    ]
    assert (diff.added, diff.removed) == ((), ())


def test_a_merged_rule_is_followed_to_where_it_went(write_edition: Any, make: Any) -> None:
    after = make.edition()
    after["chapters"][1]["rules"][1]["merged-into"] = "XX-2.1"
    diff = _compare(write_edition, make.edition(), after)
    (one,) = diff.changed
    assert (one.relation, one.before[0].id, one.after.id) == ("merged-into", "XX-2.2", "XX-2.1")
    assert diff.removed == ()


def test_a_rule_that_replaces_two_is_compared_with_the_first(write_edition: Any, make: Any) -> None:
    after = make.edition()
    after["chapters"][1]["rules"] = [make.rule("XX-2.5", replaces=["XX-2.1", "XX-2.2"])]
    diff = _compare(write_edition, make.edition(), after)
    (one,) = diff.changed
    assert [rule.id for rule in one.before] == ["XX-2.1", "XX-2.2"]
    assert diff.removed == ()


def test_a_rule_that_moved_says_so(write_edition: Any, make: Any) -> None:
    after = make.edition()
    after["chapters"][0]["rules"].append(after["chapters"][1]["rules"].pop(0))
    diff = _compare(write_edition, make.edition(), after)
    (one,) = diff.changed
    assert [(change.part, change.after["sv"]) for change in one.values] == [("chapter", "Telefon på svenska")]
