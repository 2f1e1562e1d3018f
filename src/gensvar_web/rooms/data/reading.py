"""What the library makes of a received file, under the file's own name: paths on the server are nobody's business."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gensvar.errors import BadInput
from gensvar.evidence import content_hash
from gensvar.logs.decide import SAMPLE_ROWS, Wishes
from gensvar.logs.mapping import Mapping, save_mapping
from gensvar.logs.matching.fit import same
from gensvar.logs.matching.guess import Sample
from gensvar.text import Text
from gensvar_web.rooms.data.on_the_page import on_the_page

VALUES_SHOWN = 3
LONGEST_VALUE = 60


def sample_of(path: Path) -> Sample | None:
    """Return columns and first rows of a file; None if it is of a kind that needs no mapping. BadInput if broken."""
    from gensvar.logs import engine
    from gensvar.logs.reading.detect import detect
    from gensvar.logs.reading.from_csv import first_rows, look
    from gensvar.logs.reading.raw import Reading, stage

    found = detect(path)
    if found.importer:
        return None
    if found.kind == "csv":
        encoding, dialect = look(found, Reading())
        return Sample(dialect.columns, first_rows(found, encoding, dialect))
    with TemporaryDirectory(prefix="gensvar-") as name:
        connection = engine.connect(Path(name))
        try:
            raw = stage(connection, found, Reading(), Path(name), engine.silent)
            names = ", ".join(engine.name(column) for column in raw.columns)
            rows = connection.execute(f"SELECT {names} FROM {raw.sql} LIMIT {SAMPLE_ROWS}").fetchall()
        finally:
            connection.close()
    return Sample(raw.columns, rows)


def described(sample: Sample) -> list[dict[str, Any]]:
    """Return each column as JSON: its name, how its values look, whether they are phone numbers, some of them."""
    profiles = sample.profiles()
    return [
        {
            "name": name,
            "looks": profiles[name].looks,
            "phones": profiles[name].phones > 0.5,
            "parts": profiles[name].parts,
            "values": _some([row[place] for row in sample.rows]),
        }
        for place, name in enumerate(sample.columns)
    ]


def _some(values: list[str | None]) -> list[str]:
    return [value[:LONGEST_VALUE] for value in list(dict.fromkeys(v for v in values if v))[:VALUES_SHOWN]]


def hash_of(columns: list[str]) -> str:
    """Return what a set of columns is known by, whatever their order, case and spacing."""
    return content_hash(sorted(same(name) for name in columns))


@contextmanager
def wishes_of(mapping: dict[str, Any] | None, said: dict[str, Any]) -> Iterator[Wishes]:
    """Yield what the library is to be told of a file; the mapping lies in a file while it is read."""
    zone, order = said.get("zone") or None, said.get("order") or None
    if mapping is None:
        yield Wishes(zone=zone, order=order)
        return
    with TemporaryDirectory(prefix="gensvar-") as name:
        path = Path(name) / "mapping.yaml"
        save_mapping(Mapping.model_validate(mapping), path)
        yield Wishes(mapping=str(path), zone=zone, order=order)


def told(problem: BadInput, path: Path, name: str) -> dict[str, Any]:
    """Return a problem as JSON, the file called what the sender called it."""

    def own(text: str) -> str:
        return text.replace(str(path), name).replace(path.name, name).replace(str(path.parent), "")

    both = {"what": problem.what, "mend": problem.mend}
    texts = {key: {"sv": own(text.sv), "en": own(text.en)} for key, text in both.items() if text}
    told: dict[str, Any] = on_the_page(texts)
    return told | {"where": own(problem.where) if problem.where else None}


def raised(problem: dict[str, Any]) -> BadInput:
    """Return the exception that `told` told of."""
    mend = problem.get("mend")
    return BadInput(Text(**problem["what"]), where=problem.get("where"), mend=Text(**mend) if mend else None)


def without_values(columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the columns without what stood in them: kept no longer than it takes to map them."""
    return [{**one, "values": []} for one in columns]
