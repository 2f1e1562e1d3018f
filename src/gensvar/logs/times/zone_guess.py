"""In which time zone a file's local times are: said by the file, by the user or by the mapping, else guessed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gensvar.logs import engine
from gensvar.logs.applying.by_mapping import MappedFile
from gensvar.logs.decide import Wishes
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.logs.applying.way import Way

TIMES = {"contacts": "t_start", "cases": "created", "case_events": "time"}
ENOUGH, CLEARLY = 200, 0.08
BY_FILE = Text(sv="tiderna i filen bär sin zon", en="the times in the file carry their zone")
BY_USER = Text(sv="vald med --zone", en="chosen by --zone")
BY_MAPPING = Text(sv="står i mappningen", en="stands in the mapping")
GUESS = Text(sv="gissning: filen säger inget; välj med --zone", en="guess: the file does not say; choose with --zone")
NATIVE = Text(sv="används bara för tider utan zon", en="used only for times without a zone")
RATHER_UTC = Text(
    sv="gissning, men filens timmar passar bättre som UTC: {utc} % under kontorstid mot {local} %; pröva --zone UTC",
    en="guess, but the hours fit UTC better: {utc}% in office hours against {local}%; try --zone UTC",
)


def zone_of(way: Way, wishes: Wishes, folder: Path) -> dict[str, Any]:
    """Return the zone, whether it is a guess, and why, as JSON; `folder` holds the tables as they were read."""
    if not isinstance(way, MappedFile):
        return {"zone": way.zone, "guess": not wishes.zone, "why": asdict(BY_USER if wishes.zone else NATIVE)}
    if says_itself(way):
        return {"zone": way.zone, "guess": False, "why": asdict(BY_FILE)}
    if wishes.zone:
        return {"zone": way.zone, "guess": False, "why": asdict(BY_USER)}
    if way.decided.mapping.zone:
        return {"zone": way.zone, "guess": False, "why": asdict(BY_MAPPING)}
    return {"zone": way.zone, "guess": True, "why": asdict(_by_hours(way.zone, folder))}


def says_itself(way: MappedFile) -> bool:
    """Whether every time of the file is written with its offset, or counted from 1970."""
    forms = [form for table in way.formats.values() for form in table.values() if form]
    return bool(forms) and all(form.utc for form in forms)


def _by_hours(zone: str, folder: Path) -> Text:
    """Return why the zone is a guess, after a look at when people work."""
    import duckdb

    for table, column in TIMES.items():
        path = folder / f"{table}.parquet"
        if not path.exists():
            continue
        local = f"timezone({engine.text(zone)}, {column} AT TIME ZONE 'UTC')"
        shifted = f"timezone({engine.text(zone)}, {local} AT TIME ZONE 'UTC')"
        office = "count(*) FILTER (hour({0}) BETWEEN 8 AND 16) / count(*)"
        shares = f"{office.format(local)}, {office.format(shifted)}"
        asked = f"SELECT count(*), {shares} FROM read_parquet({engine.text(str(path))})"
        with duckdb.connect() as connection:
            connection.execute("SET TimeZone = 'UTC'")
            rows, as_local, as_utc = connection.execute(asked).fetchall()[0]
        if rows >= ENOUGH and as_utc > as_local + CLEARLY:
            return RATHER_UTC.fill(utc=round(100 * as_utc), local=round(100 * as_local))
        return GUESS
    return GUESS
