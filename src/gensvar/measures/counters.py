"""Engines at work on a store: the cubes on DuckDB, Spark or Trino, and the oracle in plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from gensvar.logs.store import Store
from gensvar.measures.cube_files import CubeFolder, cube_folder
from gensvar.measures.cubing import Cubes
from gensvar.measures.loading import Measures
from gensvar.measures.meaning import meanings
from gensvar.measures.questions import Tallies
from gensvar.measures.reference import tallies
from gensvar.measures.uses import Needs, needs_of
from gensvar.measures.wish import Wish

if TYPE_CHECKING:
    import ibis

    from gensvar.measures.backends import Backend
    from gensvar.measures.computing import Engine
    from gensvar.measures.facts.tables import FactTable


class Counter(Protocol):
    """An engine at work on one store. `known` is asked of a table before `count`."""

    def known(self, table: str) -> frozenset[str]:
        """Return the facts of a table that can be known."""

    def count(self, table: str, wishes: Sequence[Wish]) -> list[Tallies]:
        """Return what each wish comes to."""


@contextmanager
def open_counter(
    store: Store, engine: Engine, measures: Measures, connection: ibis.BaseBackend | None
) -> Iterator[Counter]:
    """Yield an engine ready to count; cubes that were made elsewhere are asked on DuckDB here."""
    if engine == "reference":
        yield RowCounter(store)
        return
    from gensvar.measures.backends import open_backend

    with ExitStack() as stack:
        backend = stack.enter_context(open_backend(engine, connection=connection))
        asker = backend if engine == "duckdb" else stack.enter_context(open_backend("duckdb"))
        folder = stack.enter_context(cube_folder(store.path))
        yield CubeCounter(store, backend, asker.connection, folder, measures)


@dataclass
class RowCounter:
    """Row by row in plain Python: for small stores, and to check the others against."""

    store: Store
    _facts: dict[str, tuple[list[dict[str, Any]], frozenset[str]]] = field(default_factory=dict)

    def known(self, table: str) -> frozenset[str]:  # noqa: D102
        from gensvar.measures.facts.plain import facts_of

        tables = self.store.tables()
        columns = {name: self.store.columns(name) for name in tables}
        self._facts[table] = facts_of(table, _rows(self.store), self.store.zone, columns=columns)
        return self._facts[table][1]

    def count(self, table: str, wishes: Sequence[Wish]) -> list[Tallies]:  # noqa: D102
        rows = self._facts[table][0]
        return [tallies(wish.meaning, rows, wish.question) for wish in wishes]


def _rows(store: Store) -> dict[str, list[dict[str, Any]]]:
    import pyarrow.parquet as pq

    return {
        name: [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]
        for name, files in store.tables().items()
    }


@dataclass
class CubeCounter:
    """Class cubes, built where the facts are."""

    store: Store
    backend: Backend
    asker: Any
    folder: CubeFolder
    measures: Measures
    _facts: dict[str, FactTable] = field(default_factory=dict)

    def known(self, table: str) -> frozenset[str]:  # noqa: D102
        from gensvar.measures.facts.tables import fact_table

        self._facts[table] = fact_table(self.backend, self.store, table)
        return self._facts[table].columns

    def count(self, table: str, wishes: Sequence[Wish]) -> list[Tallies]:  # noqa: D102
        facts = self._facts[table]
        standing = standing_needs(self.measures, table, facts.columns)
        return Cubes(self.folder, self.backend, self.asker, facts, standing).tallies(wishes)


def standing_needs(measures: Measures, table: str, known: frozenset[str]) -> list[Needs]:
    """Return what all declared measures over a table need, with their defaults, as far as they can be computed."""
    meant = (
        meaning
        for measure in measures.values()
        for variant in measure.variants
        for meaning in meanings(measure, variant, measure.defaults())
        if meaning.table == table
    )
    able = (meaning.without(meaning.columns() - known) for meaning in meant)
    return [needs_of(one) for one in able if one.columns() | needs_of(one).columns <= known]
