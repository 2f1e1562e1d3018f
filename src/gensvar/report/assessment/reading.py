"""What the parts of the report read out of assessment.json, each thing in one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from gensvar.report.document import Figure, Link, Span
from gensvar.text import Language

Assessment = dict[str, Any]
Finding = dict[str, Any]
Evidence = dict[str, Any]
ANSWERS = ("not_answered", "dont_know")  # reasons that an answer would settle


def rule_anchor(rule: str) -> str:
    """Return the id of a rule's heading."""
    return f"r-{rule.lower().replace('.', '-')}"


def rule_link(rule: str) -> Link:
    """Return a link to a rule within the report."""
    return Link(rule, f"#{rule_anchor(rule)}")


def rule_links(rules: Sequence[str]) -> tuple[Span, ...]:
    """Return links to rules, with commas between."""
    spans: list[Span] = []
    for rule in rules:
        spans += [", ", rule_link(rule)] if spans else [rule_link(rule)]
    return tuple(spans)


def findings_by_rule(assessment: Assessment) -> dict[str, Finding]:
    """Return the findings by rule id."""
    return {finding["rule"]: finding for finding in assessment["findings"]}


def with_verdict(assessment: Assessment, verdict: str) -> list[Finding]:
    """Return the findings with a verdict, in the order of the rulebook."""
    return [finding for finding in assessment["findings"] if finding["verdict"] == verdict]


def organisation(assessment: Assessment) -> str | None:
    """Return the name of the organisation; None if the profile gives none."""
    name = (assessment.get("organisation") or {}).get("name") or assessment["profile"].get("name")
    return str(name) if name else None


def created(assessment: Assessment) -> datetime:
    """Return when the assessment was made."""
    return datetime.fromisoformat(assessment["created"])


def edition_name(assessment: Assessment) -> str:
    """Return `KS@2023-04-01`, the name that the command line takes."""
    return f"{assessment['edition']['rulebook']}@{assessment['edition']['edition']}"


def period(assessment: Assessment, language: Language) -> str:
    """Return the period in words: `2026-01-01 – 2026-06-30`, and that it is all there is where none was asked for."""
    first, last = (assessment["period"][end] or "…" for end in ("from", "to"))
    if not any(assessment["period"]["asked"].values()):
        return f"{first} – {last} ({'alla data' if language == 'sv' else 'all data'})"
    return f"{first} – {last}"


def contradictions(finding: Finding) -> list[Evidence]:
    """Return the checks whose measurement says something else than the organisation's own answer."""
    return [entry for entry in finding["evidence"] if (entry.get("claim") or {}).get("contradicts")]


def value_of(finding: Finding) -> Figure | None:
    """Return the figure that decided the verdict; None where nothing was measured."""
    return None if finding.get("value") is None else Figure(finding["value"], finding.get("unit") or "")


def threshold_of(finding: Finding) -> Figure | None:
    """Return what the figure was compared with; None where no threshold is set."""
    threshold = finding.get("threshold")
    return Figure(threshold["value"], finding.get("unit") or "") if threshold else None


def day(text: object) -> date | None:
    """Return an ISO date as a date; None for anything else."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def sentence(text: str) -> str:
    """Return a reason as a sentence: a capital first and a full stop last."""
    whole = text[:1].upper() + text[1:]
    return whole if not whole or whole[-1] in ".!?”)" else f"{whole}."


def rows_read(assessment: Assessment) -> int:
    """Return how many rows of data the assessment rests on."""
    return sum(sum(file["rows"].values()) for file in assessment["data"]["files"] if isinstance(file.get("rows"), dict))
