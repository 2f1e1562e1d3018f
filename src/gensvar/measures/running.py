"""Requests answered table by table: what can be counted is counted, what cannot says why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gensvar.errors import BadInput
from gensvar.logs.store import Store
from gensvar.logs.tables import TABLES
from gensvar.measures.answering import missing, results, unanswered
from gensvar.measures.asking import Asked
from gensvar.measures.counters import Counter, open_counter
from gensvar.measures.expressions import columns_read
from gensvar.measures.loading import Measures
from gensvar.measures.questions import Tallies
from gensvar.measures.result import Result
from gensvar.measures.wish import Wish
from gensvar.text import Text

if TYPE_CHECKING:
    import ibis

    from gensvar.measures.computing import Engine, Progress

ENGINES = ("duckdb", "spark", "trino", "reference")


def run(
    store: Store,
    asked: Sequence[Asked],
    engine: Engine,
    progress: Progress,
    measures: Measures,
    connection: ibis.BaseBackend | None,
) -> list[list[Result]]:
    """Return the results of each request that was read, in order."""
    if engine not in ENGINES:
        raise _unknown_engine(engine)
    have = {table: store.columns(table) for table in TABLES}
    tables = sorted({meaning.table for one in asked for meaning in one.meanings if have[meaning.table]})
    with open_counter(store, engine, measures, connection) as counter:
        known: dict[str, frozenset[str]] = {}
        for number, table in enumerate(tables):
            progress(0.5 * number / len(tables), table)
            known[table] = counter.known(table)
        problems = [missing(one, known, have) for one in asked]
        ready = [_applicable(one, known) for one, problem in zip(asked, problems, strict=True) if problem is None]
        counted = _counted(counter, ready, progress)
    answers = iter(zip(ready, counted, strict=True))
    found: list[list[Result]] = []
    for one, problem in zip(asked, problems, strict=True):
        if problem is not None:
            found.append([unanswered(one, problem)])
            continue
        (_, skipped), sides = next(answers)
        found.append(results(one, sides, skipped))
    return found


Ready = tuple[list[Wish], frozenset[str]]


def _applicable(asked: Asked, known: dict[str, frozenset[str]]) -> Ready:
    """Return what is to be counted, without the optional exclusions that cannot be known, and the ids of those."""
    wishes, skipped = [], set[str]()
    for meaning in asked.meanings:
        lacking = meaning.columns() - known[meaning.table]
        skipped |= {rule.role for rule in meaning.exclude if rule.optional and columns_read(rule.expression) & lacking}
        wishes.append(Wish(meaning.without(lacking), asked.question))
    return wishes, frozenset(skipped)


def _counted(counter: Counter, ready: Sequence[Ready], progress: Progress) -> list[list[Tallies]]:
    """Count table by table, and give every request its sides back."""
    places: dict[str, list[tuple[int, int]]] = {}
    for number, (wishes, _) in enumerate(ready):
        for side, wish in enumerate(wishes):
            places.setdefault(wish.meaning.table, []).append((number, side))
    found: list[list[Tallies]] = [[{}] * len(wishes) for wishes, _ in ready]
    for done, (table, spots) in enumerate(places.items()):
        progress(0.5 + 0.5 * done / len(places), table)
        counted = counter.count(table, [ready[number][0][side] for number, side in spots])
        for (number, side), tallied in zip(spots, counted, strict=True):
            found[number][side] = tallied
    progress(1.0, "")
    return found


def _unknown_engine(engine: str) -> BadInput:
    return BadInput(
        Text(sv=f"okänd motor: {engine}", en=f"unknown engine: {engine}"),
        mend=Text(sv="Det som finns: " + ", ".join(ENGINES), en="What there is: " + ", ".join(ENGINES)),
    )
