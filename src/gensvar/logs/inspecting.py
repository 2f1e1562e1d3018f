"""Inspecting a file: what it is and what an import would give, by importing it into a folder that is thrown away."""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from gensvar.logs import engine
from gensvar.logs.applying import by_mapping, native
from gensvar.logs.applying.by_mapping import MappedFile
from gensvar.logs.arrival import REJECTED, reasons_of
from gensvar.logs.decide import Wishes
from gensvar.logs.engine import Progress
from gensvar.logs.manifest import DEFAULT_ZONE
from gensvar.logs.mapping import Mapping
from gensvar.logs.matching.guess import Sample
from gensvar.logs.people.pseudonyms import new_key
from gensvar.logs.reading.detect import detect
from gensvar.logs.reading.raw import Raw
from gensvar.logs.times.zone_guess import zone_of
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.logs.applying.way import Way

VALUES_SHOWN, ROWS_SHOWN = 3, 3
KINDS = {
    "csv": Text(sv="tabell som text (CSV)", en="table as text (CSV)"),
    "xlsx": Text(sv="Excel-arbetsbok", en="Excel workbook"),
    "parquet": Text(sv="Parquet", en="Parquet"),
    "json": Text(sv="JSON", en="JSON"),
}


@dataclass(frozen=True)
class Trial:
    """A folder that an import writes to, and nobody will read from later."""

    folder: Path

    def path_of(self, table: str) -> Path:
        """Return where the Parquet file of a table is written."""
        return self.folder / f"{table}.parquet"


def inspect_file(path: Path, wishes: Wishes, progress: Progress) -> dict[str, Any]:
    """Return what a file is, as JSON. Raises BadInput for a file that could not be imported."""
    found = detect(path)
    with TemporaryDirectory(prefix="gensvar-") as name:
        trial = Trial(Path(name))
        (trial.folder / "work").mkdir()
        connection = engine.connect(trial.folder / "work")
        try:
            prepare = native.prepare if found.importer else by_mapping.prepare
            way = prepare(connection, found, "0" * 64, wishes, DEFAULT_ZONE, trial.folder / "work", progress)
            notes = way.write(new_key(), trial, progress)
            about: dict[str, Any] = {"file": str(path), "size": path.stat().st_size}
            kind = found.importer.TITLE if found.importer else KINDS[found.kind]
            about |= {"kind": found.importer.NAME if found.importer else found.kind, "title": asdict(kind)}
            about |= _as_read(way) | {"zone": zone_of(way, wishes, trial.folder)}
            about |= _given(trial) | {"notes": [asdict(note) for note in notes]}
        finally:
            connection.close()
    return about | {"command": _command(path, wishes)}


def _as_read(way: Way) -> dict[str, Any]:
    """Return how a file is written and which of its columns go where; only the importer's name for a native one."""
    if not isinstance(way, MappedFile):
        return {"importer": way.importer, "written": None, "mapping": None, "how": "native", "columns": []}
    decided = way.decided
    return {
        "importer": way.importer,
        "written": _written(decided.raw, decided.mapping),
        "mapping": decided.mapping.as_json(),
        "how": decided.how,
        "columns": _columns(decided.sample, decided.mapping),
    }


def _written(raw: Raw, mapping: Mapping) -> dict[str, Any]:
    written: dict[str, Any] = {"rows": raw.rows}
    if raw.encoding and raw.dialect:
        written |= {
            "encoding": raw.encoding.name,
            "damaged": raw.encoding.damaged,
            "separator": raw.dialect.separator,
            "decimal": mapping.decimal or raw.dialect.decimal,
            "header": raw.dialect.header,
            "skipped": raw.dialect.skip,
        }
    if raw.sheet:
        written |= {"sheet": raw.sheet, "sheets": list(raw.sheets)}
    return written


def _columns(sample: Sample, mapping: Mapping) -> list[dict[str, Any]]:
    goes_to: dict[str, list[str]] = {}
    for table, rule in mapping.tables.items():
        for column, one in rule.columns.items():
            for source in dict.fromkeys(one.sources()):
                goes_to.setdefault(source, []).append(f"{table}.{column}")
    return [
        {
            "name": name,
            "looks": looks.looks,
            "filled": round(looks.filled, 3),
            "values": _some([row[n] for row in sample.rows]),
            "to": goes_to.get(name, []),
        }
        for n, (name, looks) in enumerate(sample.profiles().items())
    ]


def _some(values: list[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))[:VALUES_SHOWN]


def _given(trial: Trial) -> dict[str, Any]:
    """Return what the import would give: rows by table, the first of them, and why rows are rejected."""
    import pyarrow.parquet as pq

    rows: dict[str, int] = {}
    sample: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(trial.folder.glob("*.parquet")):
        if path.stem == REJECTED:
            continue
        rows[path.stem] = pq.read_metadata(path).num_rows
        first = next(pq.ParquetFile(path).iter_batches(ROWS_SHOWN)).slice(0, ROWS_SHOWN).to_pylist()
        sample[path.stem] = [{key: value for key, value in row.items() if value is not None} for row in first]
    return {"rows": rows, "sample": sample, "rejected": reasons_of(trial.path_of(REJECTED))}


def _command(path: Path, wishes: Wishes) -> str:
    options = {
        "--mapping": wishes.mapping,
        "--zone": wishes.zone,
        "--table": wishes.table,
        "--date-order": wishes.order,
    }
    said = [part for name, value in options.items() if value for part in (name, value)]
    return shlex.join(["gensvar", "data", "import", str(path), "--into", "STORE", *said])
