"""The reading room as a Django app."""

from django.apps import AppConfig


class Rules(AppConfig):
    """Reading the rulebooks."""

    name = "gensvar_web.rooms.rules"
    label = "room_rules"
