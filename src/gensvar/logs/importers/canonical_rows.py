"""Gathering canonical rows one by one and handing them over as one Arrow table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from gensvar.logs.parsed import Rejected
from gensvar.logs.tables import TABLES
from gensvar.text import Text

ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int64(),
    "seconds": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "time": pa.timestamp("us"),
    "date": pa.date32(),
}


class Rows:
    """The rows of one canonical table.

    A column exists when at least one row names it: an importer names a column when its source has the field,
    even if this row leaves it empty. Rows without a required value go to `rejected`.
    """

    def __init__(self, table: str, rejected: list[Rejected]) -> None:
        self.table, self.rejected = TABLES[table], rejected
        self.rows: list[dict[str, Any]] = []
        self._required = tuple(column.name for column in self.table.columns if column.required)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, source_row: int, values: Mapping[str, Any], *, raw: str = "") -> bool:
        """Keep one row, or reject it and return False when a required value is missing."""
        for name in self._required:
            if values.get(name) in (None, ""):
                self.reject(source_row, name, _missing(self.table.column(name).title), raw)
                return False
        self.rows.append({**values, "seq": len(self.rows), "source_row": source_row})
        return True

    def reject(self, source_row: int, column: str | None, reason: Text, raw: str = "") -> None:
        """Note a row that cannot be used."""
        self.rejected.append(Rejected(self.table.name, source_row, column, reason, raw))

    def to_arrow(self) -> pa.Table:
        """Return the rows with the columns that the source has, in canonical order, `seq` and `source_row` last."""
        named = {name for row in self.rows for name in row}
        columns = {
            column.name: pa.array([row.get(column.name) for row in self.rows], ARROW_TYPES[column.type])
            for column in self.table.columns
            if column.name in named or column.required
        }
        for name in ("seq", "source_row"):
            columns[name] = pa.array([row[name] for row in self.rows], pa.int64())
        return pa.table(columns)


def _missing(title: Text) -> Text:
    return Text(
        sv=f"värdet saknas eller går inte att läsa: {title.sv.lower()}",
        en=f"the value is missing or cannot be read: {title.en.lower()}",
    )


def text_of(value: object) -> str | None:
    """Return a scalar as text without surrounding space; None for null, empty text and anything nested."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).strip() or None


def counted(number: int, sv: str, en: str) -> list[Text]:
    """Return one note with `{n}` filled in, or none when there is nothing to tell."""
    return [Text(sv=sv, en=en).fill(n=number)] if number else []
