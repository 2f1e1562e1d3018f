"""The barometer of a sector: how many hide their telephone number, who is nearest, what fails most."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gensvar.audits.league import EMAIL, HOURS, PHONE, REACHES, Placed, Reach, Sector
from gensvar.audits.verdict import detectors
from gensvar.measures.statistics import wilson
from gensvar.report.audit.words import BADGE, VIEWPORT
from gensvar.report.bars import in_classes, verdicts_by_chapter
from gensvar.report.document import (
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Film,
    Frame,
    Heading,
    Link,
    Paragraph,
    Table,
    Tile,
    Tiles,
)
from gensvar.text import Language, Text, format_number, format_percent

REACH: dict[Reach, Text] = {
    "start": Text(sv="står på startsidan", en="stands on the start page"),
    "one": Text(sv="ett steg bort", en="one step away"),
    "two": Text(sv="två steg bort", en="two steps away"),
    "more": Text(sv="tre steg eller fler", en="three steps or more"),
    "hidden": Text(sv="kunden når inget nummer", en="the customer reaches no number"),
    "unknown": Text(sv="går inte att säga", en="cannot be told"),
}
SAMPLE = Text(
    sv="Är urvalet slumpvis är andelen i hela branschen mellan {low} och {high} (95 procents intervall).",
    en="If the sample is random, the share of the whole sector is between {low} and {high} (95 per cent interval).",
)
BY_SITE = Text(sv="Antal webbplatser efter utfall", en="Number of sites by verdict")
DETECTOR = Text(sv="Detektor", en="Detector")
_SHOWN = 3  # sites whose pictures are shown from each end of the table
_FEW = 20  # sites under which a share says little


def league_document(found: Sequence[Sector], root: Path | None, language: Language, day: str) -> Document:
    """Return the barometer; with the folder of all sites (`root`) also their pictures and every detector."""
    sv = language == "sv"
    count = max((len(one.sites) for one in found), default=0)
    blocks = [block for one in found for block in _sector(one, root, language)]
    return Document(
        title=f"Når kunderna fram? {count} webbplatser" if sv else f"Do customers get through? {count} sites",
        language=language,
        blocks=tuple(blocks),
        kicker="Barometer",
        subtitle="Hur långt det är från startsidan till ett telefonnummer, mätt med riktiga klick"
        if sv
        else "How far it is from the start page to a telephone number, measured by real clicks",
        meta=(("Granskade" if sv else "Audited", day),),
    )


def _sector(one: Sector, root: Path | None, language: Language) -> list[Block]:
    sv = language == "sv"
    window = VIEWPORT[one.viewport].into(language) if one.viewport in VIEWPORT else one.viewport
    title = "Hur långt bort är telefonnumret?" if sv else "How far away is the telephone number?"
    rows = [(REACH[reach].into(language), one.reaches[reach]) for reach in REACHES]
    return [
        Heading(2, ("På " if sv else "On a ") + window, id=one.viewport or "none"),
        *_hidden(one, language),
        in_classes(title, "Avstånd" if sv else "Distance", rows, language),
        Heading(3, "Tabellen" if sv else "The table", id=f"{one.viewport}-table"),
        _table(one, language),
        *(_details(one, root, language) if root else ()),
    ]


def _details(one: Sector, root: Path, language: Language) -> list[Block]:
    named = {detector.id: detector.title.into(language) for detector in detectors()}
    order = sorted(one.detectors, key=lambda name: (-one.detectors[name].get("fail", 0), name))
    verdicts = [(f"{name} {named.get(name, '')}", _by_badge(one.detectors[name])) for name in order]
    title = "Vad som brister" if language == "sv" else "What falls short"
    return [
        *_pictures(one, root, language),
        Heading(3, title, id=f"{one.viewport}-faults"),
        verdicts_by_chapter(verdicts, language, BY_SITE, DETECTOR),
    ]


def _hidden(one: Sector, language: Language) -> list[Block]:
    sv, hidden, judged = language == "sv", one.reaches["hidden"], one.judged
    share = format_percent(hidden / judged, language, 0) if judged else "–"
    near = one.reaches["start"] + one.reaches["one"]
    tiles = Tiles(
        (
            Tile("gömmer sitt nummer" if sv else "hide their number", share, f"{hidden} / {judged}", "not_met"),
            Tile("har det inom ett steg" if sv else "have it within a step", str(near), tone="met"),
            Tile("går inte att säga" if sv else "cannot be told", str(one.reaches["unknown"]), tone="cannot_be_judged"),
        )
    )
    interval = wilson(hidden, judged)
    if interval is None:
        return [tiles]
    low, high = (format_percent(value, language, 0) for value in interval)
    said = SAMPLE.fill(low=low, high=high).into(language)
    few = Callout("note", "Få webbplatser" if sv else "Few sites", (Paragraph(said),))
    return [tiles, few if judged < _FEW else Paragraph(said, style="small")]


def _by_badge(counts: Any) -> dict[str, int]:
    return {BADGE[verdict]: count for verdict, count in counts.items()}


def _table(one: Sector, language: Language) -> Table:
    sv = language == "sv"
    titles = ("Plats", "Webbplats", "Telefon", "Mejl", "Öppettider", "Skärmhöjder ned", "Brister") if sv else (
        "Place", "Site", "Telephone", "E-mail", "Opening hours", "Screens down", "Faults")  # fmt: skip
    columns = tuple(Column(title, "text" if at == 1 else "number") for at, title in enumerate(titles))
    return Table(columns, tuple(_row(site, language) for site in one.sites), "Webbplatser" if sv else "Sites")


def _row(site: Placed, language: Language) -> tuple[Cell, ...]:
    name: Cell = _name(site)
    if site.folder:
        name = (Link(_name(site), f"{site.folder}/report.html"),)
    steps = tuple("–" if site.steps[key] is None else str(site.steps[key]) for key in (PHONE, EMAIL, HOURS))
    scroll = "–" if site.scroll is None else format_number(site.scroll, language, 1)
    place = "–" if site.place is None else str(site.place)
    return (place, name, *steps, scroll, str(site.counts.get("fail", 0)))


def _name(site: Placed) -> str:
    return urlsplit(site.site).netloc or site.site


def _pictures(one: Sector, root: Path, language: Language) -> list[Block]:
    """Return where the nearest and the farthest numbers stand, as a customer sees them."""
    reached = [site for site in one.sites if site.place is not None and site.scroll is not None]
    ends = reached[:_SHOWN] + reached[_SHOWN:][-_SHOWN:]
    frames = tuple(frame for site in ends for frame in _picture(site, root, language))
    if not frames:
        return []
    title = "Närmast och längst bort" if language == "sv" else "Nearest and farthest"
    return [Heading(3, title, id=f"{one.viewport}-pictures"), Film(frames)]


def _picture(site: Placed, root: Path, language: Language) -> list[Frame]:
    phone = next(found for found in site.visit["detectors"] if found["id"] == PHONE)
    shots = [proof["screenshot"] for proof in phone["evidence"] if proof["screenshot"]]
    file = root / site.folder / shots[-1] if shots else None
    if file is None or not file.is_file():
        return []
    said = f"{site.place}. {_name(site)}: {REACH[site.reach].into(language)}"
    return [Frame(file.read_bytes(), said, said)]
