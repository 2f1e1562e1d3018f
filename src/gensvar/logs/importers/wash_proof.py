"""The proof of a wash: a receipt and the numbers it commits to. What does not hold is refused, so an audit can rely
on it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from gensvar.logs.parsed import Parsed, ParseOptions
from gensvar.text import Text

NAME = "wash_proof"
TITLE = Text(sv="Bevis på tvätt av en ringlista", en="Proof of a washed call list")
MAGIC = b"PAR1"


def detect(path: Path, head: bytes) -> float:
    """Return 1 when the file is a proof."""
    if not head.startswith(MAGIC):
        return 0.0
    from gensvar.blocklist.receipts.proof import is_proof

    return 1.0 if is_proof(path) else 0.0


def parse(path: Path, options: ParseOptions) -> Parsed:
    """Return `washes` and `washed_numbers`. Raises BadInput when the receipt or its numbers are not as they were
    signed.
    """
    import polars as pl
    import pyarrow as pa

    from gensvar.blocklist.numbers.status import WORDS
    from gensvar.blocklist.receipts.proof import read_proof

    proof = read_proof(path)
    options.progress(0.5, NAME)
    receipt, size = proof.receipt, len(proof.numbers)
    version = receipt["register"]["version"]
    washes = {
        "receipt_id": [receipt["id"]],
        "washed": pa.array([_utc(receipt["washed"])], pa.timestamp("us")),
        "version_at": pa.array([_utc(version["at"])], pa.timestamp("us")),
        "valid_until": pa.array([date.fromisoformat(receipt["valid_until"])], pa.date32()),
        "seller": [receipt["seller"] or None],
        "processor": [receipt["processor"] or None],
        "campaign": [receipt["campaign"] or None],
        "purpose": [receipt["purpose"]],
        "issuer": [receipt["register"]["title"]],
        "seq": [0],
        "source_row": [1],
    }
    numbers = pl.DataFrame({"n": proof.numbers}).select(pl.concat_str([pl.lit("+46"), pl.col("n").cast(pl.String)]))
    rows = pa.array(range(size), pa.int64())
    answers = {
        "receipt_id": pa.array([receipt["id"]] * size, pa.string()),
        "number_key": numbers.to_series().to_arrow().cast(pa.string()),
        "status": pl.Series(list(WORDS)).gather(proof.status).to_arrow().cast(pa.string()),
        "seq": rows,
        "source_row": rows,
    }
    return Parsed({"washes": pa.table(washes), "washed_numbers": pa.table(answers)})


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
