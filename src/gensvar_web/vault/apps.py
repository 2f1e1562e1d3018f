"""The vault as a Django app."""

from django.apps import AppConfig


class Vault(AppConfig):
    """Stored evidence."""

    name = "gensvar_web.vault"
    label = "vault"
