"""Bars as plain data: verdicts by chapter, causes in order of size, waits in classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gensvar.report.document import VERDICTS, Cell, Chart, Column, Figure, Table
from gensvar.report.months import SCHEMA
from gensvar.report.palette import ACCENT, INK, MUTED, PAPER, TONES
from gensvar.report.words import SIGN, VERDICT, say
from gensvar.text import Language, Text, format_number, format_percent

BY_CHAPTER = Text(sv="Antal regler efter utfall", en="Number of rules by verdict")
CHAPTER = Text(sv="Kapitel", en="Chapter")


def verdicts_by_chapter(
    rows: Sequence[tuple[str, dict[str, int]]], language: Language, title_text: Text = BY_CHAPTER, first: Text = CHAPTER
) -> Chart:
    """Return one bar per chapter (or what `first` names), cut by verdict, each piece labelled with sign and count."""
    title = title_text.into(language)
    values = [piece for chapter, counts in rows for piece in _pieces(chapter, counts, language)]
    names = [say(VERDICT, code, language) for code in VERDICTS]
    spec = {
        "$schema": SCHEMA,
        "width": 360,
        "height": {"step": 30},
        "data": {"values": values},
        "encoding": {
            "y": {"field": "chapter", "sort": None, "axis": {"title": None, "labelLimit": 200, "labelColor": INK}}
        },
        "layer": [_bar_layer(names), _label_layer(names)],
        "resolve": {"scale": {"color": "independent"}},
    }
    total = {code: sum(counts.get(code, 0) for _, counts in rows) for code in VERDICTS}
    said = ", ".join(f"{say(VERDICT, code, language).lower()} {n}" for code, n in total.items())
    by = "Liggande staplar per" if language == "sv" else "Horizontal bars by"
    alt = f"{by} {first.into(language).lower()}: {said}."
    return Chart(spec, alt, _verdict_table(rows, title, first, language), title, beside=False)


def _pieces(chapter: str, counts: dict[str, int], language: Language) -> list[dict[str, Any]]:
    """Return the pieces of one bar with their ends, in the order of `VERDICTS`."""
    pieces, end = [], 0
    for code in VERDICTS:
        if n := counts.get(code, 0):
            place = {"start": end, "end": end + n, "middle": end + n / 2}
            name = say(VERDICT, code, language)
            pieces.append({"chapter": chapter, "verdict": name, "label": f"{SIGN[code]} {n}", **place})
            end += n
    return pieces


def _bar_layer(names: list[str]) -> dict[str, Any]:
    colour = {"domain": names, "range": [TONES[code][2] for code in VERDICTS]}
    return {
        "mark": {"type": "bar", "height": 20, "stroke": PAPER, "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "start", "type": "quantitative", "axis": None, "scale": {"nice": False}},
            "x2": {"field": "end"},
            "color": {"field": "verdict", "scale": colour, "legend": {"title": None}},
        },
    }


def _label_layer(names: list[str]) -> dict[str, Any]:
    ink = {"domain": names, "range": [PAPER if code == "not_met" else INK for code in VERDICTS]}
    return {
        "mark": {"type": "text", "fontWeight": 600},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative"},
            "text": {"field": "label"},
            "color": {"field": "verdict", "scale": ink, "legend": None},
        },
    }


def _verdict_table(rows: Sequence[tuple[str, dict[str, int]]], title: str, first: Text, language: Language) -> Table:
    columns = [Column(first.into(language))]
    columns += [Column(say(VERDICT, code, language), "number") for code in VERDICTS]
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (chapter, *(counts.get(code, 0) for code in VERDICTS)) for chapter, counts in rows
    )
    return Table(tuple(columns), cells, title, style="compact")


def pareto(title: str, counts: Sequence[tuple[str, int]], language: Language) -> Chart:
    """Return causes in order of size, each bar labelled with its count and the share so far."""
    ordered = sorted(counts, key=lambda item: (-item[1], item[0]))
    total, running = sum(n for _, n in ordered) or 1, 0
    values: list[dict[str, Any]] = []
    for name, n in ordered:
        running += n
        label = f"{format_number(n, language)}  ·  {format_percent(running / total, language, 0)}"
        values.append({"name": name, "n": n, "so_far": running / total, "label": label})
    first, share, so_far = (
        ("Orsak", "Antal", "Andel hittills") if language == "sv" else ("Cause", "Count", "Share so far")
    )
    rows = tuple((v["name"], v["n"], Figure(v["so_far"], "share")) for v in values)
    table = Table((Column(first), Column(share, "number"), Column(so_far, "figure")), rows, title, style="compact")
    spec = _labelled_bars(values, "name")
    lead = ", ".join(f"{name} {format_number(n, language)}" for name, n in ordered[:3])
    return Chart(spec, f"{title}. {'Störst' if language == 'sv' else 'Largest'}: {lead}.", table, title)


def in_classes(title: str, first: str, counts: Sequence[tuple[str, int]], language: Language) -> Chart:
    """Return counts in the order given, each bar labelled with its count and share; `first` names the classes."""
    total = sum(n for _, n in counts) or 1
    values: list[dict[str, Any]] = [
        {"name": name, "n": n, "label": f"{format_number(n, language)}  ·  {format_percent(n / total, language, 0)}"}
        for name, n in counts
    ]
    number, share = ("Antal", "Andel") if language == "sv" else ("Count", "Share")
    rows = tuple((name, n, Figure(n / total, "share")) for name, n in counts)
    table = Table((Column(first), Column(number, "number"), Column(share, "figure")), rows, title, style="compact")
    said = ", ".join(f"{name} {format_number(n, language)}" for name, n in counts)
    return Chart(_labelled_bars(values, "name"), f"{title} {said}.", table, title)


def _labelled_bars(values: Sequence[dict[str, Any]], field: str) -> dict[str, Any]:
    x = {"field": "n", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    text = {"type": "text", "align": "left", "dx": 6, "color": MUTED}
    return {
        "$schema": SCHEMA,
        "width": 380,
        "height": {"step": 26},
        "data": {"values": list(values)},
        "encoding": {
            "y": {"field": field, "sort": None, "axis": {"title": None, "labelLimit": 220, "labelColor": INK}},
            "x": x,
        },
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT, "height": 16, "cornerRadiusEnd": 2}},
            {"mark": text, "encoding": {"text": {"field": "label"}}},
        ],
    }


def histogram(title: str, bins: Sequence[tuple[str, int]], language: Language, limit: str = "") -> Chart:
    """Return counts per class of waiting time, in the order given; `limit` names the last class that is in time."""
    late, values = False, []
    for name, n in bins:
        values.append({"name": name, "n": n, "late": late})
        late = late or name == limit
    colour = {"condition": {"test": "datum.late", "value": TONES["cannot_be_judged"][2]}, "value": ACCENT}
    spec = {
        "$schema": SCHEMA,
        "width": 440,
        "height": 180,
        "data": {"values": values},
        "mark": {"type": "bar", "cornerRadiusEnd": 2},
        "encoding": {
            "x": {"field": "name", "sort": None, "axis": {"title": None, "labelOverlap": True}},
            "y": {"field": "n", "type": "quantitative", "axis": {"title": None, "format": ",d", "tickCount": 4}},
            "color": colour,
        },
    }
    wait, n_title = ("Väntetid", "Antal") if language == "sv" else ("Wait", "Count")
    table = Table((Column(wait), Column(n_title, "number")), tuple(bins), title, style="compact")
    top = max(bins, key=lambda item: item[1], default=("–", 0))
    alt = (
        f"{title}. {'Vanligast' if language == 'sv' else 'Most common'}: {top[0]} ({format_number(top[1], language)})."
    )
    return Chart(spec, alt, table, title)
