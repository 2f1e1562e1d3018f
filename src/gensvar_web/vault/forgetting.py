"""A person who is erased is forgotten in sealed assessments as well.

Assessments made here hold `person:17` from the beginning. One made elsewhere, or long ago, may hold a name
or an address. It is sealed, so nothing in it can be changed; it is replaced by one in which the person is a
number, with a seal of its own. The log keeps both seals, so that a report with the old one can still be
traced to it, and nothing of what was judged is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from gensvar.evidence import canonical_bytes, read_json, write_whole
from gensvar.findings.assessment import seal
from gensvar_web.ledger.models import Entry
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import User
from gensvar_web.vault.folders import absolute, folder_of, relative
from gensvar_web.vault.models import AssessmentRecord

DEED = "vault.forget_person"
# Where a document holds what people wrote: free text, in which a single name may be a word like any other.
WRITTEN = ("comment", "reason", "note", "value")
Rewrite = Callable[[str, str], str]


def forget_in_assessments(user: User) -> int:
    """Replace every assessment that names the person; returns how many. To be called before the account is emptied."""
    rewrite = _rewriting(user)
    return sum(_replace(record, user, rewrite) for record in _reachable(user))


def _reachable(user: User) -> list[AssessmentRecord]:
    """Return the assessments of every organisation in which the person is, or has ever done anything."""
    acted = Entry.objects.filter(actor=user.pk).exclude(organisation=None).values_list("organisation", flat=True)
    organisations = {*acted.distinct().order_by(), *user.memberships.values_list("organisation", flat=True)}
    return list(AssessmentRecord.objects.filter(organisation__in=organisations).select_related("organisation"))


def _replace(record: AssessmentRecord, user: User, rewrite: Rewrite) -> bool:
    path = absolute(record.path)
    if not path.is_file() or not _mentioned(path, user):
        return False
    document = read_json(path)
    cleaned = _rewritten(document, "", rewrite)
    if cleaned == document:
        return False
    _put(record, seal(cleaned), path)
    return True


def _mentioned(path: Path, user: User) -> bool:
    text = path.read_text(encoding="utf-8").casefold()
    return any(name.casefold() in text for name in (user.name, user.email) if name)


def _put(record: AssessmentRecord, document: dict[str, Any], old: Path) -> None:
    """Write the document that replaces another, and who may still ask for the old seal finds it in the log."""
    new = folder_of(record.organisation, "assessments") / f"{document['hash'].removeprefix('sha256:')}.json"
    write_whole(new, canonical_bytes(document) + b"\n")
    was = record.hash
    record.hash, record.path = document["hash"], relative(new)
    record.save(update_fields=["hash", "path"])
    details = {"was": was, "hash": record.hash}
    write_down(actor=None, organisation=record.organisation, deed=DEED, subject=record, details=details)
    transaction.on_commit(partial(old.unlink, missing_ok=True))


def replacement_of(organisation_pk: int, content_hash: str) -> AssessmentRecord | None:
    """Return the assessment that took the place of the one with this seal, None if none did."""
    followed = {content_hash}
    entries = Entry.objects.filter(organisation=organisation_pk, deed=DEED).order_by("number")
    last = content_hash
    for entry in entries:
        if entry.details["was"] in followed:
            last = entry.details["hash"]
            followed.add(last)
    found = AssessmentRecord.objects.filter(organisation=organisation_pk, hash=last).first()
    return found if last != content_hash else None


def _rewritten(value: Any, key: str, rewrite: Rewrite) -> Any:
    if isinstance(value, str):
        return rewrite(key, value)
    if isinstance(value, dict):
        return {name: _rewritten(part, name, rewrite) for name, part in value.items()}
    return [_rewritten(part, key, rewrite) for part in value] if isinstance(value, list) else value


def _rewriting(user: User) -> Rewrite:
    """Return what makes a text, found under a key, one without the person."""
    token = f"person:{user.pk}"
    whole = {name.casefold() for name in (user.name, user.email) if name}
    address = _words(user.email, re.IGNORECASE)
    full = _words(user.name, re.IGNORECASE) if " " in user.name else None
    first = _words(user.name, 0) if user.name and full is None else None

    def rewrite(key: str, text: str) -> str:
        if key == "by" and text.strip().casefold() in whole:
            return token
        text = address.sub(token, text)
        text = full.sub(token, text) if full else text
        return first.sub(token, text) if first and key in WRITTEN else text

    return rewrite


def _words(text: str, flags: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", flags)
