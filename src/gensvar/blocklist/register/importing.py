"""A file of numbers, one a line, into the register as one entry: for setting up, and for operators' lists of dead
numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.numbers.cells import Cells
from gensvar.blocklist.numbers.columns import read_column
from gensvar.blocklist.numbers.status import Status
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register, Version, distinct_sorted
from gensvar.errors import BadInput
from gensvar.evidence.canonical import file_hash
from gensvar.text import Text

if TYPE_CHECKING:
    import numpy as np

BATCH = 200_000
SHOWN = 5
LONGEST_LINE = 200
# By metadata a number may be in no series and still be somebody's: who has proof is entered, whatever the metadata
# says.
TAKEN = (Status.FREE, Status.INVALID, Status.OUTSIDE_PLAN)


@dataclass(frozen=True)
class Imported:
    """What an import did: the version after it, lines read, distinct numbers entered, lines left out."""

    version: Version
    lines: int
    numbers: int
    skipped: int


def import_numbers(
    register: Register,
    path: Path,
    deed: Deed,
    now: datetime,
    *,
    skip: bool = False,
    progress: Callable[[float, str], None] = lambda _share, _note: None,
) -> Imported:
    """Enter the numbers of a file, all in one entry or none.

    A line that could be read in two ways enters both. Raises BadInput naming the first lines that are no Swedish
    number, unless `skip`.
    """
    numbers, lines, wrong = _read(path, progress)
    if wrong and not skip:
        shown = ", ".join(str(line) for line in wrong[:SHOWN]) + (" …" if len(wrong) > SHOWN else "")
        raise BadInput(
            Text(
                sv=f"{len(wrong)} rader är inget svenskt nummer, de första: rad {shown}",
                en=f"{len(wrong)} lines are no Swedish number, the first: line {shown}",
            ),
            where=str(path),
            mend=Text(sv="Rätta dem, eller lämna dem utanför: --skip", en="Correct them, or leave them out: --skip"),
        )
    evidence = f"file {file_hash(path)}"
    version = register.record(deed, numbers, "import" if deed == Deed.ADD else "operator", evidence, now)
    return Imported(version, lines, len(numbers), len(wrong))


def _read(path: Path, progress: Callable[[float, str], None]) -> tuple[np.ndarray[Any, Any], int, list[int]]:
    """Return the distinct NSNs of a file, how many lines it has and which lines are no Swedish number."""
    import numpy as np
    import polars as pl

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise BadInput(Text(sv="filen går inte att läsa", en="the file cannot be read"), where=str(path)) from problem
    except UnicodeDecodeError as problem:
        raise BadInput(Text(sv="filen är inte UTF-8", en="the file is not UTF-8"), where=str(path)) from problem
    cells = pl.Series(text.splitlines(), dtype=pl.String)
    parts, wrong = [], []
    for start in range(0, len(cells), BATCH):
        batch = cells[start : start + BATCH]
        column = read_column(Cells.of(batch))
        taken = (
            np.isin(column.otherwise, TAKEN) & (column.first > 0) & (batch.str.len_bytes().to_numpy() <= LONGEST_LINE)
        )
        left = ~taken & (column.otherwise != Status.EMPTY)
        wrong += (np.flatnonzero(left) + start + 1).tolist()
        parts += [column.first[taken], column.second[taken & (column.second > 0)]]
        parts += [np.array(cell.readings, np.uint64) for place, cell in column.cells.items() if taken[place]]
        progress(min(start + BATCH, len(cells)) / max(len(cells), 1), path.name)
    found = np.concatenate(parts) if parts else np.zeros(0, np.uint64)
    return distinct_sorted(found[found > 0]), len(cells), wrong
