"""People as a Django app."""

from django.apps import AppConfig


class People(AppConfig):
    """Users, organisations, memberships."""

    name = "gensvar_web.people"
    label = "people"

    def ready(self) -> None:
        """Listen to what allauth tells."""
        from gensvar_web.people import mfa  # noqa: F401
