"""What only the whole file tells about a guess: test queues, deleted rows, robots, one call on many rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.mapping import Exclusion, Mapping, TableRule
from gensvar.logs.matching.value_words import GONE, MACHINES, TEST_QUEUES
from gensvar.logs.reading.raw import Raw
from gensvar.logs.reading.repeating import count_repeats
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

MOST_VALUES = 500
# Below this a repeated id is a mistake in the export, above it is how the export is made.
MANY_REPEATS = 0.01
LEFT_OUT = {
    "queue": (TEST_QUEUES, Text(sv="testköer", en="test queues")),
    "status": (GONE, Text(sv="raderade och sammanslagna ärenden", en="deleted and merged tickets")),
    "agent_key": (MACHINES, Text(sv="robotar", en="robots")),
}
GROUPED = Text(
    sv="Samma samtals-id står på flera rader; raderna läggs ihop till en kontakt.",
    en="The same call id stands on several rows; they are put together to one contact.",
)


def refine(connection: duckdb.DuckDBPyConnection, raw: Raw, mapping: Mapping) -> tuple[Mapping, list[Text]]:
    """Return the mapping with exclusions for what no customer did, and rows grouped where they belong together."""
    notes: list[Text] = []
    exclude = list(mapping.exclude)
    for table, rule in mapping.tables.items():
        for name, (pattern, what) in LEFT_OUT.items():
            source = rule.columns[name].from_ if name in rule.columns else None
            if isinstance(source, str) and table in ("contacts", "cases"):
                exclude += _found(connection, raw, source, pattern, what, notes)
    tables = {name: _grouped(connection, raw, name, rule, notes) for name, rule in mapping.tables.items()}
    return mapping.model_copy(update={"exclude": exclude, "tables": tables}), notes


def _found(
    connection: duckdb.DuckDBPyConnection, raw: Raw, column: str, pattern: str, what: Text, notes: list[Text]
) -> list[Exclusion]:
    values = connection.execute(
        f"SELECT DISTINCT {engine.name(column)} AS v FROM {raw.sql} WHERE v IS NOT NULL LIMIT {MOST_VALUES}"
    ).fetchall()
    told = sorted(str(row[0]) for row in values if re.fullmatch(pattern, str(row[0]).lower()))
    if not told:
        return []
    listed = ", ".join(told)
    notes.append(Text(sv=f"Utanför räkningen, {what.sv}: {listed}.", en=f"Left out, {what.en}: {listed}."))
    return [Exclusion(column=column, values=told)]


def _grouped(
    connection: duckdb.DuckDBPyConnection, raw: Raw, table: str, rule: TableRule, notes: list[Text]
) -> TableRule:
    source = rule.columns["contact_id"].from_ if table == "contacts" and "contact_id" in rule.columns else None
    if not isinstance(source, str) or source not in raw.columns:
        return rule
    repeats = count_repeats(connection, [engine.name(source)], raw.sql)
    if repeats == 0:
        raw.unique.add(source)
    if repeats <= MANY_REPEATS * raw.rows:
        return rule
    notes.append(GROUPED)
    return rule.model_copy(update={"group": True})
