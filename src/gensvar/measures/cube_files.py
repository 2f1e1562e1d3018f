"""Cubes on disk: STORE/cubes/<table>-<hash>/ with `cube.json` and Parquet parts.

The folder may be deleted at any time. A cube is named by what it holds: its definition and the hash of the facts
(data, calendar, way of reckoning). It appears whole or not at all.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.evidence import canonical_bytes, content_hash, read_json
from gensvar.measures.cells import Cells
from gensvar.measures.compiling import negated
from gensvar.measures.cube import Cube

if TYPE_CHECKING:
    from ibis.backends.duckdb import Backend

VERSION = 3  # of what a cube holds; another number makes all older cubes stale
DESCRIPTION = "cube.json"


@dataclass(frozen=True)
class Part:
    """Cells in a file; those of the days in `without` (first, last) have been replaced by later parts."""

    file: str
    without: tuple[tuple[int, int], ...] = ()

    def lacking(self, first: int, last: int) -> Part:
        """Return the part without some more days."""
        return Part(self.file, (*self.without, (first, last)))


@dataclass(frozen=True)
class KeptCube:
    """A cube on disk: what it can answer, the facts it was made of, its parts."""

    path: Path
    cube: Cube
    facts: str
    parts: tuple[Part, ...]

    @property
    def files(self) -> list[Path]:
        """The Parquet files."""
        return [self.path / part.file for part in self.parts]

    def to_json(self) -> dict[str, Any]:
        """Return the description kept beside the files."""
        parts = [{"file": part.file, "without": [list(days) for days in part.without]} for part in self.parts]
        return {"version": VERSION, "facts": self.facts, "parts": parts, **self.cube.to_json()}

    def cells(self, connection: Backend) -> Cells:
        """Return the cells of all parts, on DuckDB."""
        whole = [str(self.path / part.file) for part in self.parts if not part.without]
        tables = [connection.read_parquet(whole)] if whole else []
        for part in self.parts:
            if part.without:
                table = connection.read_parquet(str(self.path / part.file))
                gone = reduce(or_, (table["day"].between(first, last) for first, last in part.without))
                tables.append(table.filter(negated(gone.fill_null(False))))
        return self.cube.cells(reduce(lambda one, other: one.union(other), tables))


Write = Callable[[Path], None]


class CubeFolder:
    """The cubes of one store."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, table: str, facts: str) -> list[KeptCube]:
        """Return the cubes of a table made from the facts with this hash, smallest first."""
        kept = [cube for cube in self._all(table) if cube.facts == facts]
        return sorted(kept, key=lambda cube: sum(file.stat().st_size for file in cube.files))

    def add(self, cube: Cube, facts: str, write: Write) -> KeptCube:
        """Write a cube with `write(file)` and describe it; the folder is renamed into place when it is whole."""
        return self._placed(cube, facts, (), write)

    def with_days(self, old: KeptCube, facts: str, days: tuple[int, int], write: Write) -> KeptCube:
        """Return the cube with the days from first to last replaced by what `write(file)` writes.

        All other cells are taken over as they are, so the cost is that of the days. `facts` is the hash of the
        facts that the cube then stands for: of these, only rows of those days may differ from before.
        """
        return self._placed(old.cube, facts, tuple(part.lacking(*days) for part in old.parts), write, old.path)

    def _placed(
        self, cube: Cube, facts: str, parts: tuple[Part, ...], write: Write, source: Path | None = None
    ) -> KeptCube:
        self.path.mkdir(parents=True, exist_ok=True)
        made = KeptCube(self.path, cube, facts, (*parts, Part(f"part-{len(parts)}.parquet")))
        target = self.path / f"{cube.table}-{content_hash(made.to_json()).removeprefix('sha256:')[:16]}"
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=self.path))
        try:
            for part in parts:
                os.link((source or self.path) / part.file, making / part.file)
            write(making / made.parts[-1].file)
            (making / DESCRIPTION).write_bytes(canonical_bytes(made.to_json()))
            _put(making, target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return replace(made, path=target)

    def clean(self, table: str, facts: str, needless: Iterable[KeptCube] = ()) -> None:
        """Remove a table's cubes that were made from other facts or cannot be read, and those others stand in for."""
        wanted = {cube.path for cube in self._all(table) if cube.facts == facts} - {cube.path for cube in needless}
        for path in set(self.path.glob(f"{table}-*")) - wanted:
            shutil.rmtree(path, ignore_errors=True)

    def _all(self, table: str) -> Iterator[KeptCube]:
        for file in sorted(self.path.glob(f"{table}-*/{DESCRIPTION}")):
            if (kept := _read(file)) is not None:
                yield kept


def _put(making: Path, target: Path) -> None:
    """Rename into place. A cube of the same name has the same content: the one that is there stays if it is whole."""
    making.chmod(0o755)
    if _read(target / DESCRIPTION) is None:
        shutil.rmtree(target, ignore_errors=True)
    try:
        making.rename(target)
    except OSError:
        if _read(target / DESCRIPTION) is None:
            raise


def _read(file: Path) -> KeptCube | None:
    """Return the cube described by a file; None if it is of another version, broken or incomplete."""
    try:
        content: dict[str, Any] = read_json(file)
        if content["version"] != VERSION:
            return None
        parts = tuple(Part(one["file"], tuple((a, b) for a, b in one["without"])) for one in content["parts"])
        kept = KeptCube(file.parent, Cube.from_json(content), content["facts"], parts)
    except (BadInput, AttributeError, KeyError, TypeError, ValueError):
        return None
    return kept if all(part.is_file() for part in kept.files) else None


@contextmanager
def cube_folder(store: Path) -> Iterator[CubeFolder]:
    """Yield the folder for the cubes of a store; a passing one where the store cannot be written to."""
    home = store / "cubes"
    try:
        home.mkdir(exist_ok=True)
        tempfile.TemporaryFile(dir=home).close()
    except OSError:
        with tempfile.TemporaryDirectory(prefix="gensvar-cubes-") as passing:
            yield CubeFolder(Path(passing))
        return
    yield CubeFolder(home)
