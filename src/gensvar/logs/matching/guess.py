"""Guessing a mapping from the names and values of a file's columns. A guess is shown, can be saved and be corrected."""

from __future__ import annotations

from collections.abc import Mapping as Named
from collections.abc import Sequence
from dataclasses import dataclass

from gensvar.errors import BadInput
from gensvar.logs.mapping import HELPERS, ROW_ID, ColumnRule, Mapping, TableRule, Unit
from gensvar.logs.matching.column_names import known_names, unit_in
from gensvar.logs.matching.intervals import refuse_intervals
from gensvar.logs.matching.match import OWN_ID, column_of, lacks, match
from gensvar.logs.matching.profile import Profile, profile
from gensvar.logs.tables import TABLES, Column
from gensvar.text import Text

# Columns that only this table has; every other one counts once.
TELLING: dict[str, tuple[str, ...]] = {
    "contacts": ("queue", "t_queue", "wait_s", "talk_s", "acw_s", "outcome", "t_answer"),
    "legs": ("leg_id", "t_enter", "t_exit"),
    "cases": ("case_id", "created", "first_response", "closed", "due", "is_complaint"),
    "case_events": ("activity", "case_id", "lifecycle"),
    "surveys": ("score", "asked_at", "scale"),
    "schedules": ("weekday", "opens", "closes"),
    "reasons": ("demand_type", "owning_unit", "parent_code"),
    "texts": ("text",),
    "training": ("course", "completed", "first_contact"),
    "promises": ("promise_id", "requested_at", "promised_at", "done_at"),
    "volumes": ("month", "active_customers", "orders"),
    "outbound_calls": ("campaign", "principal", "seller_connected", "number_shown", "agreement_id", "supplier"),
    "campaigns": ("purpose", "target"),
    "consents": ("given", "active", "wording", "withdrawn"),
    "relations": ("product", "began", "ended"),
    "opt_outs": ("said_at",),
    "agreements": ("agreement_id", "agreed_at", "confirmation_sent", "accepted_at", "recording_id"),
    "washes": ("receipt_id", "version_at", "valid_until"),
    "washed_numbers": ("receipt_id", "status"),
}
LONG_AGO = 21_600  # a typical wait above six hours is milliseconds


@dataclass(frozen=True)
class Sample:
    """The beginning of a file: its columns and some rows of text."""

    columns: tuple[str, ...]
    rows: list[tuple[str | None, ...]]

    def profiles(self) -> dict[str, Profile]:
        """Return how each column looks."""
        return {name: profile([row[n] for row in self.rows]) for n, name in enumerate(self.columns)}


def guess(sample: Sample, where: str, table: str | None = None) -> Mapping:
    """Return a mapping for the file. Raises BadInput when no table fits, or when the rows are sums per interval."""
    profiles = sample.profiles()
    refuse_intervals(profiles, where)
    wanted = [table] if table else list(known_names())
    found = {name: match(name, profiles) for name in wanted}
    whole = {name: columns for name, columns in found.items() if columns and not lacks(name, columns, profiles)}
    if not whole:
        raise _no_table(where, found, profiles, table)
    best = max(whole, key=lambda name: _score(name, whole[name]))
    tables = {best: _table(best, whole[best], profiles)}
    if best == "case_events":
        tables = {"cases": _cases_of_events(tables[best], profiles), **tables}
    if best == "texts":
        code = tables[best].columns["reason_code"]
        tables["reasons"] = TableRule(group=True, columns={"reason_code": code})
    return Mapping(tables=tables)


def _score(table: str, found: dict[str, list[str]]) -> int:
    return sum(3 if name in TELLING[table] else 1 for name in found)


def _table(table: str, found: dict[str, list[str]], profiles: Named[str, Profile]) -> TableRule:
    columns: dict[str, ColumnRule] = {}
    for column in TABLES[table].columns:
        if column.name in found:
            columns[column.name] = _rule(column, found, profiles)
        elif column.required and column.name in OWN_ID:
            columns[column.name] = ColumnRule.model_validate({"from": ROW_ID})
    for name in HELPERS.get(table, ()):
        if name in found:
            columns[name] = _rule(column_of(table, name), found, profiles)
    if table == "contacts" and "channel" not in columns and _is_telephony(found):
        columns["channel"] = ColumnRule(constant="phone")
    if table == "contacts" and "direction" not in columns and {"t_queue", "wait_s"} & set(found):
        columns["direction"] = ColumnRule(constant="inbound")  # whoever waits in a queue has called in
    return TableRule(columns=columns)


def _is_telephony(found: dict[str, list[str]]) -> bool:
    return bool({"talk_s", "queue", "t_queue", "wait_s"} & set(found))


def _rule(column: Column, found: dict[str, list[str]], profiles: Named[str, Profile]) -> ColumnRule:
    parts = found[column.name]
    rule: dict[str, object] = {"from": parts[0] if len(parts) == 1 else parts}
    first = profiles[parts[0]]
    if column.type == "seconds":
        rule["unit"] = _unit(parts[0], first)
    elif (
        column.type == "time"
        and len(parts) == 2
        and column.name != "t_start"
        and found.get("t_start", [""])[0] == parts[0]
    ):
        rule["roll"] = "t_start"
    if column.name == "customer_key" and first.phones > 0.5:
        rule["kind"] = "phone"
    return ColumnRule.model_validate(rule)


def _unit(name: str, looks: Profile) -> Unit:
    if looks.looks == "clock":
        return "mm:ss" if looks.parts == 2 else "hh:mm:ss"
    return unit_in(name) or ("ms" if looks.largest > LONG_AGO else "s")


def _cases_of_events(events: TableRule, profiles: Named[str, Profile]) -> TableRule:
    """Return the cases that a log of events holds: each begins with its first event."""
    columns = {"case_id": events.columns["case_id"]}
    columns["created"] = events.columns["time"].model_copy(update={"take": "min"})
    used = {source for rule in events.columns.values() for source in rule.sources()}
    for name, parts in match("cases", {one: profiles[one] for one in profiles if one not in used}).items():
        if name not in columns and name != "text":
            columns[name] = _rule(TABLES["cases"].column(name), {name: parts}, profiles)
    return TableRule(group=True, columns=columns)


def _no_table(
    where: str, found: dict[str, dict[str, list[str]]], profiles: Named[str, Profile], table: str | None
) -> BadInput:
    near = max(found, key=lambda name: len(found[name]))
    absent = [one for one in lacks(near, found[near], profiles) if one not in found[near]]
    title = TABLES[near].column(absent[0]).title if absent and found[near] else None
    known = ", ".join(sorted({part for parts in found[near].values() for part in parts})) or "–"
    return BadInput(
        Text(
            sv=f"ser närmast ut som {TABLES[near].title.sv.lower()} men saknar: {title.sv.lower()}"
            if title
            else "kolumnerna känns inte igen",
            en=f"looks most like {TABLES[near].title.en.lower()} but lacks: {title.en.lower()}"
            if title
            else "the columns are not recognised",
        ),
        where=where,
        mend=Text(
            sv=f"Känns igen: {known}. Skriv en mappning; utgå från en medföljande: gensvar data mappings telefoni_sv",
            en=f"Recognised: {known}. Write a mapping; begin with a shipped one: gensvar data mappings telephony_en",
        ),
    )


def unused(mapping: Mapping, columns: Sequence[str]) -> list[str]:
    """Return the columns of the file that the mapping does not read."""
    read = mapping.sources()
    return [name for name in columns if name not in read]
