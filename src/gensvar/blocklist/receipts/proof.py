"""The proof that goes with a receipt and stays with the list's owner: each number, its answer, and the salt.

A Parquet file. With it an audit can show for each call that the number was in the list that was washed, and as what;
the receipt alone shows neither. It holds the owner's own numbers, so it is kept like the list itself.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.receipts.commitment import commit
from gensvar.blocklist.receipts.receipt import check_receipt
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

METADATA = b"gensvar_wash"


@dataclass(frozen=True)
class Proof:
    """A receipt with what it commits to: sorted NSNs (uint64) and their statuses (uint8)."""

    receipt: dict[str, Any]
    numbers: Array
    status: Array


def write_proof(path: Path, receipt: dict[str, Any], salt: bytes, numbers: Array, status: Array) -> None:
    """Write a proof that only its owner may read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    about = json.dumps({"receipt": receipt, "salt": salt.hex()}, ensure_ascii=False)
    table = pa.table({"number": pa.array(numbers), "status": pa.array(status)}).replace_schema_metadata(
        {METADATA: about.encode()}
    )
    beside = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        pq.write_table(table, beside, compression="zstd")
        beside.chmod(0o600)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def is_proof(path: Path) -> bool:
    """Return whether a Parquet file is a proof."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return METADATA in (pq.read_schema(path).metadata or {})
    except (OSError, pa.ArrowInvalid):
        return False


def read_proof(path: Path) -> Proof:
    """Return a proof whose receipt is sound and whose numbers are the ones it commits to; BadInput otherwise."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
        about = json.loads((table.schema.metadata or {})[METADATA])
        receipt, salt = about["receipt"], bytes.fromhex(about["salt"])
        numbers = table["number"].to_numpy().astype(np.uint64)
        status = table["status"].to_numpy().astype(np.uint8)
    except (OSError, pa.ArrowInvalid, KeyError, ValueError, TypeError) as problem:
        raise BadInput(
            Text(sv="filen är inget bevis till ett kvitto", en="the file is no proof of a receipt"), where=str(path)
        ) from problem
    found = check_receipt(receipt)
    if not found.sound:
        raise BadInput(found.problems[0], where=str(path))
    if commit(numbers, status, salt) != receipt["commitment"]["root"]:
        raise BadInput(
            Text(sv="numren är inte de som kvittot gäller", en="the numbers are not the ones the receipt is for"),
            where=str(path),
        )
    return Proof(receipt, numbers, status)
