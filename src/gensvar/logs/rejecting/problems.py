"""Why a row cannot be used, in words; every such row is kept among the rejected."""

from __future__ import annotations

from dataclasses import dataclass

from gensvar.logs.tables import TABLES, Column
from gensvar.text import Text

KIND_OF: dict[str, Text] = {
    "time": Text(sv="en tid", en="a time"),
    "date": Text(sv="ett datum", en="a date"),
    "seconds": Text(sv="en tidslängd", en="a duration"),
    "int": Text(sv="ett heltal", en="a whole number"),
    "float": Text(sv="ett tal", en="a number"),
    "bool": Text(sv="ja eller nej", en="yes or no"),
    "text": Text(sv="ett känt värde", en="a known value"),
}
MISSING = Text(sv="värdet saknas: {title}", en="the value is missing: {title}")
UNREADABLE = Text(sv="värdet är inte {kind}: {title}", en="the value is not {kind}: {title}")
NEVER_WAS = Text(
    sv="den lokala tiden fanns inte (sommartiden började): {title}",
    en="that local time never was (summer time began): {title}",
)
EXCLUDED = Text(sv="undantagen av mappningen: {column} = {value}", en="left out by the mapping: {column} = {value}")
BACKWARDS = Text(sv="slutar före den börjar", en="ends before it begins")
DUPLICATE = Text(sv="samma id finns tidigare i filen: {title}", en="the same id stands earlier in the file: {title}")
GROUP_INCOMPLETE = Text(
    sv="raderna med detta id saknar tillsammans: {title}", en="the rows with this id together lack: {title}"
)


@dataclass(frozen=True)
class Problem:
    """One thing that can be wrong with a row of a table: `when` is SQL over the typed columns."""

    column: str | None
    reason: Text
    when: str


def about(reason: Text, column: Column) -> Text:
    """Return the reason with the column's title and kind filled in."""
    kind, title = KIND_OF[column.type], column.title
    return Text(
        sv=reason.sv.format(title=title.sv.lower(), kind=kind.sv),
        en=reason.en.format(title=title.en.lower(), kind=kind.en),
    )


def missing(table: str, column: str) -> Text:
    """Return the reason for a row without a required value."""
    return about(MISSING, TABLES[table].column(column))
