"""Deciding how a file is read: by the mapping the user gives, else a shipped one that knows it, else a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gensvar.errors import BadInput
from gensvar.logs import engine
from gensvar.logs.engine import Progress
from gensvar.logs.mapping import Mapping
from gensvar.logs.matching.fit import fit
from gensvar.logs.matching.guess import Sample, guess
from gensvar.logs.matching.refine import refine
from gensvar.logs.matching.shipped import find_mapping, recognised
from gensvar.logs.reading.detect import Found
from gensvar.logs.reading.from_csv import first_rows, look
from gensvar.logs.reading.raw import NO_ROWS, Raw, Reading, stage
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

How = Literal["given", "shipped", "guessed"]
SAMPLE_ROWS = 1_000


@dataclass(frozen=True)
class Wishes:
    """What the user has said about a file; None leaves it to the file."""

    mapping: str | None = None
    zone: str | None = None
    table: str | None = None
    order: str | None = None
    keep_text: bool = False


@dataclass(frozen=True)
class Decided:
    """The mapping fitted to the file, the file staged, how the mapping was come by, and remarks."""

    mapping: Mapping
    raw: Raw
    how: How
    sample: Sample
    notes: list[Text]


def decide(
    connection: duckdb.DuckDBPyConnection, found: Found, wishes: Wishes, folder: Path, progress: Progress
) -> Decided:
    """Return how the file is read, with the file staged in `folder`. Raises BadInput when nothing fits."""
    given = find_mapping(wishes.mapping) if wishes.mapping else None
    reading = _reading(given)
    if found.kind == "csv":
        reading = replace(reading, known=look(found, reading))
    raw, sample = _sampled(connection, found, reading, folder, progress)
    mapping, how, notes = _mapping(given, sample, wishes, str(found.path))
    if raw is None:
        raw = stage(connection, found, replace(reading, columns=frozenset(mapping.sources())), folder, progress)
    if how == "guessed":
        mapping, more = refine(connection, raw, mapping)
        notes += more
    return Decided(mapping, raw, how, sample, notes)


def _reading(given: Mapping | None) -> Reading:
    if given is None:
        return Reading()
    return Reading(given.encoding, given.separator, given.skip, given.sheet)


def _sampled(
    connection: duckdb.DuckDBPyConnection, found: Found, reading: Reading, folder: Path, progress: Progress
) -> tuple[Raw | None, Sample]:
    """Return a sample; a CSV file is looked at before it is staged, so that only the columns needed are."""
    if reading.known:
        return None, Sample(reading.known[1].columns, first_rows(found, *reading.known))
    raw = stage(connection, found, reading, folder, progress)
    names = ", ".join(engine.name(column) for column in raw.columns)
    rows = connection.execute(f"SELECT {names} FROM {raw.sql} LIMIT {SAMPLE_ROWS}").fetchall()
    return raw, Sample(raw.columns, rows)


def _mapping(given: Mapping | None, sample: Sample, wishes: Wishes, where: str) -> tuple[Mapping, How, list[Text]]:
    known = None if given or wishes.table else recognised(sample.columns)
    if given or known:
        chosen = given or known[1]  # type: ignore[index]
        mapping, notes = fit(chosen, sample.columns, where)
        return mapping, "given" if given else "shipped", notes
    if not sample.rows:
        raise BadInput(NO_ROWS, where=where)
    return guess(sample, where, wishes.table), "guessed", []
