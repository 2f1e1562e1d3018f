"""A measured check: the figure, its threshold in words, the chart, and everything it takes to believe it."""

from __future__ import annotations

from typing import Any

import pytest

from gensvar.report.assessment.measured import (
    gauge_of,
    in_doubt,
    limit,
    measured_blocks,
    month_chart,
    name_of,
    source_of,
    standing,
)
from gensvar.report.cells import plain
from gensvar.report.document import Callout, Chart, Details, Facts, Gauge, Heading, Paragraph
from gensvar.text import Language


@pytest.fixture
def entry(assessment: dict[str, Any]) -> dict[str, Any]:
    """The service level of XK-1.5."""
    finding = next(one for one in assessment["findings"] if one["rule"] == "XK-1.5")
    found: dict[str, Any] = finding["evidence"][0]
    return found


def evidence(assessment: dict[str, Any], check: str) -> dict[str, Any]:
    return next(e for finding in assessment["findings"] for e in finding["evidence"] if e["id"] == check)


def test_a_figure_comes_with_gauge_chart_and_account(entry: dict[str, Any], language: Language) -> None:
    kinds = [type(block) for block in measured_blocks(entry, language)]
    assert kinds == [Heading, Gauge, Facts, Chart, Details]


def test_the_account_names_formula_letter_counts_exclusions_and_source(entry: dict[str, Any]) -> None:
    details = measured_blocks(entry, "sv")[-1]
    assert isinstance(details, Details)
    facts = details.blocks[0]
    assert isinstance(facts, Facts)
    said = {term: plain(value, "sv") for term, value in facts.items}
    assert said["Formel"].startswith("C: A_τ / (A + B)")
    assert said["Räknat"] == "28\u00a0615 / 41\u00a0872"
    assert said["Borträknat"] == "Ringde utanför öppettiden: 1\u00a0204"
    assert said["Går inte att avgöra"] == "12"
    assert said["Inställningar"] == "Svarströskel: 1\u00a0min; Gräns för kort avbrott: 5\u00a0s"
    assert "vårt förslag, utan källa (P)" in said["Gränsens källa"]


def test_an_exclusion_that_could_not_be_made_says_so(entry: dict[str, Any]) -> None:
    entry["excluded"][0]["applied"] = False
    details = measured_blocks(entry, "en")[-1]
    assert "could not be left out" in str(details)


def test_a_name_tells_two_figures_of_one_measure_apart(entry: dict[str, Any]) -> None:
    assert name_of(entry, "sv") == "Servicenivå C (sträng: varje avbrott är en miss)"
    assert name_of({**entry, "parameters": {"tau": 20}}, "sv").endswith(", 20\u00a0s")
    waits = {"measure": "wait_percentile", "variant": None, "parameters": {"q": 0.9}}
    assert name_of(waits, "sv").endswith(", p90")
    assert name_of({"measure": "unheard_of", "variant": "x"}, "sv") == "unheard_of · x"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (0.8, "share", "minst 80\u00a0%"),
        (0.955, "share", "minst 95,5\u00a0%"),
        (600, "s", "minst 10\u00a0min"),
        (12, "months", "minst 12\u00a0månader"),
    ],
)
def test_a_threshold_in_words(value: float, unit: str, said: str) -> None:
    assert limit({"value": value, "compare": "at_least"}, unit, "sv") == said


def test_the_standing_of_a_threshold() -> None:
    assert standing({"status": "proposal", "confidence": "P"}, "sv") == "vårt förslag, utan källa (P)"
    assert standing({"status": "law", "confidence": "H"}, "en") == "Swedish law, high: read in the primary source (H)"
    own = {"status": "own", "confidence": "own", "source": "own", "source_title": "Mål 2026"}
    assert source_of(own, "sv") == "egen gräns: Mål 2026"


def test_a_contradicted_claim_is_said_aloud(assessment: dict[str, Any], language: Language) -> None:
    callouts = [b for b in measured_blocks(evidence(assessment, "XK-1.6.m"), language) if isinstance(b, Callout)]
    assert len(callouts) == 1


def test_no_gauge_without_threshold_or_verdict(assessment: dict[str, Any]) -> None:
    assert gauge_of(evidence(assessment, "XK-2.1.m"), "sv") is None
    assert gauge_of(evidence(assessment, "XK-2.3.r"), "sv") is None
    assert gauge_of(evidence(assessment, "XK-6.2.m"), "sv") is None


def test_a_month_on_too_few_has_no_figure_and_one_month_is_no_chart(entry: dict[str, Any]) -> None:
    entry["series"][0]["n"] = 4
    chart = month_chart(entry, "sv")
    assert chart is not None
    assert chart.spec["data"]["values"][0]["value"] is None
    assert chart.table.rows[0][3] == 4
    for row in entry["series"][1:]:
        row["n"] = 4
    assert month_chart(entry, "sv") is None


def test_a_threshold_within_the_interval_is_in_doubt(entry: dict[str, Any], language: Language) -> None:
    assert not in_doubt(entry)
    entry["interval"] = [0.6, 0.81]
    assert in_doubt(entry)
    assert Paragraph in [type(block) for block in measured_blocks(entry, language)]
    assert not in_doubt({**entry, "threshold": None})


def test_a_measure_that_failed_says_why(assessment: dict[str, Any], language: Language) -> None:
    blocks = measured_blocks(evidence(assessment, "XK-1.4.m"), language)
    assert len(blocks) == 2
    assert "contacts.wait_announced" in str(blocks[1])
