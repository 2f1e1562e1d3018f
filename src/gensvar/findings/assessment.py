"""The assessment: one organisation's data judged against one edition, as a sealed document.

The document embeds everything but the data (profile, answers, thresholds, period, day), so that
`gensvar verify` can recompute it from the store alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gensvar import __version__
from gensvar.assess import Answers
from gensvar.evidence import content_hash
from gensvar.findings.assemble import chapters_json, edition_json, finding_json, summary
from gensvar.findings.audited import seen_by
from gensvar.findings.judge import judge
from gensvar.findings.measuring import measure_rules
from gensvar.findings.outcomes import Given
from gensvar.findings.recorded import count_records
from gensvar.logs.store import Store
from gensvar.rulebook.load import Edition

SCHEMA = "gensvar-assessment-1"
Progress = Callable[[float, str], None]


def _silent(share: float, note: str) -> None:
    """Report no progress."""


@dataclass(frozen=True)
class Case:
    """What is to be judged: data, edition, profile, answers, period and the day whose rules apply."""

    store: Store
    edition: Edition
    profile: dict[str, Any]
    thresholds: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    period: tuple[date | None, date | None] = (None, None)
    on: date = date.min
    engine: str = "duckdb"
    audit: dict[str, Any] | None = None  # as `audited.load_audit` returns it


def assess(case: Case, created: str, progress: Progress = _silent) -> dict[str, Any]:
    """Return the assessment as plain JSON types, sealed with its own hash.

    `created` is the time of the call (ISO 8601). Raises nothing of its own: a measure that fails
    becomes a finding that cannot be judged.
    """
    titles = {source.id: source.title for source in case.edition.head.sources}
    rules = [rule for chapter in case.edition.chapters for rule in chapter.rules]
    measured = measure_rules(case, rules, progress)
    given = Given(
        case.profile,
        case.answers.answers,
        measured,
        case.thresholds,
        case.answers.overrides,
        seen_by(case.audit),
        count_records(case, rules),
    )
    findings = [finding_json(rule, judge(rule, given, case.on, titles), case.answers.answers) for rule in rules]
    return seal(
        {
            "schema": SCHEMA,
            "gensvar": __version__,
            "created": created,
            "on": case.on.isoformat(),
            "engine": case.engine,
            "organisation": {"name": case.profile.get("name")},
            "edition": edition_json(case.edition),
            "period": _period(case) | {"asked": _asked(case)},
            "data": data_json(case.store),
            "profile": {**case.profile, "thresholds": case.thresholds},
            **({"audit": case.audit} if case.audit else {}),
            "answers": {"answers": case.answers.answers, "overrides": case.answers.overrides},
            "summary": summary(findings),
            "chapters": chapters_json(case.edition),
            "findings": findings,
        }
    )


def seal(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with `hash` set over the canonical form of everything else."""
    content = {key: value for key, value in document.items() if key != "hash"}
    return {**content, "hash": content_hash(content)}


def _period(case: Case) -> dict[str, Any]:
    """Return the period asked for; where an end is left open, the first or last day the data tell of."""
    covered = case.store.covered() or (None, None)
    first, last = (asked or known for asked, known in zip(case.period, covered, strict=True))
    return {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}


def _asked(case: Case) -> dict[str, str | None]:
    """Return the ends of the period as they were asked for, None where left open."""
    first, last = case.period
    return {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}


def data_json(store: Store) -> dict[str, Any]:
    """Return what pins the assessment to its data: the hash, the time zone and the files imported."""
    return {"hash": store.data_hash(), "zone": store.zone, "files": store.sources()}
