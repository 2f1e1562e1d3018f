"""Tallies made into results: figures with their exclusions, what is missing, and what is too small to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gensvar.logs.tables import TABLES
from gensvar.measures.asking import TIMES, Asked
from gensvar.measures.facts import FACTS
from gensvar.measures.figures import SMALLEST_GROUP, SUPPRESSED, Figure, figure
from gensvar.measures.meaning import Meaning
from gensvar.measures.questions import Tallies
from gensvar.measures.result import Excluded, Problem, Result
from gensvar.measures.tally import Group, Tally
from gensvar.text import Text

Have = dict[str, set[str]]


def missing(asked: Asked, known: dict[str, frozenset[str]], have: Have) -> Problem | None:
    """Return why a request cannot be answered: a table or columns that the store lacks; None if it can.

    `known` are the facts of each table that can be known, `have` the canonical columns that the store has.
    """
    tables = [meaning.table for meaning in asked.meanings if not have.get(meaning.table)]
    if tables:
        return _missing_table(tables[0])
    lacking = [
        column
        for meaning in asked.meanings
        for fact in sorted(needed_facts(meaning, asked) - known[meaning.table])
        for column in _imported(meaning.table, fact, have)
    ]
    return _missing_columns(tuple(dict.fromkeys(lacking))) if lacking else None


def needed_facts(meaning: Meaning, asked: Asked) -> frozenset[str]:
    """Return the facts without which there is no answer."""
    intervals = {"day", "half_hour"} if meaning.kind == "interval_share" else set()
    return meaning.columns(optional=False) | asked.columns | intervals


def _imported(table: str, fact: str, have: Have) -> list[str]:
    """Return the canonical columns that a fact lacks, as `wait_announced` or `reasons.owning_unit`."""
    spelled = [need if "." in need else f"{table}.{need}" for need in FACTS[table][fact].needs]
    lacking = [need for need in spelled if need.split(".")[1] not in have.get(need.split(".")[0], set())]
    return [need.removeprefix(f"{table}.") for need in lacking or spelled]


def _missing_table(table: str) -> Problem:
    title = TABLES[table].title
    return Problem(
        "missing_table",
        Text(
            sv=f"Kan inte bedömas: tabellen {table} ({title.sv.lower()}) saknas i datalagret.",
            en=f"Cannot be judged: the store has no table {table} ({title.en.lower()}).",
        ),
        (table,),
    )


def _missing_columns(columns: tuple[str, ...]) -> Problem:
    named = ", ".join(columns)
    one, several = (
        Text(sv=f"Kan inte bedömas: kolumnen {named} saknas.", en=f"Cannot be judged: column {named} is missing."),
        Text(sv=f"Kan inte bedömas: kolumnerna {named} saknas.", en=f"Cannot be judged: columns {named} are missing."),
    )
    text = one if len(columns) == 1 else several
    return Problem("missing_column", text, columns)


def results(asked: Asked, sides: Sequence[Tallies], skipped: frozenset[str]) -> list[Result]:
    """Return one result for every group of either side, in order; `skipped` are exclusions that were not applied."""
    groups = sorted({group for side in sides for group in side}, key=_order)
    return [_result(asked, group, sides, skipped) for group in groups]


def _order(group: Group) -> tuple[Any, ...]:
    return tuple((value is None, isinstance(value, str), value if value is not None else 0) for _, value in group)


def _result(asked: Asked, group: Group, sides: Sequence[Tallies], skipped: frozenset[str]) -> Result:
    tallies = tuple(side.get(group, Tally(excluded=())) for side in sides)
    found = figure(asked.measure, asked.variant, asked.parameters, tallies)
    if _too_small(group, found, tallies[0]):
        return unanswered(asked, SUPPRESSED, dict(group))
    return Result(
        **_common(asked, dict(group)),
        numerator=found.numerator,
        denominator=found.denominator,
        value=found.value,
        n=found.n,
        interval=found.interval,
        excluded=_excluded(asked, tallies[0], skipped),
        unknown=tallies[0].unknown,
        not_due=tallies[0].not_due,
        problem=found.problem,
    )


def _too_small(group: Group, found: Figure, tally: Tally) -> bool:
    """Groups by time alone single nobody out; any other does when few are in it."""
    if all(name in TIMES for name, _ in group):
        return False
    return 0 < found.n < SMALLEST_GROUP or 0 < tally.population < SMALLEST_GROUP


def unanswered(asked: Asked, problem: Problem, group: dict[str, Any] | None = None) -> Result:
    """Return a result without a figure."""
    return Result(**_common(asked, group or {}), problem=problem)


def _common(asked: Asked, group: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": asked.measure.id,
        "variant": asked.variant,
        "group": group,
        "unit": asked.measure.unit_of(asked.variant),
        "parameters": dict(asked.parameters),
        "period": asked.period,
        "formula": asked.measure.variants[asked.variant].formula,
    }


def _excluded(asked: Asked, tally: Tally, skipped: frozenset[str]) -> tuple[Excluded, ...]:
    """Return every declared exclusion in order; the tally knows those that were applied."""
    counts = iter(tally.excluded)
    declared = asked.measure.definition(asked.variant).exclude
    return tuple(
        Excluded(rule.id, rule.title, 0 if rule.id in skipped else next(counts, 0), rule.id not in skipped)
        for rule in declared
    )
