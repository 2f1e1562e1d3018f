"""Several rows of a file that make one row: a call exported as one line per leg, a case as one line per event."""

from __future__ import annotations

from gensvar.logs import engine
from gensvar.logs.mapping import TableRule, Take
from gensvar.logs.tables import TABLES, Column

EARLIEST = ("t_start", "t_queue", "t_answer", "t_enter", "created", "first_response", "first_resolved", "asked_at")
LATEST = ("t_end", "t_exit", "closed", "answered_at")


def grouped(table: str, rule: TableRule, rows: str, names: set[str]) -> str:
    """Return the selection of one row per key, in order of appearance; `names` are the columns of `rows`."""
    key = TABLES[table].key
    columns = [
        f"{_taken(column, rule)} AS {engine.name(column.name)}"
        for column in TABLES[table].columns
        if column.name not in key and column.name in names
    ]
    origin = ["min(seq) AS seq", "min(source_file) AS source_file", "min(source_row) AS source_row"]
    keyed = [engine.name(name) for name in key]
    return f"SELECT {', '.join([*keyed, *columns, *origin])} FROM ({rows}) GROUP BY {', '.join(keyed)} ORDER BY seq"


def take_of(column: Column, rule: TableRule) -> Take:
    """Return how the values of several rows become one: what the mapping says, else what the column is."""
    said = rule.columns[column.name].take if column.name in rule.columns else None
    if said:
        return said
    if column.name == "outcome":
        return "outcome"
    if column.type == "seconds":
        return "sum"
    if column.type == "bool":
        return "any"
    return "min" if column.name in EARLIEST else "max" if column.name in LATEST else "first"


def _taken(column: Column, rule: TableRule) -> str:
    value = engine.name(column.name)
    ways: dict[Take, str] = {
        "first": f"arg_min({value}, seq)",
        "last": f"arg_max({value}, seq)",
        "min": f"min({value})",
        "max": f"max({value})",
        "sum": f"CAST(sum({value}) AS BIGINT)",
        "any": f"bool_or({value})",
        "count": "count(*)",
        "outcome": f"CASE WHEN bool_or({value} = 'answered') THEN 'answered' ELSE arg_max({value}, seq) END",
    }
    return ways[take_of(column, rule)]
