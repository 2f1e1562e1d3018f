"""A finding in words: each check with its figures, its chart by month, the own answer beside the measurement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gensvar.report.assessment.measured import CLAIM, FOUND, SMALL, in_doubt, limit, name_of, source_of
from gensvar.report.assessment.reading import sentence
from gensvar.report.cells import figure
from gensvar.report.detector_names import detector_name
from gensvar.report.measure_names import settings_words
from gensvar.report.months import interval_text, month_name
from gensvar.report.words import EVIDENCE, REASON, say
from gensvar.text import format_number, format_percent
from gensvar_web.kit.charts import LineChart, Spot, axis, line_chart
from gensvar_web.kit.language import language
from gensvar_web.kit.tables import Cell, Column, Table, table

Entry = dict[str, Any]


@dataclass(frozen=True)
class Own:
    """An own answer: the question, the answer in words, by whom and when, the comment."""

    question: str
    answer: str
    by: str
    on: str
    comment: str


@dataclass(frozen=True)
class Check:
    """One check as the page shows it."""

    kind: str
    title: str
    outcome: str
    reason: str
    settle: str
    figures: Sequence[tuple[str, str]]
    account: Sequence[tuple[str, str]]
    chart: LineChart | None
    months: Table | None
    own: Own | None
    contradiction: str
    measure: str
    doubt: bool
    told: bool


def checks(finding: dict[str, Any]) -> list[Check]:
    """Return the checks in the order of the rule; those that only report have no outcome."""
    questions = {question["id"]: question for question in finding["questions"]}
    return [_check(entry, questions) for entry in finding["evidence"]]


def _check(entry: Entry, questions: dict[str, Any]) -> Check:
    spoken = language()
    measured = entry["kind"] == "measure" and entry.get("value") is not None
    reason = entry["reason"]
    chart, months = _by_month(entry) if measured else (None, None)
    return Check(
        kind=say(EVIDENCE, entry["kind"], spoken),
        title=_title(entry),
        outcome=entry["outcome"] or "",
        reason=sentence(reason[spoken]),
        settle=sentence(reason["settle"][spoken]) if reason.get("settle") else "",
        figures=_figures(entry) if measured else (),
        account=_account(entry) if measured else _first_found(entry),
        chart=chart,
        months=months,
        own=_own(entry, questions),
        contradiction=_contradiction(entry),
        measure=entry.get("measure") or "",
        doubt=measured and in_doubt(entry),
        told=not isinstance((entry.get("answer") or {}).get("value"), bool),
    )


def _title(entry: Entry) -> str:
    spoken = language()
    if entry.get("detector"):
        return detector_name(entry["detector"], spoken)
    return name_of(entry, spoken) if entry.get("measure") else say(EVIDENCE, entry["kind"], spoken)


def _figures(entry: Entry) -> list[tuple[str, str]]:
    spoken, unit = language(), entry["unit"]
    found = [(_("Uppmätt"), figure(entry["value"], unit, spoken))]
    if entry.get("threshold"):
        found.append((_("Gräns"), limit(entry["threshold"], unit, spoken)))
    if entry.get("interval"):
        found.append((_("95 % intervall"), interval_text(entry["interval"], unit, spoken)))
    return [*found, (_("Antal (n)"), _whole(entry.get("n") or 0))]


def _first_found(entry: Entry) -> list[tuple[str, str]]:
    samples = (entry.get("recorded") or {}).get("samples")
    return [(_("De första som hittades"), ", ".join(samples))] if samples else []


def _account(entry: Entry) -> list[tuple[str, str]]:
    spoken = language()
    formula = entry.get("formula") or {}
    symbols, words = formula.get("symbols") or "", formula.get(spoken) or ""
    found = [(_("Formel"), " – ".join(part for part in (symbols, words) if part))]
    top, bottom = entry.get("numerator"), entry.get("denominator")
    if top is not None and bottom is not None:
        found.append((_("Räknat"), f"{_whole(top)} / {_whole(bottom)}"))
    found += [
        (_("Borträknat"), "; ".join(_excluded(one) for one in entry.get("excluded") or ()) or _("inget")),
        (_("Går inte att avgöra"), _whole(entry.get("unknown") or 0)),
        (_("För tidigt att säga"), _whole(entry.get("not_due") or 0)),
    ]
    if entry.get("parameters"):
        found.append((_("Inställningar"), settings_words(entry["measure"], entry["parameters"], spoken)))
    if entry.get("threshold"):
        found.append((_("Gränsens källa"), _spoken(source_of(entry["threshold"], spoken))))
    return found


def _whole(value: float) -> str:
    return format_number(value, language(), 0 if float(value).is_integer() else 1)


def _excluded(one: dict[str, Any]) -> str:
    n = _whole(one["n"]) if one.get("applied", True) else _("kunde inte räknas bort, kolumn saknas")
    return f"{one['title'][language()]}: {n}"


def _spoken(rich: Any) -> str:
    """Return a rich text of the library without its marks."""
    if isinstance(rich, str):
        return rich
    if isinstance(rich, tuple):
        return "".join(_spoken(part) for part in rich)
    return str(getattr(rich, "text", rich))


def _own(entry: Entry, questions: dict[str, Any]) -> Own | None:
    claim = entry.get("claim")
    asked = questions.get(claim["question"] if claim else entry["id"])
    if asked is None and entry["kind"] in ("answer", "document") and len(questions) == 1:
        asked = next(iter(questions.values()))
    given = asked if claim else entry.get("answer") or asked
    if not asked or given is None:
        return None
    answer = given.get("answer") if given is asked else given.get("value")
    return Own(
        question=asked["text"][language()],
        answer=_answered(answer, asked["answered"]),
        by=str(given.get("by") or ""),
        on=str(given.get("on") or ""),
        comment=str(given.get("comment") or ""),
    )


def _answered(value: Any, answered: bool) -> str:
    if value is None:
        return say(REASON, "dont_know" if answered else "not_answered", language())
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return str(value)


def _contradiction(entry: Entry) -> str:
    claim = entry.get("claim") or {}
    if not claim.get("contradicts"):
        return ""
    said = _("ja") if claim["answer"] else _("nej")
    return CLAIM.into(language()).format(answer=said, verdict=FOUND[entry["outcome"]].into(language()))


def _by_month(entry: Entry) -> tuple[LineChart | None, Table | None]:
    """Return the chart and its table; nothing with fewer than two months to show."""
    spoken, unit = language(), entry["unit"]
    rows = sorted((row for row in entry.get("series") or () if row.get("month")), key=lambda row: row["month"])
    shown = [row | {"value": row["value"] if (row.get("n") or 0) >= SMALL else None} for row in rows]
    known = [row for row in shown if row["value"] is not None]
    if len(known) < 2:
        return None, None
    columns = [
        Column("month", _("Månad")), Column("value", _("Uppmätt"), "number"),
        Column("interval", _("95 % intervall"), "number"), Column("n", _("Antal (n)"), "number"),
    ]  # fmt: skip

    def line(row: dict[str, Any]) -> list[Cell]:
        interval = interval_text(row["interval"] if row["value"] is not None else None, unit, spoken)
        value = figure(row["value"], unit, spoken) if row["value"] is not None else "–"
        return [Cell(month_name(row["month"], spoken)), Cell(value), Cell(interval), Cell(_whole(row.get("n") or 0))]

    title = _("%(measure)s per månad") % {"measure": name_of(entry, spoken)}
    return _chart(entry, shown, known, title), table(columns, shown, line, title)


def _chart(entry: Entry, shown: list[Any], known: list[Any], title: str) -> LineChart:
    spoken, unit, threshold = language(), entry["unit"], entry.get("threshold")
    values = [number for row in known for number in (row["value"], *(row.get("interval") or ()))]
    values += [threshold["value"]] if threshold else []
    divisor, short = _scale(max(values), unit)
    ends = [end * divisor for end in axis(min(values) / divisor, max(values) / divisor, share=unit == "share")]
    least, most = (pick(known, key=lambda row: row["value"]) for pick in (min, max))
    said = _("%(title)s. Lägst %(low)s i %(low_month)s, högst %(high)s i %(high_month)s.") % {
        "title": title,
        "low": figure(least["value"], unit, spoken),
        "low_month": month_name(least["month"], spoken),
        "high": figure(most["value"], unit, spoken),
        "high_month": month_name(most["month"], spoken),
    }
    spots = [
        Spot(
            month_name(row["month"], spoken, with_year=False),
            row["value"],
            figure(row["value"], unit, spoken) if row["value"] is not None else "",
            *(row.get("interval") or (None, None)),
        )
        for row in shown
    ]
    name = "chart-" + entry["id"].lower().replace(".", "-")
    target = (threshold["value"], limit(threshold, unit, spoken)) if threshold else None
    return line_chart(
        name, "", spots, said=said, ticks=[(end, _tick(end / divisor, unit, short)) for end in ends], target=target
    )


def _scale(largest: float, unit: str) -> tuple[float, str]:
    """Return how an axis is divided and what its unit is called, by the largest value shown."""
    if unit not in ("s", "business_s"):
        return 1.0, ""
    for least, size, short in ((172800, 86400.0, _("dygn")), (7200, 3600.0, "h"), (180, 60.0, "min")):
        if largest >= least:
            return size, short
    return 1.0, "s"


def _tick(value: float, unit: str, short: str) -> str:
    """Return what stands at the axis: short, for there is little room."""
    if unit == "share":
        return format_percent(value, language(), 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1)
    number = format_number(value, language(), 0 if value >= 10 or float(value).is_integer() else 1)
    return f"{number} {short}".strip()
