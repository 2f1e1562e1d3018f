"""Fitting a mapping to the columns that a file really has: optional ones may be absent, required ones may not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from gensvar.errors import BadInput
from gensvar.logs.mapping import ROW_ID, ColumnRule, Mapping, TableRule
from gensvar.logs.tables import TABLES
from gensvar.text import Text


def same(name: str) -> str:
    """Return a column's name so that case and space do not tell two apart."""
    return re.sub(r"\s+", " ", name).strip().casefold()


def fit(mapping: Mapping, columns: Iterable[str], where: str) -> tuple[Mapping, list[Text]]:
    """Return the mapping with the file's own spelling, without what the file lacks, and notes about that.

    Raises BadInput when no table is left: a required column is missing.
    """
    real = {same(column): column for column in columns}
    tables = {name: _table(rule, real) for name, rule in mapping.tables.items()}
    lacking = {name: _lacking(name, tables[name]) for name in tables}
    whole = {name: rule for name, rule in tables.items() if not lacking[name]}
    if not whole:
        raise _nothing_fits(mapping, lacking, real, where)
    absent = sorted({one for one in mapping.sources() if same(one) not in real})
    notes = []
    if absent:
        listed = ", ".join(absent)
        notes = [Text(sv=f"Filen saknar kolumner i mappningen: {listed}.", en=f"The file lacks columns: {listed}.")]
    exclude = [
        one.model_copy(update={"column": real[same(one.column)]}) for one in mapping.exclude if same(one.column) in real
    ]
    return mapping.model_copy(update={"tables": whole, "exclude": exclude}), notes


def _table(table: TableRule, real: dict[str, str]) -> TableRule:
    columns = {name: fitted for name, rule in table.columns.items() if (fitted := _rule(rule, real))}
    while True:  # what leans on a column that is gone goes too, and so on
        left = {name: kept for name, rule in columns.items() if (kept := _standing(rule, set(columns) - {name}))}
        if left == columns:
            return table.model_copy(update={"columns": left})
        columns = left


def _rule(rule: ColumnRule, real: dict[str, str]) -> ColumnRule | None:
    """Return the rule with the file's spelling; what it falls back on when a column is missing; else None."""
    rest = _rule(rule.else_, real) if rule.else_ else None
    named = [rule.from_] if isinstance(rule.from_, str) else list(rule.from_ or [])
    needed = [name for name in [*named, *rule.when] if name != ROW_ID]
    if any(same(name) not in real for name in needed):
        return rest
    spelled = [name if name == ROW_ID else real[same(name)] for name in named]
    source = None if rule.from_ is None else spelled[0] if isinstance(rule.from_, str) else spelled
    when = {real[same(name)]: values for name, values in rule.when.items()}
    return rule.model_copy(update={"from_": source, "when": when, "else_": rest})


def _standing(rule: ColumnRule, others: set[str]) -> ColumnRule | None:
    rest = _standing(rule.else_, others) if rule.else_ else None
    if rule.after and rule.after not in others:
        return rest
    roll = rule.roll if rule.roll in others else None
    return rule if (rest, roll) == (rule.else_, rule.roll) else rule.model_copy(update={"else_": rest, "roll": roll})


def _lacking(table: str, rule: TableRule) -> list[str]:
    return [column.name for column in TABLES[table].columns if column.required and column.name not in rule.columns]


def _nothing_fits(mapping: Mapping, lacking: dict[str, list[str]], real: dict[str, str], where: str) -> BadInput:
    table = min(lacking, key=lambda name: len(lacking[name]))
    column = lacking[table][0]
    wanted = mapping.tables[table].columns[column].sources() if column in mapping.tables[table].columns else []
    missing = next((name for name in wanted if same(name) not in real), column)
    near = difflib.get_close_matches(same(missing), list(real), n=1)
    title = TABLES[table].column(column).title
    listed = real[near[0]] if near else ", ".join(real.values())
    return BadInput(
        Text(
            sv=f"filen saknar kolumnen {missing!r} ({title.sv.lower()})",
            en=f"the file lacks the column {missing!r} ({title.en.lower()})",
        ),
        where=where,
        mend=Text(
            sv=f"Menas {listed!r}?" if near else f"Kolumnerna är: {listed}",
            en=f"Is {listed!r} meant?" if near else f"The columns are: {listed}",
        ),
    )
