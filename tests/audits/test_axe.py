"""The vendored axe-core is the file it should be, and its answer keeps review apart from violations."""

from __future__ import annotations

import hashlib

from gensvar.audits import axe


def test_the_file_is_the_one_of_the_package() -> None:
    assert hashlib.sha256(axe.FILE.read_bytes()).hexdigest() == axe.SHA256
    assert f"axe v{axe.VERSION}" in axe.source()[:200]
    assert "Mozilla Public" in axe.source()[:400]
    assert axe.FILE.with_name("axe-LICENSE.txt").read_text("utf-8").startswith("Mozilla Public License")


def test_review_is_no_violation() -> None:
    node = {"target": ["#a"], "html": "<a>", "failureSummary": None}
    rule = {"id": "color-contrast", "impact": "serious", "help": "h", "tags": ["wcag2aa"], "nodes": [node]}
    told = axe.as_axe({"violations": [], "incomplete": [rule], "passes": [1, 2]})
    assert told.violations == () and told.passes == 2
    assert told.review[0].nodes == (("#a", "<a>", ""),)
