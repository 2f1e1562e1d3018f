"""A measured check: the figure, its threshold, the chart per month, and the account of how it was counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gensvar.report.assessment.reading import Evidence, sentence
from gensvar.report.cells import figure
from gensvar.report.document import (
    Block,
    Callout,
    Chart,
    Details,
    Facts,
    Formula,
    Gauge,
    Heading,
    Muted,
    Paragraph,
    Rich,
    Span,
    Strong,
)
from gensvar.report.measure_names import measure_name, settings_words
from gensvar.report.months import Point, Target, interval_text, per_month
from gensvar.report.words import COMPARE, CONFIDENCE, LEGAL, say
from gensvar.text import Language, Text, format_number, format_percent

WORDS = {
    "value": Text(sv="Värde", en="Value"),
    "threshold": Text(sv="Gräns", en="Threshold"),
    "n": Text(sv="Antal (n)", en="Number (n)"),
    "interval": Text(sv="95 % intervall", en="95% interval"),
    "how": Text(sv="Så är det räknat", en="How it was counted"),
    "formula": Text(sv="Formel", en="Formula"),
    "counted": Text(sv="Räknat", en="Counted"),
    "excluded": Text(sv="Borträknat", en="Left out"),
    "unknown": Text(sv="Går inte att avgöra", en="Not known"),
    "not_due": Text(sv="För tidigt att säga", en="Too early to say"),
    "parameters": Text(sv="Inställningar", en="Settings"),
    "period": Text(sv="Period", en="Period"),
    "source": Text(sv="Gränsens källa", en="Source of the threshold"),
    "none": Text(sv="inget", en="nothing"),
    "not_applied": Text(sv="kunde inte räknas bort, kolumn saknas", en="could not be left out, a column is missing"),
    "split": Text(sv="Eget svar och mätning går isär", en="Own answer and measurement disagree"),
    "by_month": Text(sv="per månad", en="by month"),
    "since": Text(sv="gäller från {day}", en="in force from {day}"),
}
CLAIM = Text(
    sv="Svaret i självskattningen är {answer}, men mätningen säger {verdict}. Mätningen avgör; svaret står kvar.",
    en="The answer in the self-assessment is {answer}, but the measurement says {verdict}. "
    "The measurement decides; the answer stays on record.",
)
SAID = {True: Text(sv="ja", en="yes"), False: Text(sv="nej", en="no")}
FOUND = {
    "met": Text(sv="att regeln är uppfylld", en="that the rule is met"),
    "not_met": Text(sv="att regeln inte är uppfylld", en="that the rule is not met"),
}
SMALL = 5  # a month with fewer observations could point at persons and says nothing


def _say(key: str, language: Language) -> str:
    return WORDS[key].into(language)


def measured_blocks(entry: Evidence, language: Language) -> list[Block]:
    """Return the blocks for one measured check."""
    head = Heading(4, name_of(entry, language), f"e-{entry['id'].lower()}", badge=entry["outcome"])
    reason = Paragraph(sentence(entry["reason"][language]))
    if entry.get("problem") or entry.get("value") is None:
        return [head, reason, *_split(entry, language)]
    gauge, chart = gauge_of(entry, language), month_chart(entry, language)
    blocks: list[Block] = [head, *([gauge] if gauge else []), _figures(entry, language)]
    blocks += [reason] if entry["outcome"] == "cannot_be_judged" or in_doubt(entry) else []
    blocks += [*_split(entry, language), *([chart] if chart else [])]
    return [*blocks, Details(_say("how", language), (_account(entry, language),))]


def name_of(entry: Evidence, language: Language) -> str:
    """Return what the measure of a check is called."""
    return measure_name(str(entry.get("measure")), entry.get("variant"), entry.get("parameters") or {}, language)


def _figures(entry: Evidence, language: Language) -> Facts:
    unit = entry["unit"]
    items: list[tuple[str, Rich]] = [(_say("value", language), figure(entry["value"], unit, language))]
    if entry.get("threshold"):
        items.append((_say("threshold", language), limit(entry["threshold"], unit, language)))
    if entry.get("interval"):
        items.append((_say("interval", language), interval_text(entry["interval"], unit, language)))
    items.append((_say("n", language), format_number(entry.get("n") or 0, language)))
    return Facts(tuple(items), "row")


def limit(threshold: dict[str, Any], unit: str, language: Language) -> str:
    """Return a threshold in words: `minst 80 %`."""
    value = threshold["value"]
    whole = unit == "share" and abs(value * 100 - round(value * 100)) < 1e-9
    written = format_percent(value, language, 0) if whole else figure(value, unit, language)
    return f"{say(COMPARE, threshold['compare'], language)} {written}"


def gauge_of(entry: Evidence, language: Language) -> Gauge | None:
    """Return the figure on its scale beside its threshold; None where either is missing."""
    threshold, value = entry.get("threshold"), entry.get("value")
    if not threshold or value is None or entry["outcome"] not in ("met", "not_met"):
        return None
    ends = entry.get("interval")
    interval = (ends[0], ends[1]) if ends else None
    words = limit(threshold, entry["unit"], language)
    said = f"{figure(value, entry['unit'], language)}; {words}."
    return Gauge(value, threshold["value"], interval, entry["unit"], words, entry["outcome"], said)


def month_chart(entry: Evidence, language: Language) -> Chart | None:
    """Return the chart per month; None with fewer than two months that have a figure to show."""
    points = [_point(row) for row in entry.get("series") or () if row.get("month")]
    if sum(point.value is not None for point in points) < 2:
        return None
    threshold, unit = entry.get("threshold"), entry["unit"]
    target = Target(threshold["value"], limit(threshold, unit, language)) if threshold else None
    title = f"{name_of(entry, language)} {_say('by_month', language)}"
    return per_month(title, sorted(points, key=lambda point: point.month), unit, target, language)


def in_doubt(entry: Evidence) -> bool:
    """Return whether the threshold lies within the interval, so that chance may have decided."""
    threshold, interval = entry.get("threshold"), entry.get("interval")
    return bool(threshold and interval and interval[0] < threshold["value"] < interval[1])


def _point(row: dict[str, Any]) -> Point:
    """Return a month; one on too few observations keeps its n and loses its figure."""
    n, interval = row.get("n") or 0, row.get("interval")
    if n < SMALL or row["value"] is None:
        return Point(row["month"], None, n)
    return Point(row["month"], row["value"], n, (interval[0], interval[1]) if interval else None)


def _split(entry: Evidence, language: Language) -> list[Block]:
    """Return what to say where the organisation's own answer contradicts the measurement."""
    claim = entry.get("claim") or {}
    if not claim.get("contradicts"):
        return []
    words = {"answer": SAID[claim["answer"]].into(language), "verdict": FOUND[entry["outcome"]].into(language)}
    text = CLAIM.into(language).format(**words)
    return [Callout("warning", _say("split", language), (Paragraph(text),))]


def _account(entry: Evidence, language: Language) -> Facts:
    """Return how the figure came about: formula, counts, exclusions, settings and the threshold's source."""
    counts = {key: format_number(entry.get(key) or 0, language) for key in ("unknown", "not_due")}
    items: list[tuple[str, Rich]] = [
        (_say("formula", language), formula_of(entry, language)),
        *_counted(entry, language),
        (_say("excluded", language), _excluded(entry.get("excluded") or (), language)),
        (_say("unknown", language), counts["unknown"]),
        (_say("not_due", language), counts["not_due"]),
    ]
    span = entry.get("period") or {}
    if span.get("from") or span.get("to"):
        items.append((_say("period", language), f"{span.get('from') or ''} – {span.get('to') or ''}".strip()))
    if entry.get("parameters"):
        settings = settings_words(str(entry.get("measure")), entry["parameters"], language)
        items.append((_say("parameters", language), settings))
    if entry.get("threshold"):
        items.append((_say("source", language), source_of(entry["threshold"], language)))
    return Facts(tuple(items))


def formula_of(entry: Evidence, language: Language) -> Rich:
    """Return the formula with the letter of its variant, in symbols and in words."""
    formula, variant = entry.get("formula") or {}, str(entry.get("variant") or "")
    letter: list[Span] = [Strong(f"{variant}: ")] if len(variant) == 1 else []
    return (*letter, Formula(str(formula.get("symbols", "–"))), Muted(f" – {formula.get(language, '')}"))


def _counted(entry: Evidence, language: Language) -> list[tuple[str, Rich]]:
    top, bottom = entry.get("numerator"), entry.get("denominator")
    if top is None or bottom is None:
        return []
    numbers = [format_number(n, language, 0 if float(n).is_integer() else 1) for n in (top, bottom)]
    return [(_say("counted", language), " / ".join(numbers))]


def _excluded(excluded: Sequence[dict[str, Any]], language: Language) -> str:
    parts = [
        f"{one['title'][language]}: "
        + (format_number(one["n"], language) if one.get("applied", True) else _say("not_applied", language))
        for one in excluded
    ]
    return "; ".join(parts) or _say("none", language)


def source_of(threshold: dict[str, Any], language: Language) -> Rich:
    """Return where a threshold comes from, what force it has and how certain it is."""
    if threshold["status"] == "own":
        note = threshold.get("source_title")
        return f"{say(LEGAL, 'own', language)}{f': {note}' if note else ''}"
    title = threshold.get("source_title") or threshold["source"]
    parts = [standing(threshold, language)]
    if threshold.get("valid_from"):
        parts.append(WORDS["since"].into(language).format(day=threshold["valid_from"]))
    return (title, Muted(f" – {'; '.join(parts)}"))


def standing(threshold: dict[str, Any], language: Language) -> str:
    """Return a threshold's force and certainty: `vägledning; bekräftad i en källa som har lästs (C)`."""
    force = say(LEGAL, threshold["status"], language)
    if threshold["status"] == "own":
        return force
    trust = f"{say(CONFIDENCE, threshold['confidence'], language)} ({threshold['confidence']})"
    return trust if threshold["status"] == "proposal" else f"{force}, {trust}"
