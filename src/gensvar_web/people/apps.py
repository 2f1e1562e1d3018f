"""People as a Django app."""

from django.apps import AppConfig


class People(AppConfig):
    """Users, organisations, memberships."""

    name = "gensvar_web.people"
    label = "people"
