"""The kit as a Django app; it also finds what the other apps offer."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

# policy: who may do what · navigation: entries of the menu · letters: mail · tasks: jobs · ticks: what is
# done on a schedule · erasure: what is known of a person
OFFERED = ("policy", "navigation", "letters", "tasks", "ticks", "erasure")


class Kit(AppConfig):
    """Layout, components and static files."""

    name = "gensvar_web.kit"
    label = "kit"

    def ready(self) -> None:
        """Load what every app offers."""
        autodiscover_modules(*OFFERED)
