"""Cubes on disk: STORE/cubes/<table>-<hash>/ with `cube.json` and Parquet parts by range of days.

The folder may be deleted at any time. A cube is named by what it holds: its definition and the hash of the facts
(data, calendar, way of reckoning). It appears whole or not at all.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.evidence import canonical_bytes, content_hash, read_json
from gensvar.measures.cube import Cube

VERSION = 1  # of what a cube holds; another number makes all older cubes stale
DESCRIPTION = "cube.json"


@dataclass(frozen=True)
class KeptCube:
    """A cube on disk: what it can answer, the facts it was made of, its files."""

    path: Path
    cube: Cube
    facts: str
    parts: tuple[str, ...]

    @property
    def files(self) -> list[Path]:
        """The Parquet files."""
        return [self.path / part for part in self.parts]


class CubeFolder:
    """The cubes of one store."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, table: str, facts: str) -> list[KeptCube]:
        """Return the cubes of a table made from the facts with this hash, smallest first."""
        kept = [cube for cube in self._all(table) if cube.facts == facts]
        return sorted(kept, key=lambda cube: sum(file.stat().st_size for file in cube.files))

    def add(self, cube: Cube, facts: str, write: Callable[[Path], None]) -> KeptCube:
        """Write a cube with `write(file)` and describe it; the folder is renamed into place when it is whole."""
        description = {"version": VERSION, "facts": facts, "parts": ["part-0.parquet"], **cube.to_json()}
        target = self.path / f"{cube.table}-{content_hash(description).removeprefix('sha256:')[:16]}"
        self.path.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=self.path))
        try:
            write(making / "part-0.parquet")
            (making / DESCRIPTION).write_bytes(canonical_bytes(description))
            _put(making, target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return KeptCube(target, cube, facts, ("part-0.parquet",))

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
        kept = KeptCube(file.parent, Cube.from_json(content), content["facts"], tuple(content["parts"]))
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
