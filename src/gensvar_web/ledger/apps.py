"""The ledger as a Django app."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """The log of deeds."""

    name = "gensvar_web.ledger"
    label = "ledger"
