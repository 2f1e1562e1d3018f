"""Figures as the pages draw them: tiles, tables, a chart per month. Made of what `measuring` kept."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gensvar.measures.declaration import Measure
from gensvar.report.cells import figure
from gensvar.report.months import Point, interval_text, month_name, per_month
from gensvar.report.svg import draw_svg
from gensvar.text import format_number
from gensvar_web.kit.language import language, say
from gensvar_web.kit.tables import Cell, Column, Table, table
from gensvar_web.rooms.data.forms import BY
from gensvar_web.rooms.data.measuring import FIGURES
from gensvar_web.rooms.data.words import worded

LACKING = ("missing_table", "missing_column")
FATES = ("ok", "failed", "unknown", "not_due")


def value_of(result: dict[str, Any]) -> str:
    """Return the figure in its unit; `–` where there is none."""
    return figure(result["value"], result["unit"], language())


def interval_of(result: dict[str, Any]) -> str:
    """Return the interval as text; empty where there is none."""
    return interval_text(result["interval"], result["unit"], language()) if result["interval"] else ""


def problem_of(result: dict[str, Any]) -> str:
    """Return why there is no figure; empty where there is one."""
    return str(result["problem"]["text"][language()]) if result["problem"] else ""


def is_lacking(result: dict[str, Any]) -> bool:
    """Tell whether data are missing for it."""
    return bool(result["problem"]) and result["problem"]["code"] in LACKING


def overview_table(results: FIGURES, measures: Any, url: Any, caption: str) -> Table:
    """Return every measure that has a figure, with interval and n."""
    columns = [
        Column("measure", _("Mått")),
        Column("value", _("Värde"), "number"),
        Column("interval", _("95 % intervall"), "number"),
        Column("n", "n", "number"),
    ]

    def row(one: dict[str, Any]) -> list[Cell]:
        measure = measures[one["id"]]
        return [
            Cell(say(measure.title), url(one["id"]), note=say(measure.variants[one["variant"]].title)),
            Cell(value_of(one), note=problem_of(one)),
            Cell(interval_of(one) or "–"),
            Cell("–" if one["n"] is None else format_number(one["n"], language())),
        ]

    return table(columns, results, row, caption)


def lacking_table(results: FIGURES, measures: Any, url: Any, caption: str) -> Table:
    """Return every measure that cannot be computed, and what is missing."""
    columns = [Column("measure", _("Mått")), Column("missing", _("Det som saknas"))]

    def row(one: dict[str, Any]) -> list[Cell]:
        missing = ", ".join(one["problem"]["columns"])
        return [Cell(say(measures[one["id"]].title), url(one["id"])), Cell(problem_of(one), note=missing)]

    return table(columns, results, row, caption)


def group_table(results: FIGURES, by: str, measure: Measure, links: Any) -> Table:
    """Return a figure per group; `links` makes the address of the rows behind one, or nothing."""
    columns = [
        Column("group", str(BY[by])),
        Column("value", _("Värde"), "number"),
        Column("interval", _("95 % intervall"), "number"),
        Column("n", "n", "number"),
        Column("unknown", _("Okänt"), "number"),
    ]

    def row(one: dict[str, Any]) -> list[Cell]:
        group = one["group"].get(by)
        shown = (
            _("uppgift saknas")
            if group is None
            else month_name(group, language())
            if by == "month"
            else worded(by, group)
        )
        return [
            Cell(shown, links(group) if group is not None and not one["problem"] else ""),
            Cell(value_of(one), note=problem_of(one)),
            Cell(interval_of(one) or "–"),
            Cell("–" if one["n"] is None else format_number(one["n"], language())),
            Cell("–" if one["unknown"] is None else format_number(one["unknown"], language())),
        ]

    return table(columns, results, row, f"{say(measure.title)}: {BY[by]}")


def chart_of(results: FIGURES, measure: Measure) -> SafeString | None:
    """Return a line per month as SVG; None where there are fewer than two months. The table stands beside it."""
    points = [
        Point(one["group"]["month"], one["value"], one["n"] or 0, tuple(one["interval"]) if one["interval"] else None)
        for one in results
        if one["group"].get("month")
    ]
    if sum(point.value is not None for point in points) < 2:
        return None
    chart = per_month(say(measure.title), points, results[0]["unit"], None, language())
    # Sealed by the library: no script, no style, its ids its own, its title escaped.
    return mark_safe(draw_svg(chart.spec, chart.alt, language(), "months"))  # noqa: S308


def left_out(result: dict[str, Any], measure: Measure, links: Any) -> list[dict[str, Any]]:
    """Return what the figure does not rest on: exclusions, unknown, not due; with the rows behind each."""
    lines = [
        {
            "title": one["title"][language()],
            "n": one["n"],
            "applied": one["applied"],
            "url": links(f"excluded.{one['reason']}") if one["n"] and one["applied"] else "",
        }
        for one in result["excluded"]
    ]
    for name, title in (("unknown", _("Okänt: uppgifter saknas på raden")), ("not_due", _("Ännu för tidigt att säga"))):
        if result[name] is not None:
            lines.append(
                {"title": title, "n": result[name], "applied": True, "url": links(name) if result[name] else ""}
            )
    return lines


def counted(result: dict[str, Any], measure: Measure, links: Any) -> list[dict[str, Any]]:
    """Return the rows that the figure rests on, those that count and those that do not, with the way to them."""
    lines: list[tuple[str, str, int | None]]
    if measure.kind == "share" and result["numerator"] is not None:
        yes, whole = int(result["numerator"]), int(result["denominator"])
        lines = [("ok", _("Räknas som ja"), yes), ("failed", _("Räknas som nej"), whole - yes)]
    elif measure.kind in ("interval_share", "survival"):
        lines = [("ok", _("Rader som räknas som ja"), None), ("failed", _("Rader som räknas som nej"), None)]
    elif measure.kind == "stock":
        lines = [("ok", _("Kvar vid periodens slut"), None), ("left", _("Hann bli klara"), None)]
    else:
        lines = [("ok", _("Raderna som talet vilar på"), result["n"])]
    return [{"title": title, "n": n, "url": links(name) if n is None or n else ""} for name, title, n in lines]


def address(base: str, **query: Any) -> str:
    """Return an address with what is said in its query; nothing for what is empty."""
    said = {key: value for key, value in query.items() if value not in ("", None)}
    return f"{base}?{urlencode(said)}" if said else base
