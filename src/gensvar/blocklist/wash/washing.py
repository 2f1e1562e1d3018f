"""A wash from beginning to end: one version of the register pinned, the list answered, a receipt signed, nothing
half done.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.blocklist.numbers.status import Status
from gensvar.blocklist.receipts.commitment import BLOCK, SALT_BYTES, commit
from gensvar.blocklist.receipts.proof import write_proof
from gensvar.blocklist.receipts.receipt import Parties, make_receipt
from gensvar.blocklist.receipts.signing import read_signing_key
from gensvar.blocklist.register.register import Register, Version
from gensvar.blocklist.wash.answering import Oracle
from gensvar.blocklist.wash.csv_file import layout_of, wash_csv
from gensvar.blocklist.wash.exemptions import Exemptions
from gensvar.blocklist.wash.lookup import Lookup
from gensvar.blocklist.wash.tables import wash_parquet, wash_xlsx
from gensvar.blocklist.wash.tally import Tally
from gensvar.blocklist.wash.validity import Validity
from gensvar.errors import BadInput
from gensvar.evidence.canonical import file_hash, write_whole
from gensvar.text import Text

if TYPE_CHECKING:
    import numpy as np

Advance = Callable[[float, str], None]
KINDS = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".parquet": "parquet", ".pq": "parquet"}


@dataclass(frozen=True)
class Wishes:
    """How a list is to be washed. `columns`: names of the columns of numbers, empty to find them."""

    validity: Validity
    parties: Parties = field(default_factory=Parties)
    exemptions: Exemptions = field(default_factory=Exemptions)
    columns: tuple[str, ...] = ()
    remove: bool = False
    mode: str = "plain"


@dataclass(frozen=True)
class Washed:
    """What a wash wrote, and its receipt."""

    out: Path
    receipt_path: Path
    proof_path: Path
    receipt: dict[str, Any]
    tally: Tally


def wash(
    path: Path,
    out: Path,
    register: Register,
    wishes: Wishes,
    now: datetime,
    progress: Advance = lambda _share, _note: None,
) -> Washed:
    """Wash the list at `path` into `out` against the newest version of the register.

    Every number added before this was called is seen; a number added while it runs is not, and the receipt names the
    version. Raises BadInput when the list cannot be read; then nothing is written.
    """
    version = register.version()
    members = Lookup.of(register.members(version.seq))
    return wash_against(path, out, register, version, members, wishes, now, progress)


def wash_against(
    path: Path,
    out: Path,
    register: Register,
    version: Version,
    members: Lookup,
    wishes: Wishes,
    now: datetime,
    progress: Advance,
) -> Washed:
    """Wash a list against members that are those of `version`, however they were found out."""
    key = read_signing_key(register.folder)
    _check(path, out)
    until = wishes.validity.of_check(date.fromisoformat(version.day))
    oracle = Oracle(members, register.mode == "opt_in", until, wishes.exemptions)
    receipt_path, proof_path = out.with_name(f"{out.name}.receipt.json"), out.with_name(f"{out.name}.proof.parquet")
    beside = out.with_name(f".{out.name}.part-{os.getpid()}")
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        tally, columns = _answer(path, beside, oracle, wishes, lambda share, note: progress(share * 0.9, note))
        list_hash, washed_hash = tally.hashes or (file_hash(path), file_hash(beside))
        numbers, status = tally.numbers()
        salt = secrets.token_bytes(SALT_BYTES)
        content = {
            "washed": now.isoformat(timespec="seconds"),
            "valid_until": until.isoformat(),
            "validity": {"months": wishes.validity.check, "rules": wishes.validity.edition},
            "register": _register(register, version, members),
            **vars(wishes.parties),
            "mode": wishes.mode,
            "rows_removed": wishes.remove,
            "counts": _counts(tally, status, columns),
            "files": {"list": list_hash, "washed": washed_hash},
            "commitment": {"root": commit(numbers, status, salt), "numbers": len(numbers), "block": BLOCK},
        }
        receipt = make_receipt(content, key)
        write_proof(proof_path, receipt, salt, numbers, status)
        beside.replace(out)
        write_whole(receipt_path, pretty(receipt))
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    progress(1.0, "")
    return Washed(out, receipt_path, proof_path, receipt, tally)


def numbers_of(path: Path, wishes: Wishes) -> np.ndarray[Any, Any]:
    """Return the distinct NSNs of a list (sorted, uint64) in every plausible reading, without any register."""
    import numpy as np

    oracle = Oracle(Lookup(np.zeros(0, np.uint64)), False, date.max, Exemptions())
    with Path(os.devnull).open("wb") as nowhere:
        if _kind(path) == "csv":
            tally = wash_csv(path, nowhere, oracle, layout_of(path, wishes.columns), False, lambda _share, _note: None)
            return tally.numbers()[0]
    beside = path.with_name(f".{path.name}.part-{os.getpid()}")
    try:
        tally, _ = _answer(path, beside, oracle, wishes, lambda _share, _note: None)
        return tally.numbers()[0]
    finally:
        beside.unlink(missing_ok=True)


def _kind(path: Path) -> str:
    try:
        with path.open("rb") as source:
            head = source.read(4)
    except OSError as problem:
        raise BadInput(Text(sv="listan går inte att läsa", en="the list cannot be read"), where=str(path)) from problem
    return "xlsx" if head == b"PK\x03\x04" else "parquet" if head == b"PAR1" else "csv"


def _check(path: Path, out: Path) -> None:
    kind = _kind(path)
    if path.resolve() == out.resolve():
        raise BadInput(
            Text(sv="listan och resultatet är samma fil", en="the list and the result are the same file"),
            where=str(out),
            mend=Text(sv="Ange en annan fil: --out", en="Name another file: --out"),
        )
    wanted = KINDS.get(out.suffix.lower(), "csv")
    if wanted != kind:
        raise BadInput(
            Text(
                sv=f"listan är {kind} men resultatet {out.suffix}", en=f"the list is {kind} but the result {out.suffix}"
            ),
            where=str(out),
            mend=Text(sv=f"Ge resultatet ändelsen .{kind}", en=f"Let the result end with .{kind}"),
        )


def _answer(path: Path, target: Path, oracle: Oracle, wishes: Wishes, progress: Advance) -> tuple[Tally, list[str]]:
    kind = _kind(path)
    if kind == "xlsx":
        return wash_xlsx(path, target, oracle, wishes.columns, wishes.remove, progress)
    if kind == "parquet":
        return wash_parquet(path, target, oracle, wishes.columns, wishes.remove, progress)
    layout = layout_of(path, wishes.columns)
    with target.open("w+b") as sink:
        tally = wash_csv(path, sink, oracle, layout, wishes.remove, progress)
    return tally, [layout.names[place] for place in layout.columns]


def _register(register: Register, version: Version, members: Lookup) -> dict[str, Any]:
    return {
        "id": register.about["id"],
        "title": register.about["title"],
        "mode": register.mode,
        "version": {
            "seq": version.seq,
            "at": version.at.isoformat(timespec="microseconds"),
            "day": version.day,
            "root": version.root,
        },
        "count": members.count,
    }


def _counts(tally: Tally, status: np.ndarray[Any, Any], columns: list[str]) -> dict[str, Any]:
    import numpy as np

    distinct = np.bincount(status, minlength=len(Status))
    return {
        "rows": tally.rows,
        "kept": tally.kept,
        "broken_rows": tally.broken,
        "columns": columns,
        "cells": {one.word: tally.cells[one] for one in Status},
        "distinct": {
            one.word: int(distinct[one])
            for one in Status
            if one not in (Status.EMPTY, Status.FOREIGN, Status.UNREADABLE)
        },
        "exempt": tally.exempt,
        "own_opt_out": tally.opted_out,
    }


def pretty(receipt: dict[str, Any]) -> bytes:
    """Return a receipt as its file has it."""
    import json

    return (json.dumps(receipt, ensure_ascii=False, indent=1) + "\n").encode()
