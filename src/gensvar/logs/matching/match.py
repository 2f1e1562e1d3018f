"""Which columns of a file can be which of ours: by their names, and by what their values look like."""

from __future__ import annotations

from collections.abc import Mapping as Named

from gensvar.logs.mapping import HELPERS
from gensvar.logs.matching.column_names import names_of, plain
from gensvar.logs.matching.profile import Profile
from gensvar.logs.tables import TABLES, Column
from gensvar.text import Text

# Ids that nothing else in the file depends on may be the number of the row.
OWN_ID = ("contact_id", "leg_id", "survey_id", "promise_id", "text_id")
WIDEST_TEXTS = 4  # a file of texts with a known reason has hardly any other column


def match(table: str, profiles: Named[str, Profile]) -> dict[str, list[str]]:
    """Return the file's columns for each canonical column: one, or a date and a clock."""
    ranked = [
        (rank, column, source)
        for column, names in names_of(table).items()
        for source in profiles
        if (rank := _rank(source, names)) is not None and _suits(column_of(table, column), profiles[source])
    ]
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for _, column, source in sorted(ranked, key=lambda one: one[0]):
        beside = found.get(column, [])
        pair = len(beside) == 1 and {profiles[beside[0]].looks, profiles[source].looks} == {"date", "clock"}
        if source not in taken and (not beside or (pair and column_of(table, column).type == "time")):
            found[column] = sorted([*beside, source], key=lambda one: profiles[one].looks == "clock")
            taken.add(source)
    return _with_dates(table, found, profiles, taken)


def _rank(source: str, names: list[str]) -> int | None:
    name = plain(source)
    return names.index(name) if name in names else None


def column_of(table: str, name: str) -> Column:
    """Return a canonical column, or a helper that only a mapping knows."""
    if name in HELPERS.get(table, ()):
        return Column(name, "seconds", Text(sv=name, en=name))
    return TABLES[table].column(name)


def _suits(column: Column, looks: Profile) -> bool:
    if looks.looks == "empty":
        return not column.required
    if column.type == "time":
        return looks.times
    if column.type == "date":
        return looks.looks in ("date", "datetime")
    if column.type in ("int", "seconds", "float"):
        return looks.looks in ("number", "decimal", "bool") or (looks.looks == "clock" and column.type == "seconds")
    if column.type == "bool":
        return looks.looks in ("bool", "number")
    return looks.looks not in ("datetime", "clock", "date") or column.name in ("opens", "closes")


def _with_dates(
    table: str, found: dict[str, list[str]], profiles: Named[str, Profile], taken: set[str]
) -> dict[str, list[str]]:
    """Return the columns with a date before each clock that stands alone; a clock without any date is no time."""
    dates = [parts[0] for name, parts in found.items() if column_of(table, name).type == "time" and len(parts) == 2]
    dates += [name for name in profiles if name not in taken and profiles[name].looks == "date"]
    for name, parts in list(found.items()):
        if column_of(table, name).type == "time" and [profiles[part].looks for part in parts] == ["clock"]:
            if dates:
                found[name] = [dates[0], *parts]
            else:
                del found[name]
    return found


def lacks(table: str, found: dict[str, list[str]], profiles: Named[str, Profile]) -> list[str]:
    """Return the columns that a table needs and the file has nothing for."""
    if table == "texts" and len(profiles) > WIDEST_TEXTS:
        return ["text"]
    needed = [column.name for column in TABLES[table].columns if column.required]
    if table == "training":
        needed.append("completed")
    return [name for name in needed if name not in found and name not in OWN_ID]
