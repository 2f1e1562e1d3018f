"""Fact rows at random, crowded around the thresholds: ties, nulls, values on and beside every edge."""

from collections.abc import Sequence
from random import Random
from typing import Any

from gensvar.logs.tables import CHANNELS, DEMAND_TYPES, DIRECTIONS, OUTCOMES
from gensvar.measures import load_measures
from gensvar.measures.facts import FACTS
from gensvar.measures.meaning import Meaning, meanings
from gensvar.measures.uses import merged, needs_of

FIRST_DAY, DAYS = 20513, 70  # 2026-03-01; past the change to summer time and over three months
VALUES = {
    "channel": CHANNELS[:4],
    "direction": ("inbound", "inbound", *DIRECTIONS),
    "outcome": ("answered", "abandoned", *OUTCOMES),
    "demand_type": DEMAND_TYPES,
    "queue": ("a", "b", "å"),
    "unit": ("x", "y"),
}


def declared(table: str) -> list[Meaning]:
    """Every declared meaning over a table, with default parameters."""
    return [
        meaning
        for measure in load_measures().values()
        for variant in measure.variants
        for meaning in meanings(measure, variant, measure.defaults())
        if meaning.table == table
    ]


def random_rows(table: str, random: Random, number: int, nulls: float = 0.2) -> list[dict[str, Any]]:
    """`number` rows with every fact of the table; a share `nulls` of the values, and some whole columns, are null."""
    uses = merged(needs_of(one).uses for one in declared(table))
    marks = {name: sorted(use.marks, key=str) for name, use in uses.items()}
    empty = {name for name in FACTS[table] if random.random() < 0.05}
    return [
        {
            name: None
            if name in empty or random.random() < nulls
            else _value(random, name, fact.type, marks.get(name, ()), day=fact.kind == "day")
            for name, fact in FACTS[table].items()
        }
        for _ in range(number)
    ]


def _value(random: Random, name: str, kind: str, marks: Sequence[Any], *, day: bool) -> Any:
    if kind == "bool":
        return random.random() < 0.6
    if kind == "text":
        return random.choice([*VALUES.get(name, ("p", "q", "r")), *marks])
    if kind == "float":
        return random.choice([0.0, 1.0, 4.5, 5.0])
    if day:
        return FIRST_DAY + random.randrange(DAYS)
    if name == "half_hour":
        return random.randrange(16, 20)
    near = random.choice([*marks, random.randrange(0, 40)])
    return near + random.choice((-1, 0, 0, 1))
