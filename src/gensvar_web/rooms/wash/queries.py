"""Reads: the washes of an organisation, and the files of one."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import QuerySet

from gensvar_web.people.models import Organisation
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.vault.folders import absolute

FETCHED_WITHIN = timedelta(days=1)


def washes_of(organisation: Organisation) -> QuerySet[Wash]:
    """Return the washes, the newest first."""
    return Wash.objects.filter(organisation=organisation).select_related("job", "by")


def folder_of(wash: Wash) -> Path:
    """Return where the files of a wash lie while there are any."""
    return absolute(wash.folder)


def answered(wash: Wash) -> Path | None:
    """Return the answered list, while it waits to be fetched."""
    found = sorted(folder_of(wash).glob("answered.*")) if wash.folder else []
    return next((path for path in found if path.suffix in (".csv", ".xlsx", ".parquet")), None)


def overdue(now: datetime) -> QuerySet[Wash]:
    """Return the washes whose answered list nobody has fetched in time."""
    return Wash.objects.filter(finished_at__lt=now - FETCHED_WITHIN, fetched_at=None).exclude(folder="")
