"""The API as a Django app."""

from django.apps import AppConfig


class Api(AppConfig):
    """Tokens, uploads and answers given before."""

    name = "gensvar_web.api"
    label = "api"
