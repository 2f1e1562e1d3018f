"""What differs between two assessments: verdicts that changed, and paths where documents are not equal."""

from gensvar.findings.changes import differences, verdict_changes


def _finding(rule: str, verdict: str) -> dict[str, object]:
    return {"rule": rule, "verdict": verdict, "title": {"sv": rule, "en": rule}, "reasons": {"sv": "", "en": ""}}


def test_only_changed_added_and_removed_rules_are_told() -> None:
    before = {"findings": [_finding("A", "met"), _finding("B", "met"), _finding("C", "not_met")]}
    after = {"findings": [_finding("A", "met"), _finding("B", "not_met"), _finding("D", "met")]}
    changes = {change["rule"]: (change["before"], change["after"]) for change in verdict_changes(before, after)}
    assert changes == {"B": ("met", "not_met"), "D": (None, "met"), "C": ("not_met", None)}


def test_equal_documents_do_not_differ_whenever_they_were_made() -> None:
    assert list(differences({"created": "x", "a": [1]}, {"created": "y", "a": [1]})) == []


def test_a_difference_names_its_path_by_rule() -> None:
    stored = {"findings": [_finding("A", "met")]}
    recomputed = {"findings": [_finding("A", "not_met")]}
    assert list(differences(stored, recomputed)) == [
        {"path": "/findings/A/verdict", "stored": "met", "recomputed": "not_met"}
    ]


def test_a_missing_or_longer_part_is_a_difference() -> None:
    assert [d["path"] for d in differences({"a": {"b": 1}}, {"a": {}})] == ["/a/b"]
    assert [d["path"] for d in differences({"a": [1]}, {"a": [1, 2]})] == ["/a"]
