"""The app; installed only where GENSVAR_DEMO=1."""

from django.apps import AppConfig


class Demo(AppConfig):
    """The demo organisation."""

    name = "gensvar_web.demo"
    label = "demo"
