"""The mappings that come with the program: found by name, or by the columns that only that kind of file has."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.logs.mapping import Mapping, load_mapping, parse_mapping
from gensvar.logs.matching.fit import same
from gensvar.text import Text

FOLDER = "mappings"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Mapping]:
    """Return every shipped mapping by name."""
    found = {}
    for file in sorted(files("gensvar.logs").joinpath(FOLDER).iterdir(), key=lambda one: one.name):
        if file.name.endswith(".yaml"):
            mapping = parse_mapping(file.read_text(encoding="utf-8"), file.name)
            found[file.name.removesuffix(".yaml")] = mapping
    return found


def find_mapping(reference: str) -> Mapping:
    """Return the mapping in a file, or the shipped one of that name. Raises BadInput when there is neither."""
    if reference in shipped():
        return shipped()[reference]
    if Path(reference).exists():
        return load_mapping(Path(reference))
    near = difflib.get_close_matches(reference, list(shipped()), n=1)
    names = near[0] if near else ", ".join(shipped())
    raise BadInput(
        Text(sv="ingen sådan mappning, varken fil eller namn", en="no such mapping, neither file nor name"),
        where=reference,
        mend=Text(sv=f"Medföljande: {names}", en=f"Shipped: {names}"),
    )


def recognised(columns: Iterable[str]) -> tuple[str, Mapping] | None:
    """Return the shipped mapping that a file with these columns is of: the one that asks for most; None if none."""
    have = {same(column) for column in columns}
    fitting = [(name, mapping) for name, mapping in shipped().items() if mapping.recognise and _is_of(mapping, have)]
    return max(fitting, key=lambda pair: len(pair[1].recognise), default=None)


def _is_of(mapping: Mapping, have: set[str]) -> bool:
    wanted = {same(column) for column in mapping.recognise}
    return wanted == have if mapping.exact else wanted <= have
