"""Every address. A room's addresses stand in its own `urls.py`; `rooms.AT` says where they begin."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from gensvar_web.kit.appearance import set_appearance
from gensvar_web.project import errors, health, start
from gensvar_web.project.rooms import AT, ROOMS

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("halsa/", health.health, name="health"),
    path("robots.txt", health.robots, name="robots"),
    path("sprak/", set_language, name="set_language"),
    path("utseende/", set_appearance, name="set_appearance"),
    path("", include("gensvar_web.people.urls")),
    path("", include("gensvar_web.vault.urls")),
    path("", include("gensvar_web.api.urls")),
    path("", include("gensvar_web.operations.urls")),
    *([path("demo/", include("gensvar_web.demo.urls"))] if settings.DEMO else []),
    *[path(AT[room], include(f"gensvar_web.rooms.{room}.urls")) for room in ROOMS],
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
