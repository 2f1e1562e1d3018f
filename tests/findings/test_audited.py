"""An audit of the website as evidence: it decides, beside the answers, and is embedded whole."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.findings.audited import load_audit, seen_by
from gensvar.findings.judge import judge
from gensvar.findings.outcomes import Finding, Given
from gensvar.rulebook.model import Rule

ON = date(2026, 11, 25)
CHECK = {"kind": "audit", "id": "X-1.site", "detector": "D01", "claim": "X-1.q"}
LIMITED = {**CHECK, "figure": "steps", "compare": "at_most", "threshold": "steps"}


def both(words: str) -> dict[str, str]:
    return {"sv": words, "en": words}


def rule(*checks: dict[str, Any], limit: float | None = 2) -> Rule:
    value = {"from": "2020-01-01", "value": limit, "status": "proposal", "confidence": "P", "source": "S1"}
    return Rule.model_validate(
        {
            **{key: both(key) for key in ("title", "text", "guidance", "evidence")},
            "id": "X-1",
            "level": "must",
            "status": "proposed",
            "confidence": "P",
            "verification": "automated",
            "sources": ["S1"],
            "questions": [{"id": "X-1.q", "text": both("found?")}],
            "parameters": [{"id": "steps", "title": both("steps"), "unit": "count", "values": [value]}],
            "checks": [{"kind": "answer", "id": "X-1.q", "question": "X-1.q"}, *checks],
            "examples": [{"title": both("example"), "verdict": "met"}],
        }
    )


def audit(*said: tuple[str, str, int | None]) -> dict[str, Any]:
    return {
        "hash": "sha256:0",
        "site": "https://x.example/",
        "windows": [
            {
                "viewport": viewport,
                "pages": 3,
                "detectors": {
                    "D01": {
                        "verdict": verdict,
                        "steps": steps,
                        "figures": {},
                        "reason": both(f"{verdict} {viewport}"),
                    }
                },
            }
            for viewport, verdict, steps in said
        ],
    }


def judged(one: Rule, found: dict[str, Any] | None, answer: bool | None = True) -> Finding:
    answers = {} if answer is None else {"X-1.q": {"value": answer}}
    return judge(one, Given({}, answers, seen=seen_by(found)), ON)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ([("desktop", "pass", 1), ("mobile", "pass", 2)], "met"),
        ([("desktop", "pass", 1), ("mobile", "fail", None)], "not_met"),
        ([("desktop", "pass", 1), ("mobile", "cannot_tell", None)], "cannot_be_judged"),
        ([("desktop", "cannot_tell", None), ("mobile", "fail", None)], "not_met"),
        ([("desktop", "pass", 1), ("mobile", "pass", 3)], "not_met"),
        ([("desktop", "pass", 1), ("mobile", "not_applicable", None)], "met"),
    ],
)
def test_the_worst_window_decides(said: list[Any], verdict: str) -> None:
    assert judged(rule(LIMITED), audit(*said), answer=verdict != "met").verdict == verdict


def test_the_audit_decides_over_the_answer_and_the_contradiction_shows() -> None:
    found = judged(rule(CHECK), audit(("desktop", "fail", None)), answer=True)
    assert found.verdict == "not_met"
    answer, site = found.outcomes
    assert answer.verdict is None
    assert site.claim == {"question": "X-1.q", "answer": True, "contradicts": True}
    assert judged(rule(CHECK), audit(("desktop", "pass", 1)), answer=False).verdict == "met"


def test_until_there_is_an_audit_the_answer_stands() -> None:
    assert judged(rule(CHECK), None, answer=True).verdict == "met"
    assert judged(rule(CHECK), None, answer=False).verdict == "not_met"
    unclaimed = {key: value for key, value in CHECK.items() if key != "claim"}
    assert judged(rule(unclaimed), None).verdict == "cannot_be_judged"


def test_an_audit_without_the_detector_cannot_judge() -> None:
    other = {**CHECK, "detector": "D99"}
    assert judged(rule(other), audit(("desktop", "pass", 1))).verdict == "cannot_be_judged"


def test_where_it_does_not_apply_the_answer_stands() -> None:
    assert judged(rule(CHECK), audit(("desktop", "not_applicable", None)), answer=False).verdict == "not_met"


def test_an_unset_threshold_decides_nothing() -> None:
    found = audit(("desktop", "pass", 9))
    assert judged(rule(LIMITED, limit=None), found, answer=False).verdict == "not_met"
    unclaimed = {key: value for key, value in LIMITED.items() if key != "claim"}
    assert judged(rule(unclaimed, limit=None), found).verdict == "cannot_be_judged"
    assert judged(rule(unclaimed, limit=None), audit(("desktop", "fail", None))).verdict == "not_met"


def written(tmp_path: Path, content: Any) -> Path:
    (tmp_path / "audit.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def walk(viewport: str, site: str = "https://x.example/") -> dict[str, Any]:
    said = {"id": "D01", "verdict": "pass", "steps": 1, "path": [], "found": ["+46 8 1"], "reason": "one click"}
    return {"site": site, "viewport": viewport, "pages": 7, "detectors": [said]}


def test_the_file_of_one_window_or_of_several(tmp_path: Path) -> None:
    one = load_audit(written(tmp_path, walk("desktop")))
    assert [window["viewport"] for window in one["windows"]] == ["desktop"]
    several = load_audit(written(tmp_path, {"audits": [walk("desktop"), walk("mobile")]}) / "audit.json")
    assert [window["pages"] for window in several["windows"]] == [7, 7]
    seen = seen_by(several)["D01"]
    assert seen.worst("steps") == 1
    assert seen.windows[0]["reason"] == {"sv": "one click", "en": "one click"}


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        [1],
        {"site": "x", "viewport": "desktop", "detectors": []},
        {"audits": [walk("desktop"), walk("mobile", "https://y.example/")]},
        {**walk("desktop"), "detectors": [{"id": "D01", "verdict": "fine"}]},
    ],
)
def test_what_is_no_audit_is_told(tmp_path: Path, content: Any) -> None:
    with pytest.raises(BadInput, match="audit"):
        load_audit(written(tmp_path, content))
