"""The room of findings as a Django app."""

from django.apps import AppConfig


class Findings(AppConfig):
    """Assessments and their findings."""

    name = "gensvar_web.rooms.findings"
    label = "room_findings"
