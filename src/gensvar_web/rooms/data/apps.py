"""The data room as a Django app."""

from django.apps import AppConfig


class Data(AppConfig):
    """Files and figures of an organisation."""

    name = "gensvar_web.rooms.data"
    label = "room_data"
