"""JSON and NDJSON without a native importer: objects flattened to columns with dotted names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.errors import BadInput
from gensvar.logs.engine import Progress
from gensvar.logs.importers.json_source import BAD_LINE, JsonSource
from gensvar.logs.reading.detect import Found
from gensvar.logs.reading.from_rows import Row, stage_rows
from gensvar.logs.reading.raw import Broken, Raw, Reading
from gensvar.text import Text

if TYPE_CHECKING:
    import duckdb

DEEPEST = 12


def stage_json(
    connection: duckdb.DuckDBPyConnection, found: Found, reading: Reading, folder: Path, progress: Progress
) -> Raw:
    """Return the objects of the file staged in `folder`."""
    source = JsonSource(found.path)
    progress(0.05, found.path.name)
    sql, columns, rows = stage_rows(connection, _rows(source), folder)
    if not rows:
        raise BadInput(Text(sv="filen har inga JSON-objekt", en="the file has no JSON objects"), where=str(found.path))
    return Raw(sql, columns, rows, broken=[Broken(line, BAD_LINE, "") for line in source.bad_lines])


def _rows(source: JsonSource) -> Iterator[Row]:
    for line, document in source.objects():
        wrapped = _wrapped(document)
        if wrapped is None:
            yield line, flatten(document)
        else:
            yield from ((n, flatten(part)) for n, part in enumerate(wrapped, start=1))


def _wrapped(document: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Return the list in a document that is only the wrapping of one list of objects, such as {"data": […]}."""
    lists = [value for value in document.values() if isinstance(value, list) and value]
    if len(lists) != 1 or not all(isinstance(part, dict) for part in lists[0]):
        return None
    scalars = [value for value in document.values() if not isinstance(value, list)]
    return lists[0] if len(scalars) <= 6 and len(lists[0]) > 1 else None


def flatten(document: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, str | None]:
    """Return the values as text under dotted names; lists stay JSON."""
    values: dict[str, str | None] = {}
    for name, value in document.items():
        if isinstance(value, dict) and depth < DEEPEST:
            values.update(flatten(value, f"{before}{name}.", depth + 1))
        else:
            values[f"{before}{name}"] = _text(value)
    return values


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
