"""Whether the server can do its work, for those who watch it; and what search engines may read."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from gensvar import __version__


def health(request: HttpRequest) -> JsonResponse:
    """Return 200 and `{"ok": true, …}` if the database answers and the data folder can be written, else 503."""
    parts = {"database": _database_answers(), "data": _data_can_be_written()}
    ok = all(parts.values())
    response = JsonResponse({"ok": ok, "version": __version__, **parts}, status=200 if ok else 503)
    response["Cache-Control"] = "no-store"
    return response


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone())
    except DatabaseError:
        return False


def _data_can_be_written() -> bool:
    import os

    return os.access(settings.DATA, os.W_OK)


def robots(request: HttpRequest) -> HttpResponse:
    """Let search engines read the rules and nothing that belongs to an organisation."""
    lines = ("User-agent: *", "Allow: /$", "Allow: /regler/", "Disallow: /")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
