"""Gathering what is known of a person into one file, in the background: every room may have much to tell."""

from __future__ import annotations

import json
import logging
import secrets
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gensvar.evidence import write_whole
from gensvar_web.kit.person_data import export_person
from gensvar_web.ledger.recording import record
from gensvar_web.people.models import PersonFile, User

log = logging.getLogger(__name__)
State = PersonFile.State
LASTS = timedelta(days=1)
SILENCE = timedelta(minutes=2)


@transaction.atomic
def ask(*, actor: User) -> PersonFile:
    """Begin to gather, unless that is under way; what has been silent for long is begun anew."""
    from gensvar_web.people.tasks import gather_for

    now = timezone.now()
    User.objects.select_for_update().get(pk=actor.pk)
    known = PersonFile.objects.filter(user=actor).first()
    if known is not None and known.state == State.RUNNING and known.seen_at > now - SILENCE:
        return known
    if known is not None:
        forget(known)
    made = PersonFile.objects.create(user=actor, run=secrets.token_hex(16), asked_at=now, seen_at=now)
    record(actor=actor, organisation=None, deed="people.ask_for_data", subject=actor)
    transaction.on_commit(partial(gather_for.enqueue, actor.pk, made.run))
    return made


def gather(user_pk: int, run: str) -> None:
    """Ask every app and write the file; a run that has been given up, or whose person is erased, leaves nothing."""
    mine = PersonFile.objects.filter(user=user_pk, run=run, state=State.RUNNING)
    user = User.objects.filter(pk=user_pk, erased_at=None).first()
    if user is None or not mine.exists():
        return
    try:
        told = export_person(user, lambda share: _told(user_pk, run, share))
        path = _folder() / f"{secrets.token_hex(16)}.json"
        write_whole(path, json.dumps(told, ensure_ascii=False, indent=2, default=str).encode())
        path.chmod(0o600)
    except Exception:
        log.exception("the data of person %s", user_pk)
        mine.update(state=State.FAILED)
        return
    if not mine.update(state=State.DONE, share=1.0, path=path.name, seen_at=timezone.now()):
        path.unlink(missing_ok=True)


def _told(user_pk: int, run: str, share: float) -> None:
    PersonFile.objects.filter(user=user_pk, run=run).update(share=share, seen_at=timezone.now())


def path_of(file: PersonFile) -> Path:
    """Return where a finished file lies."""
    return _folder() / file.path


def forget(file: PersonFile) -> None:
    """Delete the row, and the file when that is certain."""
    if file.path:
        transaction.on_commit(partial(path_of(file).unlink, missing_ok=True))
    file.delete()


def forget_old(now: datetime) -> None:
    """Delete what was gathered more than a day ago."""
    for one in PersonFile.objects.filter(asked_at__lt=now - LASTS):
        with transaction.atomic():
            forget(one)


def _folder() -> Path:
    path = Path(settings.DATA) / "people"
    path.mkdir(exist_ok=True, mode=0o700)
    return path
