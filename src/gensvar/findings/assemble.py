"""Findings as the JSON document that others build on: assessment.json."""

from __future__ import annotations

from typing import Any

from gensvar.findings.outcomes import Finding, Outcome
from gensvar.findings.recorded import recorded_json
from gensvar.rulebook.load import Edition
from gensvar.rulebook.model import Rule
from gensvar.text import Text

VERDICTS = ("met", "not_met", "cannot_be_judged", "not_applicable")


def both(text: Text) -> dict[str, str]:
    """Return a text as `{"sv", "en"}`."""
    return {"sv": text.sv, "en": text.en}


def finding_json(rule: Rule, finding: Finding, answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return one finding; the figure at its top is that of the outcome that decided the verdict."""
    return {
        "rule": rule.id,
        "title": both(rule.title),
        "text": both(rule.text),
        "level": rule.level,
        "status": rule.status,
        "confidence": rule.confidence,
        "verification": rule.verification,
        "verdict": finding.verdict,
        **_figure(finding.decisive),
        "evidence": [_evidence(outcome) for outcome in finding.outcomes],
        "reasons": {
            "sv": " ".join(reason.text.sv for reason in finding.reasons),
            "en": " ".join(reason.text.en for reason in finding.reasons),
        },
        "reason_codes": [reason.to_json() for reason in finding.reasons],
        "override": finding.override,
        "judged": finding.judged or finding.verdict,
        "actions": [{"id": action.id, "text": both(action.text), "role": both(action.role)} for action in rule.actions],
        "questions": [
            {
                "id": question.id,
                "text": both(question.text),
                "kind": question.kind,
                "answered": question.id in answers,
                "answer": answers.get(question.id, {}).get("value"),
                "by": answers.get(question.id, {}).get("by"),
                "on": answers.get(question.id, {}).get("on"),
                "comment": answers.get(question.id, {}).get("comment"),
            }
            for question in rule.questions
        ],
    }


def _figure(outcome: Outcome | None) -> dict[str, Any]:
    row = outcome.measured.row if outcome and outcome.measured else _share(outcome)
    threshold = outcome.threshold if outcome else None
    value = row.get("value")
    return {
        "value": value,
        "unit": row.get("unit"),
        "n": row.get("n"),
        "numerator": row.get("numerator"),
        "denominator": row.get("denominator"),
        "interval": row.get("interval"),
        "threshold": threshold.to_json() if threshold else None,
        "gap": abs(value - threshold.value) if threshold and value is not None else None,
    }


def _share(outcome: Outcome | None) -> dict[str, Any]:
    """Return the share of breaches as the figure of a measure is."""
    found = outcome.recorded if outcome else None
    if found is None or found.share is None:
        return {}
    figure = {"value": found.share, "unit": "share", "n": found.n}
    return {**figure, "numerator": found.breaches, "denominator": found.n}


def _evidence(outcome: Outcome) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": outcome.check,
        "kind": outcome.kind,
        "outcome": outcome.verdict,
        "reason": outcome.reason.to_json(),
    }
    if outcome.measured is not None:
        entry["measure"] = outcome.measured.row.get("id")
        entry.update({key: value for key, value in outcome.measured.row.items() if key not in ("id", "group")})
        entry["series"] = [
            {"month": row["group"].get("month"), **{key: row.get(key) for key in ("value", "n", "interval")}}
            for row in outcome.measured.series
        ]
    if outcome.seen is not None:
        entry |= {"detector": outcome.seen.detector, "windows": list(outcome.seen.windows)}
    if outcome.recorded is not None:
        entry["recorded"] = recorded_json(outcome.recorded)
    if outcome.threshold is not None:
        entry["threshold"] = outcome.threshold.to_json()
    if outcome.claim is not None:
        entry["claim"] = outcome.claim
    if outcome.answer is not None:
        entry["answer"] = outcome.answer
    return entry


def summary(findings: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many rules got each verdict."""
    return {verdict: sum(finding["verdict"] == verdict for finding in findings) for verdict in VERDICTS}


def edition_json(edition: Edition) -> dict[str, Any]:
    """Return what pins the assessment to an edition: id, hash, status, chapters in order."""
    return {
        "rulebook": edition.head.rulebook,
        "edition": edition.head.edition,
        "title": both(edition.head.title),
        "hash": edition.hash,
        "status": edition.head.status,
        "sealed": edition.sealed,
    }


def chapters_json(edition: Edition) -> list[dict[str, Any]]:
    """Return the chapters with the ids of their rules."""
    return [
        {"id": chapter.id, "title": both(chapter.title), "rules": [rule.id for rule in chapter.rules]}
        for chapter in edition.chapters
    ]
