"""Printing what `gensvar data inspect` found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gensvar.cli.session import Session
from gensvar.text import Text

SEPARATORS = {
    "\t": Text(sv="tabb", en="tab"),
    ";": Text(sv="semikolon", en="semicolon"),
    ",": Text(sv="komma", en="comma"),
    "|": Text(sv="lodstreck", en="bar"),
}
HOW = {
    "given": Text(sv="den valda mappningen", en="the chosen mapping"),
    "shipped": Text(sv="en medföljande mappning känner igen filen", en="a shipped mapping knows the file"),
    "guessed": Text(sv="gissad ur kolumnernas namn och värden", en="guessed from the columns' names and values"),
    "native": Text(sv="formatet är känt", en="the format is known"),
}


def print_inspection(session: Session, found: dict[str, Any], saved: Path | None) -> None:
    """Print one file's findings for a person to read."""
    lang = session.language
    session.say(f"{found['file']}: {found['title'][lang]}")
    if found["written"]:
        session.say("  " + _written(found["written"]).into(lang))
    zone = found["zone"]
    session.say(
        Text(
            sv=f"  Tidszon: {zone['zone']} ({zone['why']['sv']})",
            en=f"  Time zone: {zone['zone']} ({zone['why']['en']})",
        )
    )
    session.say(Text(sv=f"  Läses: {HOW[found['how']].sv}", en=f"  Read by: {HOW[found['how']].en}"))
    for column in found["columns"]:
        goes = ", ".join(column["to"]) or Text(sv="(används inte)", en="(not used)").into(lang)
        session.say(f"    {column['name'][:28]:28} → {goes:34} {' | '.join(column['values'])[:50]}")
    rows = ", ".join(f"{count} {table}" for table, count in found["rows"].items())
    session.say(Text(sv=f"  Skulle ge: {rows}", en=f"  Would give: {rows}"))
    for note in found["notes"]:
        session.say(f"  • {note[lang]}")
    for reason in found["rejected"]:
        session.say(f"    {reason['rows']:>8}  {reason['table']}: {reason[lang]}")
    if saved:
        session.say(Text(sv=f"  Mappningen är sparad i {saved}", en=f"  The mapping is saved in {saved}"))
    command = f"{found['command']} --mapping {saved}" if saved else found["command"]
    session.say(Text(sv=f"  Läs in: {command}", en=f"  Import: {command}"))


def _written(about: dict[str, Any]) -> Text:
    parts_sv, parts_en = [f"{about['rows']} rader"], [f"{about['rows']} rows"]
    if "encoding" in about:
        separator = SEPARATORS.get(about["separator"], Text(sv=about["separator"], en=about["separator"]))
        decimal = SEPARATORS[","] if about["decimal"] == "," else Text(sv="punkt", en="point")
        parts_sv += [about["encoding"], f"avgränsare {separator.sv}", f"decimaltecken {decimal.sv}"]
        parts_en += [about["encoding"], f"separator {separator.en}", f"decimal {decimal.en}"]
        if about["skipped"]:
            parts_sv.append(f"{about['skipped']} rader före rubrikerna")
            parts_en.append(f"{about['skipped']} lines before the header")
        if not about["header"]:
            parts_sv.append("inga rubriker")
            parts_en.append("no header")
        if about["damaged"]:
            parts_sv.append(f"{about['damaged']} skadade tecken")
            parts_en.append(f"{about['damaged']} damaged characters")
    if "sheet" in about:
        parts_sv.append(f"blad {about['sheet']}")
        parts_en.append(f"sheet {about['sheet']}")
    return Text(sv=", ".join(parts_sv), en=", ".join(parts_en))
