"""Remarks about what was imported: what the user should know before trusting a figure."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.applying.cells import NO_VALUE
from gensvar.logs.matching.value_words import words_of
from gensvar.logs.times.zones import changes
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.logs.applying.table_sql import Step
    from gensvar.logs.applying.transform import Job, TablePlan

MOST_WORDS = 8
DOUBLED = Text(
    sv="{n} lokala tider i {column} finns två gånger (sommartidens slut); den {which} räknas.",
    en="{n} local times in {column} occur twice (end of summer time); the {which} is taken.",
)
TIES = Text(
    sv="{n} händelser har samma ärende och tid som en annan; filens ordning gäller.",
    en="{n} events share case and time with another; the order of the file holds.",
)
STRANGE = Text(
    sv="Ord som ingen känner i {column}, räknade som okänt eller annat: {words}.",
    en="Words that nobody knows in {column}, counted as unknown or other: {words}.",
)
DAMAGED = Text(
    sv="{n} olika nummer är förstörda av ett kalkylprogram (4,67E+10) och räknas som okänd kund.",
    en="{n} different numbers have been destroyed by a spreadsheet (4.67E+10) and count as unknown customer.",
)
REJECTED = Text(
    sv="{n} rader är underkända; se gensvar data rejected.", en="{n} rows are rejected; see gensvar data rejected."
)


def about_table(job: Job, made: TablePlan, target: Path, zone: str) -> list[Text]:
    """Return the remarks about one written table."""
    return [*_doubled(job, made, target, zone), *_ties(job, made, target), *_strange(job, made)]


def about_file(job: Job, rejected: int) -> list[Text]:
    """Return the remarks about the file as a whole."""
    damaged = job.people.damaged()
    notes = [DAMAGED.fill(n=damaged)] if damaged else []
    return [*notes, REJECTED.fill(n=rejected)] if rejected else notes


def _doubled(job: Job, made: TablePlan, target: Path, zone: str) -> list[Text]:
    """Return a note per column with local times that occur twice."""
    later = job.mapping.doubled_hour == "later"
    which = Text(sv="senare", en="later") if later else Text(sv="första", en="first")
    notes = []
    for step in (step for step in made.steps if step.column.type == "time" and _has_local(job, made, step)):
        within = _stretches(job, target, step.name, zone, later=later)
        row = job.connection.execute(f"SELECT count(*) FROM {_read(target)} WHERE {within}").fetchone()
        if row and row[0]:
            notes.append(_in_both(DOUBLED, step.column.title, n=row[0], which=which))
    return notes


def _has_local(job: Job, made: TablePlan, step: Step) -> bool:
    forms = [job.formats[made.table].get((step.name, way.number)) for way in step.ways if step.is_local(way)]
    return any(form is None or not form.utc for form in forms)


def _stretches(job: Job, target: Path, column: str, zone: str, *, later: bool) -> str:
    """Return SQL that holds in the doubled hours between the first and the last time of a column."""
    name = engine.name(column)
    first, last = job.connection.execute(f"SELECT min({name}), max({name}) FROM {_read(target)}").fetchall()[0]
    parts = []
    for change in changes(zone) if first else ():
        width = timedelta(seconds=change.before - change.after)
        low, high = (change.at, change.at + width) if later else (change.at - width, change.at)
        if change.doubles and first < high and last >= low:
            parts.append(f"({name} >= TIMESTAMP '{low}' AND {name} < TIMESTAMP '{high}')")
    return " OR ".join(parts) or "false"


def _in_both(note: Text, title: Text, **values: object) -> Text:
    """Return the note with the column's title and the values filled in, each in its language."""
    sv = {name: value.sv if isinstance(value, Text) else value for name, value in values.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
    return Text(sv=note.sv.format(column=title.sv.lower(), **sv), en=note.en.format(column=title.en.lower(), **en))


def _ties(job: Job, made: TablePlan, target: Path) -> list[Text]:
    if made.table != "case_events":
        return []
    row = job.connection.execute(f"SELECT count(*) - count(DISTINCT (case_id, time)) FROM {_read(target)}").fetchone()
    return [TIES.fill(n=row[0])] if row and row[0] else []


def _strange(job: Job, made: TablePlan) -> list[Text]:
    """Return a note per listed column whose words are not all known."""
    notes = []
    for step in made.steps:
        if not step.column.values:
            continue
        known = engine.texts([*step.column.values, *words_of(step.name), *NO_VALUE])
        cell = f"coalesce({', '.join(way.cell for way in step.ways)})"
        rows = job.connection.execute(
            f"SELECT v, n FROM (SELECT v, count(*) AS n FROM (SELECT {cell} AS v FROM {job.raw.sql}) GROUP BY v) "
            f"WHERE v IS NOT NULL AND lower(v) NOT IN ({known}) ORDER BY n DESC, v LIMIT {MOST_WORDS}"
        ).fetchall()
        if rows:
            listed = ", ".join(f"{word} ({count})" for word, count in rows)
            notes.append(_in_both(STRANGE, step.column.title, words=listed))
    return notes


def _read(target: Path) -> str:
    return f"read_parquet({engine.text(str(target))})"
