"""The self-assessment as a Django app."""

from django.apps import AppConfig


class AnswersRoom(AppConfig):
    """The self-assessment."""

    name = "gensvar_web.rooms.answers"
    label = "room_answers"
