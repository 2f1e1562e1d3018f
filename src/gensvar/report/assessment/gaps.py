"""Rules that are not met, the worst first, and how far each is from its threshold."""

from __future__ import annotations

from collections.abc import Sequence

from gensvar.report.assessment.reading import Assessment, Finding, with_verdict

LEVELS = {"must": 0, "should": 1}


def ranked(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings by level (must before should), then by relative gap, those without a figure last."""
    return sorted(findings, key=_rank)


def gaps(assessment: Assessment) -> list[Finding]:
    """Return the rules that are not met, the worst first."""
    return ranked(with_verdict(assessment, "not_met"))


def _rank(finding: Finding) -> tuple[int, float]:
    size = relative_gap(finding)
    return LEVELS.get(finding["level"], 1), 0.0 if size is None else -size


def relative_gap(finding: Finding) -> float | None:
    """Return the distance to the threshold as a share of the threshold; None where nothing was measured.

    A threshold of nought makes any distance infinite.
    """
    gap, threshold = finding.get("gap"), finding.get("threshold")
    if gap is None or not threshold or finding["verdict"] != "not_met":
        return None
    return float(gap) / abs(threshold["value"]) if threshold["value"] else float("inf")
