"""The overview as a Django app."""

from django.apps import AppConfig


class Overview(AppConfig):
    """Where an organisation stands."""

    name = "gensvar_web.rooms.overview"
    label = "room_overview"
