"""From whole numbers and codes to Arrow columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gensvar.synthetic.randomness import NEVER, Bools, Floats, Ints

MICROSECONDS = 1_000_000


def times(seconds: Ints) -> pa.Array:
    """Return UTC seconds as timestamps; NEVER becomes null."""
    missing = seconds == NEVER
    return pa.array(np.where(missing, 0, seconds) * MICROSECONDS, pa.int64(), mask=missing).cast(pa.timestamp("us"))


def words(codes: Ints, names: Sequence[str | None]) -> pa.Array:
    """Return each code's name; a negative code becomes null."""
    dictionary = pa.array(names, pa.string())
    return dictionary.take(pa.array(np.maximum(codes, 0), mask=codes < 0))


def numbers(values: Ints, missing: Bools | None = None) -> pa.Array:
    """Return whole numbers; where `missing`, null."""
    return pa.array(values.astype(np.int64), mask=missing)


def flags(values: Bools, missing: Bools | None = None) -> pa.Array:
    """Return truth values; where `missing`, null."""
    return pa.array(values.astype(bool), mask=missing)


def grades(values: Floats) -> pa.Array:
    """Return numbers with decimals; NaN becomes null."""
    return pa.array(values, mask=np.isnan(values))


def names(prefix: str, numbers_: Ints, width: int = 7) -> pa.Array:
    """Return ids such as `K0000123`; a negative number becomes null."""
    digits = pc.utf8_lpad(pa.array(np.maximum(numbers_, 0)).cast(pa.string()), width, "0")
    ids = pc.binary_join_element_wise(pa.scalar(prefix), digits, "")
    return pc.if_else(pa.array(numbers_ >= 0), ids, pa.scalar(None, pa.string()))


def pseudonyms(people: Ints, salt: int) -> pa.Array:
    """Return 16 hexadecimal digits per person, the same for the same number; a negative number becomes null.

    The people are made up, so nothing has to be kept secret: mixing (splitmix64) only makes them look the part.
    """
    known, place = np.unique(people, return_inverse=True)
    mixed = known.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(salt)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    digits = mixed.byteswap().tobytes().hex()
    written = [digits[n : n + 16] for n in range(0, len(digits), 16)]
    return words(np.where(people < 0, -1, place), written)


def table(columns: Mapping[str, pa.Array]) -> pa.Table:
    """Return the columns as a table with `seq` and `source_row`, in the order given."""
    rows = len(next(iter(columns.values())))
    order = np.arange(rows, dtype=np.int64)
    return pa.table({**columns, "seq": pa.array(order), "source_row": pa.array(order + 2)})
