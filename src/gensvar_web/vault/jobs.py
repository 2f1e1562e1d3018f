"""Work in the background: started by an action, run by the task worker, watched on a page of its own.

    @job("data.import", Text(sv="Läser in filen", en="Importing the file"))
    def import_file(run: Run) -> dict[str, Any]:      # in the room's tasks.py
        run.progress(0.5, Text(...))
        return {"url": "/o/…"}                        # where the person goes next

    start(kind="data.import", actor=…, organisation=…, arguments={…}, key="…")   # in its actions.py

A running job says every five seconds that it lives. One that has been silent for a minute has lost its
worker: the tick starts it again, at most three times. So a job must bear being run again from the beginning.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from gensvar.errors import GensvarError
from gensvar.text import Text
from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.models import Job

log = logging.getLogger(__name__)
BEAT_S = 5.0
SILENCE = timedelta(seconds=60)
ATTEMPTS = 3
LOST = Text(sv="Arbetet avbröts flera gånger.", en="The work was interrupted several times.")
FAULT = Text(
    sv="Något gick fel hos oss. Felet är uppskrivet.", en="Something went wrong on our side. It has been noted."
)
AGAIN = Text(sv="Försök igen om en stund.", en="Try again in a while.")


@dataclass
class Run:
    """A job as the function sees it."""

    job: Job

    @property
    def arguments(self) -> dict[str, Any]:
        """What the job was started with."""
        arguments: dict[str, Any] = self.job.arguments
        return arguments

    @property
    def organisation(self) -> Organisation:
        """For whom it works."""
        return self.job.organisation

    @property
    def by(self) -> User | None:
        """Who started it."""
        return self.job.by

    def progress(self, share: float, note: Text | None = None) -> None:
        """Say how far it has come (0 to 1)."""
        changes: dict[str, Any] = {"share": min(max(share, 0.0), 1.0), "seen_at": timezone.now()}
        if note is not None:
            changes["note"] = {"sv": note.sv, "en": note.en}
        Job.objects.filter(pk=self.job.pk).update(**changes)


@dataclass(frozen=True)
class Kind:
    """A kind of job."""

    name: str
    title: Text
    work: Callable[[Run], dict[str, Any] | None]


KINDS: dict[str, Kind] = {}


def job(name: str, title: Text) -> Callable[[Callable[[Run], Any]], Callable[[Run], Any]]:
    """Register a function as the work of a kind of job."""

    def register(work: Callable[[Run], Any]) -> Callable[[Run], Any]:
        KINDS[name] = Kind(name, title, work)
        return work

    return register


def start(
    *, kind: str, actor: User | None, organisation: Organisation, arguments: dict[str, Any], key: str = ""
) -> Job:
    """Begin a job when the transaction is done. With a key: while the same one waits or runs, that one is returned."""
    from gensvar_web.vault.tasks import run_job

    if kind not in KINDS:
        raise KeyError(kind)
    try:
        with transaction.atomic():
            made = Job.objects.create(kind=kind, key=key, organisation=organisation, by=actor, arguments=arguments)
    except IntegrityError:
        return Job.objects.get(kind=kind, key=key, organisation=organisation, state__in=("waiting", "running"))
    transaction.on_commit(partial(run_job.enqueue, made.pk))
    return made


def jobs_of(organisation: Organisation) -> QuerySet[Job]:
    """Return the jobs of an organisation, the newest first."""
    return Job.objects.filter(organisation=organisation)


def carry_out(pk: int) -> None:
    """Run a job to its end. Called by the task worker; what has begun or ended already is left alone."""
    now = timezone.now()
    claimed = Job.objects.filter(pk=pk, state=Job.State.WAITING).update(
        state=Job.State.RUNNING, started_at=now, seen_at=now
    )
    if not claimed:
        return
    made = Job.objects.select_related("organisation", "by").get(pk=pk)
    stop = threading.Event()
    beat = threading.Thread(target=_beat, args=(pk, stop), daemon=True)
    beat.start()
    try:
        result = KINDS[made.kind].work(Run(made))
    except GensvarError as problem:
        _end(pk, Job.State.FAILED, error=_told(problem.what, problem.mend, problem.where))
    except Exception:
        log.exception("job %s (%s)", pk, made.kind)
        _end(pk, Job.State.FAILED, error=_told(FAULT, AGAIN))
    else:
        _end(pk, Job.State.DONE, result=result or {}, share=1.0)
    finally:
        stop.set()
        beat.join()


def _beat(pk: int, stop: threading.Event) -> None:
    """Say that the job lives, on a connection of its own."""
    try:
        while not stop.wait(BEAT_S):
            try:
                Job.objects.filter(pk=pk, state=Job.State.RUNNING).update(seen_at=timezone.now())
            except DatabaseError:  # a lock held too long; silence now would cost the job its worker
                log.warning("job %s could not say that it lives", pk)
    finally:
        connection.close()


def _end(pk: int, state: str, **changes: Any) -> None:
    Job.objects.filter(pk=pk, state=Job.State.RUNNING).update(state=state, finished_at=timezone.now(), **changes)


def _told(what: Text, mend: Text | None, where: str | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"what": {"sv": what.sv, "en": what.en}, "where": where}
    return told | ({"mend": {"sv": mend.sv, "en": mend.en}} if mend else {})


def revive_lost(now: datetime) -> list[int]:
    """Start jobs again whose worker is gone; give up after three attempts. Returns what was started."""
    from gensvar_web.vault.tasks import run_job

    revived = []
    for lost in Job.objects.filter(state=Job.State.RUNNING, seen_at__lt=now - SILENCE):
        again = lost.attempts + 1 < ATTEMPTS
        changes: dict[str, Any] = (
            {"state": Job.State.WAITING, "attempts": lost.attempts + 1, "share": 0.0}
            if again
            else {"state": Job.State.FAILED, "finished_at": now, "error": _told(LOST, AGAIN)}
        )
        still = Job.objects.filter(pk=lost.pk, state=Job.State.RUNNING, seen_at=lost.seen_at).update(**changes)
        if still and again:
            run_job.enqueue(lost.pk)
            revived.append(lost.pk)
    return revived
