"""What one rule of a mapping takes from the file, as one SQL expression that gives text or null."""

from __future__ import annotations

from dataclasses import dataclass

from gensvar.logs import engine
from gensvar.logs.mapping import ROW_ID, ColumnRule
from gensvar.logs.reading.raw import ROW

# What systems write instead of leaving a cell empty.
NO_VALUE = ("null", "NULL", "\\N", "n/a", "N/A", "#N/A", "na", "NaN", "nan", "None", "none", "-", "--", "–", "?")


@dataclass(frozen=True)
class Alternative:
    """One rule without its `else`, the cell it reads, and its place in the chain."""

    rule: ColumnRule
    cell: str
    number: int


def alternatives(rule: ColumnRule, prefix: str) -> list[Alternative]:
    """Return a rule and what it falls back on; `prefix` makes row ids unlike those of other files."""
    chain: list[Alternative] = []
    one: ColumnRule | None = rule
    while one is not None:
        chain.append(Alternative(one, cell(one, prefix), len(chain)))
        one = one.else_
    return chain


def cell(rule: ColumnRule, prefix: str) -> str:
    """Return SQL for the text that a rule reads over the staged file."""
    value = _value(rule, prefix)
    if rule.values:
        value = _translated(value, rule)
    if rule.default is not None:
        value = f"coalesce({value}, {engine.text(rule.default)})"
    for column, wanted in rule.when.items():
        held = engine.texts(one.lower() for one in wanted)
        value = f"CASE WHEN lower({engine.name(column)}) IN ({held}) THEN {value} END"
    return value


def _value(rule: ColumnRule, prefix: str) -> str:
    if rule.from_ is None:
        return engine.text(rule.constant) if rule.constant is not None else "NULL::VARCHAR"
    names = [rule.from_] if isinstance(rule.from_, str) else rule.from_
    parts = [_part(name, rule.null, prefix) for name in names]
    if len(parts) == 1:
        return parts[0]
    joined = f" || {engine.text(' ' if rule.join is None else rule.join)} || "
    return f"({joined.join(parts)})"  # null as soon as one part is: half an id is no id


def _part(name: str, null: list[str], prefix: str) -> str:
    if name == ROW_ID:
        return f"{engine.text(prefix)} || {engine.name(ROW)}"
    if not null:
        return engine.name(name)
    return f"CASE WHEN {engine.name(name)} NOT IN ({engine.texts(null)}) THEN {engine.name(name)} END"


def _translated(value: str, rule: ColumnRule) -> str:
    cases = " ".join(f"WHEN {engine.text(word.lower())} THEN {engine.text(to)}" for word, to in rule.values.items())
    rest = value if rule.other is None else f"CASE WHEN {value} IS NOT NULL THEN {engine.text(rule.other)} END"
    return f"CASE lower({value}) {cases} ELSE {rest} END"
