"""A name that does not exist, and the nearest one that does."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from gensvar.text import Text

SHOWN = 12


def did_you_mean(name: str, names: Iterable[str]) -> Text | None:
    """Return what to tell who wrote `name`: the nearest of `names`, else all of them; None if there are none."""
    known = sorted(set(names))
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6) or [
        other for other in known if other.casefold() == name.casefold()
    ]
    if near:
        return Text(sv=f"Menade du {near[0]}?", en=f"Did you mean {near[0]}?")
    if not known:
        return None
    listed = ", ".join(known[:SHOWN]) + (" …" if len(known) > SHOWN else "")
    return Text(sv=f"Det finns: {listed}", en=f"There are: {listed}")
