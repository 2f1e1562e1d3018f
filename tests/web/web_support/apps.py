"""An app for the tests only: its `flush` may empty the ledger."""

from django.apps import AppConfig


class Support(AppConfig):
    name = "web_support"
    label = "web_support"
