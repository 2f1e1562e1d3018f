"""The problems a row of a table can have, as SQL conditions over its cells and values; the first that holds counts."""

from __future__ import annotations

from gensvar.logs import engine
from gensvar.logs.applying.table_sql import Step, alias
from gensvar.logs.applying.typed import said
from gensvar.logs.mapping import Exclusion
from gensvar.logs.rejecting.problems import (
    BACKWARDS,
    EXCLUDED,
    GROUP_INCOMPLETE,
    NEVER_WAS,
    UNREADABLE,
    Problem,
    about,
    missing,
)

ORDERS = {"contacts": (("t_start", "t_end"), ("t_start", "t_answer")), "legs": (("t_enter", "t_exit"),)}


def excluded(rules: list[Exclusion]) -> list[Problem]:
    """Return one problem per exclusion; `when` is over the file's own columns."""
    found = []
    for rule in rules:
        for value in rule.values:
            column = engine.name(rule.column)
            when = f"{column} IS NOT NULL" if value == "*" else f"lower({column}) = {engine.text(value.lower())}"
            found.append(Problem(rule.column, EXCLUDED.fill(column=rule.column, value=value), when))
    return found


def row_problems(
    table: str, steps: list[Step], columns: set[str], *, group: bool, key: tuple[str, ...]
) -> list[Problem]:
    """Return what can be wrong with one row; in a group only its key must be there."""
    found: list[Problem] = []
    for step in steps:
        if step.column.personal and not step.column.required:
            continue
        found += _unreadable(step)
        if step.column.required and (not group or step.name in key):
            found.append(Problem(step.name, missing(table, step.name), f"{alias('t', step.name)} IS NULL"))
    for first, last in ORDERS.get(table, ()):
        if {first, last} <= columns:
            found.append(Problem(last, BACKWARDS, f"{alias('t', last)} < {alias('t', first)}"))
    return found


def group_problems(steps: list[Step], key: tuple[str, ...]) -> list[Problem]:
    """Return what a group of rows can lack; `when` is over the finished columns."""
    needed = [step.column for step in steps if step.column.required and step.name not in key]
    return [Problem(one.name, about(GROUP_INCOMPLETE, one), f"{engine.name(one.name)} IS NULL") for one in needed]


def ladder(problems: list[Problem]) -> str:
    """Return SQL for the number (from 1) of the first problem that holds; null when none does."""
    if not problems:
        return "NULL::INTEGER"
    return "CASE " + " ".join(f"WHEN {one.when} THEN {n}" for n, one in enumerate(problems, start=1)) + " END"


def _unreadable(step: Step) -> list[Problem]:
    """Return the problems of a value that is there but cannot be read."""
    kind = step.column.type
    if kind == "text" and not step.column.values:
        return []
    empty = f"{alias('t', step.name)} IS NULL"
    spoken = " OR ".join(said(cell) for cell in step.cells())
    problems = []
    if kind == "time" and any(step.is_local(way) for way in step.ways):
        reason = about(NEVER_WAS, step.column)
        problems.append(Problem(step.name, reason, f"{empty} AND {alias('l', step.name)} IS NOT NULL"))
    return [*problems, Problem(step.name, about(UNREADABLE, step.column), f"{empty} AND ({spoken})")]
