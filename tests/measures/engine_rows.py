"""Fact rows put into engines, and tallies made comparable: shared by the tests of the engines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from gensvar.measures.facts import FACTS
from gensvar.measures.meaning import Meaning
from gensvar.measures.tally import Group, Tally
from gensvar.measures.uses import HISTOGRAM_KINDS

ARROW = {"text": pa.string(), "int": pa.int64(), "bool": pa.bool_(), "float": pa.float64()}


def arrow(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Fact rows as an Arrow table with every column that the facts declare, and `trial` if the rows have it."""
    columns = {name: pa.array([row.get(name) for row in rows], ARROW[fact.type]) for name, fact in FACTS[table].items()}
    if any("trial" in row for row in rows):
        columns["trial"] = pa.array([row["trial"] for row in rows], pa.string())
    return pa.table(columns)


def comparable(meaning: Meaning, tallies: Mapping[Group, Tally]) -> dict[Group, Tally]:
    """Leave out what an engine does not work out for a kind: histograms and squares that nobody reads."""
    return {
        group: replace(
            tally,
            histogram=tally.histogram if meaning.kind in HISTOGRAM_KINDS else (),
            squares=tally.squares if meaning.kind in (*HISTOGRAM_KINDS, "mean") else 0,
        )
        for group, tally in tallies.items()
    }
