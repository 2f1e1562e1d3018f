"""The room of the log as a Django app."""

from django.apps import AppConfig


class Deeds(AppConfig):
    """Reading the log of deeds."""

    name = "gensvar_web.rooms.deeds"
    label = "room_deeds"
