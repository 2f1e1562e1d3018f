"""Copy a database out and in: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from gensvar.errors import GensvarError, MissingPart
from gensvar.text import Text


def copy_out(target: Path) -> None:
    """Write the database to a file, as it is at one moment."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)  # in WAL mode others may write meanwhile
        copy.close()
    else:
        _run(_tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={target}", _name())


def copy_sqlite(source: Path, target: Path) -> None:
    """Write a SQLite file as it is at one moment, whatever is being written to it meanwhile."""
    with closing(sqlite3.connect(source)) as origin, closing(sqlite3.connect(target)) as copy:
        origin.backup(copy)


def copy_in(source: Path) -> None:
    """Put a copy in the place of an empty database."""
    if connection.vendor == "sqlite":
        connection.close()
        place = Path(settings.DATABASES["default"]["NAME"])
        shutil.copyfile(source, place)
        place.chmod(0o600)
    else:
        way = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--dbname={_name()}"]
        _run(_tool("pg_restore"), *way, str(source))
        connection.close()


def is_empty() -> bool:
    """Whether the database has no tables yet."""
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def _name() -> str:
    name: str = settings.DATABASES["default"]["NAME"]
    return name


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise MissingPart(
            Text(sv=f"{name} saknas", en=f"{name} is missing"),
            mend=Text(sv="apt-get install postgresql-client", en="apt-get install postgresql-client"),
        )
    return found


def _run(*command: str) -> None:
    """Run a tool of PostgreSQL; what it needs to reach the database goes through its environment, never its command."""
    environment = os.environ | _way(settings.DATABASES["default"])
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise GensvarError(
            Text(sv="PostgreSQL sade nej", en="PostgreSQL refused"),
            where=Path(command[0]).name,
            mend=Text(sv=" ".join(said[:3]), en=" ".join(said[:3])),
        )


def _way(database: dict[str, Any]) -> dict[str, str]:
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    return {name: str(database[key]) for name, key in names.items() if database.get(key)}
