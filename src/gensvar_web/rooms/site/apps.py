"""The room of the website as a Django app."""

from django.apps import AppConfig


class Site(AppConfig):
    """Audits of an organisation's website."""

    name = "gensvar_web.rooms.site"
    label = "room_site"
