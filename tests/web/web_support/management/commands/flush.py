"""Django's flush, with the ledger's guard put aside while the tables are emptied."""

from importlib import import_module
from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

guards = import_module("gensvar_web.ledger.migrations.0002_append_only")


class Command(Flush):
    def handle(self, **options: Any) -> None:
        with connection.schema_editor() as editor:
            self._call(guards.unguard, editor)
        super().handle(**options)
        with connection.schema_editor() as editor:
            self._call(guards.guard, editor)

    @staticmethod
    def _call(change: Any, editor: BaseDatabaseSchemaEditor) -> None:
        change(None, editor)
