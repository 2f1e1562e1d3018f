"""What a wash counts: rows, answers per status, and the numbers the receipt commits to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.numbers.status import Status
from gensvar.blocklist.register.register import distinct_sorted
from gensvar.blocklist.wash.answering import KEY_SHIFT, Answers

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


@dataclass
class Tally:
    """Counts of one wash or a part of it. `cells` counts cells per status over all washed columns."""

    rows: int = 0
    kept: int = 0
    broken: int = 0
    exempt: int = 0
    opted_out: int = 0
    cells: list[int] = field(default_factory=lambda: [0] * len(Status))
    keys: list[Array] = field(default_factory=list)
    hashes: tuple[str, str] | None = None  # of the list and of the washed list, where they were read on the way

    def count(self, answers: Answers, there: Array) -> None:
        """Count the answers to one column; `there` is false for blank rows."""
        import numpy as np

        counts = np.bincount(answers.status[there], minlength=len(Status))
        self.cells = [before + int(more) for before, more in zip(self.cells, counts, strict=True)]
        blocked = (answers.status == Status.BLOCKED) | (answers.status == Status.BLOCKED_BY_ONE_READING)
        self.exempt += int((blocked & answers.callable).sum())
        self.opted_out += answers.opted_out
        self.keys.append(answers.keys)

    def add(self, other: Tally) -> None:
        """Add what was counted in another part of the list."""
        for name in ("rows", "kept", "broken", "exempt", "opted_out"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.cells = [one + two for one, two in zip(self.cells, other.cells, strict=True)]
        self.keys += other.keys

    def numbers(self) -> tuple[Array, Array]:
        """Return the distinct numbers of the list (sorted NSNs, uint64) and the status (uint8) of each.

        A number that stands alone in one row and beside another in the next has the answer it has alone.
        """
        import numpy as np

        keys = distinct_sorted(np.concatenate(self.keys)) if self.keys else np.zeros(0, np.uint64)
        self.keys = [keys]
        numbers, status = keys >> np.uint64(KEY_SHIFT), (keys & np.uint64(7)).astype(np.uint8)
        first = np.concatenate([[True], numbers[1:] != numbers[:-1]]) if len(numbers) else np.zeros(0, bool)
        return numbers[first], status[first]


def forbidden(answers: list[Answers]) -> Any:
    """Return which rows go when rows are removed: any number in them may not be called, or there is none."""
    import numpy as np

    any_callable = np.logical_or.reduce([one.callable for one in answers])
    every_fine = np.logical_and.reduce([one.callable | (one.status == Status.EMPTY) for one in answers])
    return ~(any_callable & every_fine)
