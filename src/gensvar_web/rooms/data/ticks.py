"""What the room does on a schedule."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.data.actions import put_away
from gensvar_web.rooms.data.models import Upload

KEPT = timedelta(days=30)
State = Upload.State


@every(timedelta(days=1), "data.put_away")
def put_away_forgotten_files(now: datetime) -> None:
    """Remove the bytes of files that nobody has read in for a month: people's numbers stand in them."""
    left = Upload.objects.filter(state__in=(State.READY, State.TO_MAP), changed_at__lt=now - KEPT)
    for upload in left.select_related("file"):
        with transaction.atomic():
            put_away(upload, State.FORGOTTEN)


@every(timedelta(minutes=10), "data.resume")
def resume_stopped(now: datetime) -> None:
    """Begin again with files whose job was given up: the person is told on the file's page, and may try again."""
    stopped = Upload.objects.filter(state__in=(State.INSPECTING, State.IMPORTING), job__state="failed")
    for upload in stopped.select_related("job", "organisation"):
        with transaction.atomic():
            upload.state = State.TO_MAP if upload.state == State.INSPECTING else State.READY
            upload.problem = (upload.job.error if upload.job else None) or upload.problem
            upload.save()
