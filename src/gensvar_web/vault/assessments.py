"""Assessments: the sealed document on disk, its summary and its findings as rows, and who is told of a new one.

record = keep(document, organisation=…, edition=ref_of(edition), store=…, round="2026", by=user)
document_of(record)                            # the document, as JSON types; never change it

@after_assessment                              # in the room's apps.py ready(), or a module found by itself
def follow_up(record: AssessmentRecord) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from gensvar.evidence import canonical_bytes, read_json, write_whole
from gensvar.findings.assemble import VERDICTS
from gensvar.findings.verification import require_assessment
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.folders import absolute, folder_of, relative
from gensvar_web.vault.forgetting import replacement_of
from gensvar_web.vault.models import AssessmentRecord, EditionRef, FindingRow, Store

Follower = Callable[[AssessmentRecord], None]
FOLLOWERS: list[Follower] = []


def after_assessment(follower: Follower) -> Follower:
    """Have `follower` called with each new assessment, in the transaction that keeps it; safe to say twice."""
    if follower not in FOLLOWERS:
        FOLLOWERS.append(follower)
    return follower


def keep(
    document: dict[str, Any],
    *,
    organisation: Organisation,
    edition: EditionRef,
    store: Store | None,
    round: str = "",  # noqa: A002  # as the column is called
    by: User | None,
) -> AssessmentRecord:
    """Keep an assessment (`gensvar.findings.assessment`) and return its row; the same document twice is one row.

    Raises BadInput if `document` is no assessment. Who may is for the caller to ask.
    """
    require_assessment(document, "assessment")
    if (replaced := replacement_of(organisation.pk, document["hash"])) is not None:
        return replaced  # it named somebody who has been erased since: it does not come back
    content = canonical_bytes(document) + b"\n"
    path = folder_of(organisation, "assessments") / f"{document['hash'].removeprefix('sha256:')}.json"
    write_whole(path, content)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        known = AssessmentRecord.objects.filter(organisation=organisation, hash=document["hash"]).first()
        if known:
            return known
        made = AssessmentRecord.objects.create(
            organisation=organisation,
            edition=edition,
            store=store,
            round=round,
            path=relative(path),
            hash=document["hash"],
            created_by=by,
            created_at=_moment(document["created"]),
            covers_from=_day(document["period"].get("from")),
            covers_to=_day(document["period"].get("to")),
            **{verdict: document["summary"].get(verdict, 0) for verdict in VERDICTS},
        )
        FindingRow.objects.bulk_create(rows_of(document, made))
        write_down(
            actor=by,
            organisation=organisation,
            deed="vault.keep_assessment",
            subject=made,
            details={"hash": made.hash, "edition": edition.reference},
        )
        for follower in FOLLOWERS:
            follower(made)
    return made


def document_of(record: AssessmentRecord) -> dict[str, Any]:
    """Return the document of an assessment; shared between readers, so never change it."""
    return _read(record.path, record.hash)


@lru_cache(maxsize=24)
def _read(stored: str, content_hash: str) -> dict[str, Any]:
    document: dict[str, Any] = read_json(absolute(stored))
    return document


def rows_of(document: dict[str, Any], record: AssessmentRecord) -> list[FindingRow]:
    """Return the findings of a document as rows, not yet stored, in the order of the rulebook."""
    chapters = {rule: chapter["id"] for chapter in document["chapters"] for rule in chapter["rules"]}
    return [
        _row(finding, position, chapters.get(finding["rule"], ""), record)
        for position, finding in enumerate(document["findings"])
    ]


def _row(finding: dict[str, Any], position: int, chapter: str, record: AssessmentRecord) -> FindingRow:
    low, high = finding.get("interval") or (None, None)
    codes = finding.get("reason_codes") or [{}]
    return FindingRow(
        assessment=record,
        organisation_id=record.organisation_id,
        rule=finding["rule"],
        chapter=chapter,
        position=position,
        level=finding["level"],
        verdict=finding["verdict"],
        reason=codes[0].get("code", ""),
        measure=_measure(finding),
        unit=finding.get("unit") or "",
        value=finding.get("value"),
        low=low,
        high=high,
        threshold=(finding.get("threshold") or {}).get("value"),
        n=finding.get("n"),
        contradicted=contradicted(finding),
        overridden=finding.get("override") is not None,
    )


def _measure(finding: dict[str, Any]) -> str:
    """Return the measure whose figure stands at the top of the finding, else the first."""
    measured = [entry for entry in finding["evidence"] if entry.get("measure")]
    same = (entry for entry in measured if entry.get("value") == finding.get("value"))
    found = next(same, measured[0] if measured else None)
    return str(found["measure"]) if found else ""


def contradicted(finding: dict[str, Any]) -> bool:
    """Return whether a measurement says otherwise than the organisation's own answer."""
    return any((entry.get("claim") or {}).get("contradicts") for entry in finding["evidence"])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else timezone.make_aware(moment)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
