"""Cells of a column as places in a buffer of UTF-8, so that a list is read without being taken apart into strings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    Array = np.ndarray[Any, Any]

WINDOW = 24  # bytes looked at together; a longer cell is noisy and read by itself


@dataclass(frozen=True)
class Cells:
    """Where each cell begins and how long it is, in bytes (int64). `data` has WINDOW bytes to spare after the last
    one.
    """

    data: bytes
    starts: Array
    sizes: Array

    def __len__(self) -> int:
        return len(self.starts)

    @classmethod
    def of(cls, texts: pl.Series) -> Cells:
        """Return the cells of a column of text; null is empty."""
        import numpy as np
        import polars as pl

        arrow = texts.fill_null("").to_arrow(compat_level=pl.CompatLevel.oldest())
        offsets = np.frombuffer(arrow.buffers()[1], np.int64)[arrow.offset : arrow.offset + len(arrow) + 1]
        content = memoryview(arrow.buffers()[2] or b"")[int(offsets[0]) : int(offsets[-1])]
        return cls(bytes(content) + b" " * WINDOW, offsets[:-1] - offsets[0], np.diff(offsets))

    def windows(self) -> Array:
        """Return the first bytes of every cell as uint8, shape (cells, WINDOW); what is past a cell's end is
        another's.
        """
        import numpy as np

        last = len(self.data) - WINDOW
        sliding: Array = np.ndarray((last + 1,), f"V{WINDOW}", self.data, strides=(1,))
        return sliding[self.starts].view(np.uint8).reshape(-1, WINDOW)

    def texts(self, places: Array) -> pl.Series:
        """Return some of the cells as text."""
        import polars as pl

        pairs = zip(self.starts[places].tolist(), self.sizes[places].tolist(), strict=True)
        return pl.Series([self.data[start : start + size].decode() for start, size in pairs], dtype=pl.String)
