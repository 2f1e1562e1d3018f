"""The facts of a store as Ibis expressions, for any engine; on DuckDB worked out once and kept as Parquet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gensvar.measures.facts.known import known_facts

if TYPE_CHECKING:
    import ibis

    from gensvar.logs.store import Store
    from gensvar.measures.backends import Backend


@dataclass(frozen=True)
class FactTable:
    """The facts of one table: `columns` are those that can be known, and those the expression has.

    `hash` changes when the data, the calendar or the way of reckoning do. `data_end_s` is the last second that
    the data tell of; None when they tell of nothing.
    """

    table: str
    expression: ibis.Table
    columns: frozenset[str]
    hash: str
    data_end_s: int | None


def fact_table(backend: Backend, store: Store, table: str, *, columns: Collection[str] | None = None) -> FactTable:
    """Return the facts of a table of a store, or only `columns` of them (those that can be known).

    Columns hold what `FACTS` declares: times as whole seconds since 1970 (int64), days as days since 1970, months
    YYYYMM. On DuckDB they are kept in STORE/facts/<table>-<hash16>.parquet; that folder may be deleted at any time.
    A table that the store lacks gives no rows and no columns. KeyError when nothing is measured over `table`.
    """
    from gensvar.measures.facts.building import Building

    known = known_facts(table, {name: store.columns(name) for name in store.tables()})
    wanted = known if columns is None else known & frozenset(columns)
    building = Building(backend, store, table, wanted)
    if not wanted:
        return FactTable(table, building.nothing(), wanted, building.hash, None)
    if backend.name != "duckdb":
        return FactTable(table, building.expression, wanted, building.hash, building.reach.end_s)
    from gensvar.measures.facts.keeping import kept

    expression, end_s = kept(building)
    return FactTable(table, expression, wanted, building.hash, end_s)
