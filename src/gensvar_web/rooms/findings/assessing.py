"""One assessment from beginning to end: what is judged, judging, what changed since last time."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from gensvar.assess import Answers
from gensvar.errors import BadInput
from gensvar.findings.assessment import Case, assess, seal
from gensvar.findings.changes import verdict_changes
from gensvar.logs.store import Store as Library
from gensvar.rulebook.edition import Edition
from gensvar.text import Text
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.findings import queries
from gensvar_web.rooms.findings.names import token_of, without_names
from gensvar_web.vault import editions
from gensvar_web.vault.answers import answers_of, stored_answers
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.audits import newest
from gensvar_web.vault.stores import default_store, opened
from gensvar_web.vault.verdicts import assessments_of

MEASURING = Text(sv="Mäter era data", en="Measuring your data")
GONE = Text(sv="utgåvan finns inte längre", en="the edition is no longer there")
PAUSE_S = 0.5  # between two writings of how far it has come


def edition_named(rulebook: str, name: str) -> Edition:
    """Return an edition; BadInput if there is none of that name."""
    found = editions.edition(rulebook, name)
    if found is None:
        raise BadInput(GONE, where=f"{rulebook}@{name}")
    return found


def answers_with_overrides(organisation: Organisation, edition: Edition, round: str) -> Answers:  # noqa: A002
    """Return the confirmed answers of a round and the verdicts set aside, persons by number."""
    answers = answers_of(organisation, edition, round)
    rows = stored_answers(organisation, edition.head.rulebook, edition.head.edition, round)
    hidden = without_names(answers, dict(rows.values_list("question", "by_id")))
    overrides = {
        one.rule: {
            "verdict": one.verdict,
            "reason": one.reason,
            "by": token_of(one.by_id),
            "on": timezone.localdate(one.on).isoformat(),
        }
        for one in queries.overrides(organisation, edition.head.rulebook)
        if one.rule in edition.rules
    }
    return replace(hidden, overrides=overrides)


def judged(
    organisation: Organisation,
    edition: Edition,
    round: str,  # noqa: A002
    period: tuple[date | None, date | None],
    progress: Callable[[float, Text], None],
) -> dict[str, Any]:
    """Return the assessment of today, with the verdicts that changed since the last one of the same rulebook."""
    answers = answers_with_overrides(organisation, edition, round)
    profile = {**organisation.profile, "name": organisation.name}
    thresholds = {rule: own for rule, own in organisation.thresholds.items() if rule in edition.rules}
    with _data(organisation) as store:
        audit = newest(organisation)
        case = Case(store, edition, profile, thresholds, answers, period, timezone.localdate(), audit=audit)
        document = assess(case, timezone.localtime().isoformat(timespec="seconds"), _calmly(progress))
    return _with_changes(document, organisation)


@contextmanager
def _data(organisation: Organisation) -> Iterator[Library]:
    """Yield the organisation's store; an empty one where nothing has been imported, so that answers still count."""
    library = opened(default_store(organisation))
    if library is not None:
        yield library
        return
    with tempfile.TemporaryDirectory(prefix="gensvar-empty-") as folder:
        yield Library.create(Path(folder) / "store")


def _calmly(progress: Callable[[float, Text], None]) -> Callable[[float, str], None]:
    """Tell of progress now and then only: each time is a write to the database."""
    last = [0.0]

    def tell(share: float, note: str) -> None:
        if time.monotonic() - last[0] > PAUSE_S:
            last[0] = time.monotonic()
            progress(share, MEASURING)

    return tell


def _with_changes(document: dict[str, Any], organisation: Organisation) -> dict[str, Any]:
    before = assessments_of(organisation, document["edition"]["rulebook"]).first()
    if before is None:
        return document
    earlier = document_of(before)
    against = {key: earlier["edition"][key] for key in ("rulebook", "edition", "hash")}
    return seal({**document, "changes": {"against": against, "rules": verdict_changes(earlier, document)}})
