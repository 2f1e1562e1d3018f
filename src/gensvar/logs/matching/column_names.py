"""What systems call the things our tables have columns for: `column_names.yaml`, compared without case and signs."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from ruamel.yaml import YAML

from gensvar.logs.mapping import Unit
from gensvar.logs.tables import TABLES

# table -> column -> names, the surest first. The canonical name itself is always one of them.
UNITS: dict[str, Unit] = {
    "s": "s", "sek": "s", "sekunder": "s", "sec": "s", "seconds": "s", "secs": "s", "ms": "ms", "millisekunder": "ms",
    "milliseconds": "ms", "min": "min", "minuter": "min", "minutes": "min", "h": "h", "tim": "h", "timmar": "h",
    "hours": "h", "dagar": "days", "days": "days", "dygn": "days",
    "mm:ss": "mm:ss", "hh:mm:ss": "hh:mm:ss", "hh:mm": "hh:mm",
}  # fmt: skip
UNIT_AT_END = re.compile(
    r"[\s_]*[(\[]([a-z:]+)[)\]]\s*$|[\s_]+(ms|sek|sec|secs|seconds|min|minuter|minutes|tim|timmar|hours|h|s)$"
)


def plain(name: str) -> str:
    """Return a column's name in lower case without signs or unit: `Wait_Time (sec)` is `wait time`."""
    spaced = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name.strip())
    bare = UNIT_AT_END.sub("", spaced.lower()) or spaced.lower()
    return re.sub(r"[^a-z0-9åäöéü]+", " ", bare).strip()


def unit_in(name: str) -> Unit | None:
    """Return the unit that a column's name ends with, in brackets or after a space."""
    found = UNIT_AT_END.search(name.strip().lower())
    return UNITS.get(found[1] or found[2]) if found else None


@lru_cache(maxsize=1)
def known_names() -> dict[str, dict[str, list[str]]]:
    """Return table -> column -> names, as the file lists them."""
    content = files("gensvar.logs.matching").joinpath("column_names.yaml").read_text(encoding="utf-8")
    names: dict[str, dict[str, list[str]]] = YAML(typ="safe").load(content)
    return names


def names_of(table: str) -> dict[str, list[str]]:
    """Return what the columns of a table (and its helpers) may be called, the surest first."""
    listed = {column: [plain(str(one)) for one in names] for column, names in known_names()[table].items()}
    for column in TABLES[table].columns:
        listed.setdefault(column.name, []).insert(0, plain(column.name))
    return listed
