"""What a canonical table is: its columns, their types, what makes a row unique."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gensvar.text import Text

ColumnType = Literal["text", "int", "float", "bool", "time", "date", "seconds"]


@dataclass(frozen=True)
class Column:
    """One column: type, whether a row is rejected without it, whether it is personal data."""

    name: str
    type: ColumnType
    title: Text
    required: bool = False
    personal: bool = False  # replaced by a keyed hash on import (free text: dropped unless asked for)
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """One canonical table; `key` is the column set that makes a row unique."""

    name: str
    title: Text
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError if the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def column(name: str, kind: ColumnType, sv: str, en: str, **rest: object) -> Column:
    """Return a column by its name, type and titles in both languages."""
    return Column(name, kind, Text(sv=sv, en=en), **rest)  # type: ignore[arg-type]
