"""Cubes made when a question needs them: sampled, planned, built where the facts are, asked here on DuckDB."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.measures.cells import Cells, spelled
from gensvar.measures.coarsening import regrouped
from gensvar.measures.cube import Cube, folded, narrow_square
from gensvar.measures.cube_files import CubeFolder, KeptCube
from gensvar.measures.expressions import Expression
from gensvar.measures.facts import FACTS, dimensions
from gensvar.measures.planner import Planned, plan
from gensvar.measures.questions import Tallies, ask, rows_of
from gensvar.measures.sampling import sample
from gensvar.measures.times import whole_months
from gensvar.measures.uses import Needs, Use, merged
from gensvar.measures.wish import Wish

if TYPE_CHECKING:
    import ibis

    from gensvar.measures.backends import Backend
    from gensvar.measures.facts.tables import FactTable

MANY = 100_000  # cells: from here on months are kept beside days


@dataclass
class Cubes:
    """The cubes of one table of facts. `standing` is what cubes are made for besides the wish at hand."""

    folder: CubeFolder
    backend: Backend
    asker: Any  # an Ibis connection to DuckDB
    facts: FactTable
    standing: Sequence[Needs] = ()
    _tables: dict[Path, Cells] = field(default_factory=dict)

    def tallies(self, wishes: Sequence[Wish]) -> list[Tallies]:
        """Return what each wish comes to, building the cubes that are missing; alike questions are asked together."""
        homes = self._homes(wishes)
        groups: dict[Any, list[int]] = {}
        for index, (wish, home) in enumerate(zip(wishes, homes, strict=True)):
            groups.setdefault((home.path, repr(wish.question)), []).append(index)
        found: dict[int, Tallies] = {}
        for indices in groups.values():
            meanings = [wishes[index].meaning for index in indices]
            cells = self._cells(homes[indices[0]])
            found |= dict(zip(indices, ask(self.asker, cells, meanings, wishes[indices[0]].question), strict=True))
        return [found[index] for index in range(len(wishes))]

    def _homes(self, wishes: Sequence[Wish]) -> list[KeptCube]:
        kept = self.folder.of(self.facts.table, self.facts.hash)
        lacking = [wish for wish in wishes if _serving(kept, wish) is None]
        if lacking:
            kept = self._built(lacking, kept)
        homes = [_serving(kept, wish) for wish in wishes]
        assert None not in homes
        return homes  # type: ignore[return-value]

    def _built(self, lacking: Sequence[Wish], kept: list[KeptCube]) -> list[KeptCube]:
        """Build the planned cubes that a wish needs; those they stand in for go."""
        wanted = [wish.daily for wish in lacking]
        days = [self._build(planned) for planned in self._plan(wanted, kept) if any(map(planned.cube.serves, wanted))]
        new = [*(months for home in days if (months := self._by_month(home)) is not None), *days]
        needless = [old for old in kept if any(stands_in(one.cube, old.cube) for one in new)]
        self.folder.clean(self.facts.table, self.facts.hash, needless)
        return [*new, *(one for one in kept if one not in needless)]

    def _plan(self, wanted: Sequence[Needs], kept: Sequence[KeptCube]) -> list[Planned]:
        table = self.facts.table
        whole = {name: Use(FACTS[table][name].type, whole=True) for name in ("day", *dimensions(table))}
        own = {name: use for name, use in whole.items() if name in self.facts.columns}
        needs = [_also(one, kept) for one in (*self.standing, *wanted)]
        with sample(self.backend, self.asker, self.facts, merged([own, *(one.uses for one in needs)])) as some:
            return plan(table, needs, own, some.limits, some.estimate)

    def renewed(self, home: KeptCube, days: tuple[int, int]) -> KeptCube:
        """Return a cube of days with those from first to last counted anew; the rest of it is left as it is.

        Of the facts, only rows of those days may differ from those that the cube was made of. The months beside it
        follow.
        """
        facts = self.facts.expression
        rows = facts.filter(facts["day"].between(*days))
        values = {spelled(one.carried): one.carried for one in self.standing if one.carried is not None}
        fresh = self.folder.with_days(
            home, self.facts.hash, days, lambda file: write(self.backend, home.cube, values, rows, file)
        )
        for months in self.folder.of(self.facts.table, home.facts):
            if months.cube == home.cube.by_month() != home.cube:
                self._months_renewed(months, fresh, days)
        return fresh

    def _months_renewed(self, months: KeptCube, home: KeptCube, days: tuple[int, int]) -> None:
        whole = whole_months(*days)
        cells = home.cells(self.asker)
        of_them = replace(cells, table=cells.table.filter(cells.table["day"].between(*whole)))
        query = _regrouped(of_them, months.cube)
        self.folder.with_days(months, self.facts.hash, whole, lambda file: self.asker.to_parquet(query, file))

    def _build(self, planned: Planned) -> KeptCube:
        return self.folder.add(
            planned.cube,
            self.facts.hash,
            lambda file: write(self.backend, planned.cube, planned.values, self.facts.expression, file),
        )

    def _by_month(self, home: KeptCube) -> KeptCube | None:
        """Fold a cube by months, where it is large enough for that to be felt."""
        cells, cube = home.cells(self.asker), home.cube.by_month()
        if rows_of(self.asker, cells.table.count().as_table())[0][0] < MANY or cube == home.cube:
            return None
        query = _regrouped(cells, cube)
        return self.folder.add(cube, self.facts.hash, lambda file: self.asker.to_parquet(query, file))

    def _cells(self, home: KeptCube) -> Cells:
        if home.path not in self._tables:
            self._tables[home.path] = home.cells(self.asker)
        return self._tables[home.path]


def _regrouped(cells: Cells, cube: Cube) -> ibis.Table:
    return regrouped(cells, {name: folded(cells.table[name], use) for name, use in sorted(cube.uses.items())})


def _also(needs: Needs, kept: Sequence[KeptCube]) -> Needs:
    """Keep the thresholds that earlier questions added: they are likely to be asked for again."""
    before = merged(one.cube.uses for one in kept)
    return needs.also(
        {
            name: Use(use.type, before[name].marks)
            for name, use in needs.uses.items()
            if name in before and not use.whole
        }
    )


def _serving(kept: Sequence[KeptCube], wish: Wish) -> KeptCube | None:
    return next((one for one in kept if one.cube.serves(wish.needs)), None)


def stands_in(cube: Cube, other: Cube) -> bool:
    """Tell whether `cube` answers all that `other` does."""
    sums = all(parts <= cube.values.get(value, frozenset()) for value, parts in other.values.items())
    return sums and cube.serves(Needs(other.uses))


def write(backend: Backend, cube: Cube, values: Mapping[str, Expression], facts: Any, file: Path) -> None:
    """Build a cube into a Parquet file; from elsewhere than DuckDB the cells travel by Arrow."""
    if backend.name != "duckdb":
        import pyarrow.parquet as pq

        pq.write_table(backend.fetch(cube.folded(facts, values)), file, compression="zstd")
        return
    import duckdb

    try:
        backend.connection.to_parquet(cube.folded(facts, values, narrow_square), file, compression="zstd")
    except duckdb.OutOfRangeException:  # somebody waited a hundred years: the data are odd, the sums stay right
        backend.connection.to_parquet(cube.folded(facts, values), file, compression="zstd")
