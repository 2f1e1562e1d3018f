"""Numbers of call lists and call logs in one form, by the very reader that a wash uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gensvar.errors import MissingPart
from gensvar.logs.sales_tables import FOREIGN
from gensvar.text import Text

if TYPE_CHECKING:
    import pyarrow as pa


def dialled(values: pa.ChunkedArray) -> pa.Table:
    """Return `v` as given and `n`: E.164, the word foreign, or null for what cannot be read or is in no series.

    A number with two readings counts as its likelier one: a machine that dialled it took one, and the log rarely has
    any other form than that.
    """
    import pyarrow as pa

    try:
        import polars as pl

        from gensvar.blocklist.numbers.cells import Cells
        from gensvar.blocklist.numbers.columns import read_column
        from gensvar.blocklist.numbers.status import Status
    except ImportError as problem:
        raise MissingPart(
            Text(sv="läsaren av telefonnummer saknas", en="the reader of telephone numbers is missing"),
            mend=Text(sv='Kör: pip install "gensvar[wash]"', en='Run: pip install "gensvar[wash]"'),
        ) from problem
    texts = pl.Series(pl.from_arrow(values), dtype=pl.String)
    column = read_column(Cells.of(texts))
    number = pl.Series(column.first).cast(pl.String)
    free = pl.Series(column.otherwise == Status.FREE)
    abroad = pl.Series(column.otherwise == Status.FOREIGN)
    read = pl.select(
        pl.when(free).then(pl.concat_str([pl.lit("+46"), number])).when(abroad).then(pl.lit(FOREIGN))
    ).to_series()
    return pa.table({"v": texts.to_arrow(), "n": read.to_arrow()})
