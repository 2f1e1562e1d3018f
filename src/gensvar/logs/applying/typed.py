"""From the text of a cell to a value of the canonical type, as SQL; null for what is not of that type."""

from __future__ import annotations

from gensvar.logs import engine
from gensvar.logs.applying import units
from gensvar.logs.applying.cells import NO_VALUE, Alternative
from gensvar.logs.matching.value_words import words_of
from gensvar.logs.tables import Column

TRUE = ("ja", "yes", "true", "sant", "1", "x", "j", "y", "t", "wahr", "oui")
FALSE = ("nej", "no", "false", "falskt", "0", "n", "f")
LONGEST_NOTHING = max(len(word.encode()) for word in NO_VALUE)
# A value that nobody has mapped is still that somebody called: it is counted, as unknown.
FALLBACK = {"outcome": "unknown", "channel": "other", "demand_type": "unknown", "actor_type": "unknown"}


def typed(column: Column, one: Alternative, cell: str, decimal: str) -> str:
    """Return SQL for the value of a cell; times are read in `gensvar.logs.times.parsing`."""
    kind = column.type
    if kind == "seconds":
        return units.seconds(cell, one.rule.unit or "s", decimal)
    if kind == "int":
        return units.whole(cell, decimal)
    if kind == "float":
        return units.number(cell, decimal)
    if kind == "bool":
        yes, no = (f"lower({cell}) IN ({engine.texts(words)})" for words in (TRUE, FALSE))
        return f"CASE WHEN {yes} THEN true WHEN {no} THEN false END"
    if column.values:
        return _listed(column, cell)
    # Most values are longer than every word for nothing: their length is told without reading them.
    return f"CASE WHEN strlen({cell}) > {LONGEST_NOTHING} OR {cell} NOT IN ({engine.texts(NO_VALUE)}) THEN {cell} END"


def _listed(column: Column, cell: str) -> str:
    """Return SQL for a value of a column that has a list of them: as it is, or known by another word."""
    words = {**words_of(column.name), **{value: value for value in column.values}}
    known = " ".join(
        f"WHEN {engine.text(word)} THEN {engine.text(value)}" for word, value in words.items() if value in column.values
    )
    fallback = FALLBACK.get(column.name)
    rest = f"CASE WHEN {said(cell)} THEN {engine.text(fallback)} END" if fallback else "NULL"
    return f"CASE lower({cell}) {known} ELSE {rest} END"


def said(cell: str) -> str:
    """Return SQL that holds when the cell says something, not merely that there is nothing to say."""
    return f"({cell} IS NOT NULL AND {cell} NOT IN ({engine.texts(NO_VALUE)}))"
