"""A receipt of another supplier in the same form: a list that came back washed, with what the supplier says of the
version.

Nobody here has seen that register, and the receipt says so: it is signed by whoever records it, its register is the
supplier's name, and its version is a day. A list said to be washed without a day of the version cannot be recorded.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import numpy as np

from gensvar.blocklist.numbers.status import WORDS, Status
from gensvar.blocklist.receipts.commitment import BLOCK, SALT_BYTES, commit
from gensvar.blocklist.receipts.proof import write_proof
from gensvar.blocklist.receipts.receipt import Parties, make_receipt
from gensvar.blocklist.receipts.signing import PRIVATE, make_keys, read_signing_key
from gensvar.blocklist.register.register import ZONE
from gensvar.blocklist.wash.validity import Validity
from gensvar.blocklist.wash.washing import Wishes, numbers_of, pretty
from gensvar.errors import BadInput
from gensvar.evidence.canonical import file_hash, write_whole
from gensvar.text import Text


@dataclass(frozen=True)
class Supplied:
    """What a supplier says: who it is, the day of its version, and when the list was washed."""

    supplier: str
    version_day: date
    washed: datetime


def record_receipt(
    free: Path,
    blocked: Path | None,
    supplied: Supplied,
    parties: Parties,
    validity: Validity,
    keys: Path,
    out: Path,
    columns: tuple[str, ...] = (),
    progress: Callable[[float, str], None] = lambda _share, _note: None,
) -> tuple[dict[str, Any], Path, Path]:
    """Return the receipt and where it and its proof were written, beside `out`.

    `free`: the numbers that came back as free; `blocked`: those that came back as blocked, if the supplier tells.
    `keys`: a folder with the keys of whoever records, made if there are none. Raises BadInput for a version after the
    wash.
    """
    if supplied.version_day > supplied.washed.astimezone(ZONE).date():
        raise BadInput(
            Text(sv="registrets version är nyare än tvätten", en="the version of the register is newer than the wash"),
            where=supplied.version_day.isoformat(),
        )
    wishes = Wishes(validity, parties, columns=columns)
    parts = [(numbers_of(free, wishes), Status.FREE)]
    progress(0.5, free.name)
    if blocked is not None:
        parts.append((numbers_of(blocked, wishes), Status.BLOCKED))
    numbers = np.concatenate([found for found, _ in parts])
    status = np.concatenate([np.full(len(found), answer, np.uint8) for found, answer in parts])
    order = np.lexsort((np.where(status == Status.BLOCKED, 0, 1), numbers))  # blocked outweighs free
    numbers, status = numbers[order], status[order]
    first = np.concatenate([[True], numbers[1:] != numbers[:-1]]) if len(numbers) else np.zeros(0, bool)
    numbers, status = numbers[first], status[first]
    if not (keys / PRIVATE).is_file():
        keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_keys(keys)
    salt = secrets.token_bytes(SALT_BYTES)
    receipt = make_receipt(_content(free, numbers, status, supplied, parties, validity, salt), read_signing_key(keys))
    receipt_path, proof_path = out.with_name(f"{out.name}.receipt.json"), out.with_name(f"{out.name}.proof.parquet")
    write_proof(proof_path, receipt, salt, numbers, status)
    write_whole(receipt_path, pretty(receipt))
    progress(1.0, "")
    return receipt, receipt_path, proof_path


def _content(
    free: Path,
    numbers: np.ndarray[Any, Any],
    status: np.ndarray[Any, Any],
    supplied: Supplied,
    parties: Parties,
    validity: Validity,
    salt: bytes,
) -> dict[str, Any]:
    counted = np.bincount(status, minlength=len(WORDS))
    distinct = {word: int(counted[place]) for place, word in enumerate(WORDS)}
    begins = datetime.combine(supplied.version_day, time(), ZONE)
    version = {"seq": 0, "at": begins.isoformat(), "day": supplied.version_day.isoformat(), "root": ""}
    return {
        "washed": supplied.washed.isoformat(timespec="seconds"),
        "valid_until": validity.of_check(supplied.version_day).isoformat(),
        "validity": {"months": validity.check, "rules": validity.edition},
        "register": {"id": "", "title": supplied.supplier, "mode": "opt_out", "version": version, "count": 0},
        **vars(parties),
        "mode": "recorded",
        "rows_removed": False,
        "counts": {"rows": len(numbers), "kept": distinct["free"], "cells": distinct, "distinct": distinct},
        "files": {"list": file_hash(free), "washed": file_hash(free)},
        "commitment": {"root": commit(numbers, status, salt), "numbers": len(numbers), "block": BLOCK},
    }
