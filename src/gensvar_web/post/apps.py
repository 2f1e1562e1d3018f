"""The post as a Django app."""

from django.apps import AppConfig


class Post(AppConfig):
    """Mail."""

    name = "gensvar_web.post"
    label = "post"
