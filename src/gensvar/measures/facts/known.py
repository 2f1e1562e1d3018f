"""Which facts can be known from the columns at hand, and which other tables it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from gensvar.logs.tables import TABLES
from gensvar.measures.facts.declared import FACTS

Columns = Mapping[str, Collection[str]]


def known_facts(table: str, columns: Columns) -> frozenset[str]:
    """Return the facts of `table` none of whose needed columns is missing; KeyError if it has no facts."""
    return frozenset(
        name
        for name, fact in FACTS[table].items()
        if all(column in columns.get(owner, ()) for owner, column in (_place(table, need) for need in fact.needs))
    )


def tables_behind(table: str, facts: Iterable[str]) -> frozenset[str]:
    """Return the tables whose content decides these facts: its own, those of the data end, those looked up."""
    looked_up = {owner for name in facts for owner, _ in (_place(table, need) for need in FACTS[table][name].needs)}
    family = {"reasons"} if "reason_family" in facts or "prev_same_gap_s" in facts else set()
    return frozenset({table} | looked_up | family | set(data_end_columns(table)))


def data_end_columns(table: str) -> dict[str, tuple[str, ...]]:
    """Return the columns that tell how far the data behind `table` reach, by table.

    Only what happened counts: no due times, and nothing that machines send by themselves. Contacts end with
    the last contact, whatever other systems tell; everything else with the last of all.
    """
    contacts: dict[str, tuple[str, ...]] = {"contacts": ("t_start", "t_queue", "t_answer", "t_end")}
    if table == "contacts":
        return contacts
    cases = {"cases": ("created", "first_response", "first_resolved", "closed"), "case_events": ("time",)}
    own = {"surveys": ("asked_at",), "promises": ("requested_at",)}.get(table)
    return contacts | cases | ({table: own} if own else {})


MACHINES = ("bot", "system")


def columns_of(rows: Mapping[str, Iterable[Mapping[str, object]]]) -> dict[str, frozenset[str]]:
    """Return the canonical columns that any row of each table has."""
    return {
        table: frozenset(column.name for column in TABLES[table].columns).intersection(
            {key for row in some for key in row}
        )
        for table, some in rows.items()
    }


def _place(table: str, need: str) -> tuple[str, str]:
    owner, _, column = need.rpartition(".")
    return owner or table, column
