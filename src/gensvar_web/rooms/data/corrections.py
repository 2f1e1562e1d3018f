"""A mapping corrected by hand: which canonical column each column of the file goes to.

What was not touched keeps its rule with all its finesse; what was, gets a plain one.
"""

from __future__ import annotations

from collections.abc import Mapping as Named
from typing import Any

from gensvar.errors import BadInput
from gensvar.logs.mapping import HELPERS, ROW_ID, ColumnRule, Mapping, TableRule, dump_mapping, parse_mapping
from gensvar.logs.matching.column_names import unit_in
from gensvar.logs.matching.fit import fit
from gensvar.logs.matching.match import OWN_ID
from gensvar.logs.tables import TABLES, Column
from gensvar.text import Text

UNUSED = ""
HELPER_TITLES = {
    "wait_s": Text(sv="Väntetid, längd", en="Wait, duration"),
    "duration_s": Text(sv="Hela längden", en="Whole duration"),
}


def choices_of(table: str) -> dict[str, Text]:
    """Return what a column of a file may go to in a table: `contacts.t_start` -> its title."""
    own = {f"{table}.{one.name}": one.title for one in TABLES[table].columns}
    return own | {f"{table}.{name}": HELPER_TITLES[name] for name in HELPERS.get(table, ())}


def assigned(mapping: Mapping | None) -> dict[str, str]:
    """Return where each column of the file goes first, as `contacts.t_start`; absent ones are not used."""
    goes: dict[str, str] = {}
    for table, rule in (mapping.tables if mapping else {}).items():
        for name, one in rule.columns.items():
            for source in _own_sources(one):
                goes.setdefault(source, f"{table}.{name}")
    return goes


def units(mapping: Mapping | None) -> dict[str, str]:
    """Return the unit of each column of the file that has one."""
    rules = [one for rule in (mapping.tables if mapping else {}).values() for one in rule.columns.values()]
    return {source: one.unit for one in rules if one.unit for source in _own_sources(one)}


def corrected(
    base: Mapping | None,
    tables: list[str],
    goes: Named[str, str],
    said_units: Named[str, str],
    columns: list[dict[str, Any]],
    name: str,
) -> Mapping:
    """Return the mapping with columns assigned as `goes` says. BadInput, in the library's words, if it does not hold.

    `tables` are those to fill; `columns` what `reading.described` said; `name` is that of the file, for errors.
    """
    before = _by_target(assigned(base))
    wanted = _by_target(goes)
    made = {table: _table(base, table, before, wanted, said_units, columns) for table in tables}
    kept = {table: rule for table, rule in made.items() if rule.columns}
    if not kept:
        raise BadInput(
            Text(sv="ingen kolumn används", en="no column is used"),
            where=name,
            mend=Text(sv="Välj var minst en kolumn hör hemma.", en="Choose where at least one column belongs."),
        )
    whole = (base or Mapping(tables={})).model_copy(update={"tables": kept})
    checked = parse_mapping(dump_mapping(whole), name)
    fit(checked, [one["name"] for one in columns], name)
    return checked


def _by_target(goes: Named[str, str]) -> dict[str, list[str]]:
    targets: dict[str, list[str]] = {}
    for source, target in goes.items():
        if target:
            targets.setdefault(target, []).append(source)
    return {target: sorted(sources) for target, sources in targets.items()}


def _table(
    base: Mapping | None,
    table: str,
    before: Named[str, list[str]],
    wanted: Named[str, list[str]],
    said_units: Named[str, str],
    columns: list[dict[str, Any]],
) -> TableRule:
    old = base.tables.get(table) if base else None
    rules: dict[str, ColumnRule] = {}
    for target in (*choices_of(table),):
        column = target.partition(".")[2]
        earlier = old.columns.get(column) if old else None
        rule = _rule(earlier, target, before, wanted, said_units, columns)
        if rule is not None:
            rules[column] = rule
    for one in TABLES[table].columns:
        if one.required and one.name in OWN_ID and one.name not in rules and rules:
            rules[one.name] = ColumnRule.model_validate({"from": ROW_ID})
    return (old or TableRule(columns={})).model_copy(update={"columns": _standing(rules)})


def _rule(
    earlier: ColumnRule | None,
    target: str,
    before: Named[str, list[str]],
    wanted: Named[str, list[str]],
    said_units: Named[str, str],
    columns: list[dict[str, Any]],
) -> ColumnRule | None:
    sources = wanted.get(target, [])
    if earlier is not None and sources == before.get(target, []):
        unit = next((said_units[one] for one in sources if said_units.get(one)), earlier.unit)
        return earlier if unit == earlier.unit or earlier.unit is None else earlier.model_copy(update={"unit": unit})
    return _plain(target, sources, said_units, columns) if sources else None


def _plain(target: str, sources: list[str], said_units: Named[str, str], columns: list[dict[str, Any]]) -> ColumnRule:
    """Return a rule that reads one column, or a date and its clock, or several joined."""
    about = {one["name"]: one for one in columns}
    ordered = sorted(sources, key=lambda one: about[one]["looks"] == "clock")
    rule: dict[str, Any] = {"from": ordered[0] if len(ordered) == 1 else ordered}
    kind = _type(target)
    if kind == "seconds":
        rule["unit"] = said_units.get(ordered[0]) or _usual_unit(about[ordered[0]])
    if target.endswith(".customer_key") and about[ordered[0]]["phones"]:
        rule["kind"] = "phone"
    return ColumnRule.model_validate(rule)


def _type(target: str) -> str:
    table, _, name = target.partition(".")
    if name in HELPERS.get(table, ()):
        return "seconds"
    column: Column = TABLES[table].column(name)
    return column.type


def _usual_unit(about: dict[str, Any]) -> str:
    if about["looks"] == "clock":
        return "mm:ss" if about["parts"] == 2 else "hh:mm:ss"
    return unit_in(about["name"]) or "s"


def _own_sources(rule: ColumnRule) -> list[str]:
    own = [rule.from_] if isinstance(rule.from_, str) else list(rule.from_ or [])
    return [name for name in own if name != ROW_ID]


def _standing(rules: dict[str, ColumnRule]) -> dict[str, ColumnRule]:
    """Leave out what leans on a column that is gone, and so on until everything stands."""
    while True:
        left = {
            name: rule if rule.roll in (None, *rules) else rule.model_copy(update={"roll": None})
            for name, rule in rules.items()
            if rule.after is None or rule.after in rules
        }
        if left == rules:
            return left
        rules = left
