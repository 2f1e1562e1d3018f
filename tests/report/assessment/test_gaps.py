"""Which gap is the worst: musts first, then the farthest from its threshold, those without a figure last."""

from __future__ import annotations

from typing import Any

import pytest

from gensvar.report.assessment.gaps import gaps, ranked, relative_gap


def finding(name: str, level: str = "must", gap: float | None = None, threshold: float | None = None) -> dict[str, Any]:
    limit = None if threshold is None else {"value": threshold}
    return {"rule": name, "level": level, "verdict": "not_met", "gap": gap, "threshold": limit}


def test_the_order() -> None:
    findings = [
        finding("answered no"),
        finding("should, far", "should", 0.8, 0.9),
        finding("must, near", "must", 0.05, 0.9),
        finding("must, far", "must", 300, 600),
        finding("should, no figure", "should"),
    ]
    assert [one["rule"] for one in ranked(findings)] == [
        "must, far",
        "must, near",
        "answered no",
        "should, far",
        "should, no figure",
    ]


def test_distance_is_relative_to_the_threshold() -> None:
    assert relative_gap(finding("a", gap=0.2, threshold=0.8)) == pytest.approx(0.25)
    assert relative_gap(finding("a", gap=150, threshold=600)) == pytest.approx(0.25)
    assert relative_gap(finding("a", gap=3, threshold=0)) == float("inf")
    assert relative_gap(finding("a")) is None


def test_only_what_is_not_met_is_a_gap(assessment: dict[str, Any]) -> None:
    assert [one["rule"] for one in gaps(assessment)] == ["XK-2.5", "XK-1.5", "XK-1.6", "XK-2.4"]
