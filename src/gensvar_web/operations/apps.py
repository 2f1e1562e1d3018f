"""Operations as a Django app."""

from django.apps import AppConfig


class Operations(AppConfig):
    """Backup, restore, health."""

    name = "gensvar_web.operations"
    label = "operations"
