"""Whether the server can do its work, for those who watch it; and what search engines may read."""

from __future__ import annotations

import os
import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gensvar import __version__
from gensvar_web.kit.models import TickRun


def health(request: HttpRequest) -> JsonResponse:
    """Return 200 and `{"ok": true, …}` if the database answers and the data folder can be written, else 503.

    The rest helps those who watch: free space, how long work has waited, when the schedule last ran, all in
    seconds; none of it makes the server unwell by itself.
    """
    parts = {"database": _database_answers(), "data": _data_can_be_written()}
    ok = all(parts.values())
    watched = _watched() if ok else {}
    response = JsonResponse({"ok": ok, "version": __version__, **parts, **watched}, status=200 if ok else 503)
    response["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def _watched() -> dict[str, object]:
    """Return `waiting_s` (the oldest work in the queue), `tick_s` (since the schedule ran), `free_mb`."""
    now = timezone.now()
    try:
        oldest = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
        ticked = TickRun.objects.aggregate(at=Max("begun_at"))["at"]
    except DatabaseError:  # its tables are not there yet
        return {"migrated": False}
    return {
        "migrated": True,
        "waiting_s": int((now - oldest).total_seconds()) if oldest else 0,
        "tick_s": int((now - ticked).total_seconds()) if ticked else None,
        "free_mb": shutil.disk_usage(settings.DATA).free // 1_000_000,
    }


def _data_can_be_written() -> bool:
    return os.access(settings.DATA, os.W_OK)


def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read the rules and nothing that belongs to an organisation."""
    lines = (
        "User-agent: *",
        "Allow: /$",
        "Allow: /regler/",
        "Allow: /kontakt/",
        "Allow: /tillganglighet/",
        "Disallow: /",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
