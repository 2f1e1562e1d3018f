"""Canonical rows made plain: times as whole seconds since 1970, days as whole days, whatever is left out null."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gensvar.logs.tables import TABLES, ColumnType
from gensvar.measures.facts.known import MACHINES, data_end_columns
from gensvar.measures.times import day_number

PlainRow = dict[str, Any]
EPOCH = datetime(1970, 1, 1)
SECOND = timedelta(seconds=1)


def plain_rows(table: str, rows: Iterable[Mapping[str, Any]]) -> list[PlainRow]:
    """Return the rows with every canonical column and `seq`; a row without `seq` gets its number."""
    columns = TABLES[table].columns
    return [
        {column.name: _plain(column.type, row.get(column.name)) for column in columns} | {"seq": row.get("seq", number)}
        for number, row in enumerate(rows)
    ]


def _plain(kind: ColumnType, value: Any) -> Any:
    if value is None or kind not in ("time", "date"):
        return value
    return seconds(value) if kind == "time" else days(value)


def seconds(moment: datetime | str) -> int:
    """Return whole seconds since 1970, fractions dropped downwards. Without zone it is UTC."""
    found = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    naive = found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
    return (naive - EPOCH) // SECOND


def days(day: date | str) -> int:
    """Return whole days since 1970."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return day_number(found.date() if isinstance(found, datetime) else found)


def data_end(table: str, rows: Mapping[str, Sequence[PlainRow]]) -> int | None:
    """Return the last second that the data behind `table` tell of."""
    return max(_happened(table, rows), default=None)


def _happened(table: str, rows: Mapping[str, Sequence[PlainRow]]) -> Iterator[int]:
    for owner, columns in data_end_columns(table).items():
        for row in rows.get(owner, ()):
            if row.get("actor_type") not in MACHINES:
                yield from (row[column] for column in columns if row[column] is not None)
