"""The room of washing as a Django app."""

from django.apps import AppConfig


class Wash(AppConfig):
    """Call lists washed against the block register."""

    name = "gensvar_web.rooms.wash"
    label = "room_wash"
