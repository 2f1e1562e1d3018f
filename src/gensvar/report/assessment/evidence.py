"""One check of a rule: what was measured or answered, and everything it takes to believe it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from gensvar.report.assessment.reading import Evidence
from gensvar.report.cells import figure
from gensvar.report.document import (
    Block,
    Callout,
    Chart,
    Code,
    Details,
    Facts,
    Gauge,
    Heading,
    Muted,
    Paragraph,
    Quote,
    Rich,
    Span,
    Strong,
)
from gensvar.report.months import Point, Target, interval_text, per_month
from gensvar.report.words import COMPARE, CONFIDENCE, EVIDENCE, LEGAL, say
from gensvar.text import Language, Text, format_number

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
    "source": Text(sv="Gränsens källa", en="Source of the threshold"),
    "none": Text(sv="inget", en="nothing"),
    "not_applied": Text(sv="kunde inte räknas bort, kolumn saknas", en="could not be left out, a column is missing"),
    "split": Text(sv="Eget svar och mätning går isär", en="Own answer and measurement disagree"),
    "answer": Text(sv="Svar", en="Answer"),
    "by_month": Text(sv="per månad", en="by month"),
}
CLAIM = Text(
    sv="Svaret i självskattningen är {answer}, men mätningen säger {verdict}. Mätningen avgör; svaret står kvar.",
    en="The answer in the self-assessment is {answer}, but the measurement says {verdict}. "
    "The measurement decides; the answer stays on record.",
)
SAID = {True: Text(sv="ja", en="yes"), False: Text(sv="nej", en="no"), None: Text(sv="vet inte", en="don't know")}
FOUND = {
    "met": Text(sv="att regeln är uppfylld", en="that the rule is met"),
    "not_met": Text(sv="att regeln inte är uppfylld", en="that the rule is not met"),
}


def _say(key: str, language: Language) -> str:
    return WORDS[key].into(language)


def evidence_blocks(entry: Evidence, questions: dict[str, dict[str, Any]], language: Language) -> list[Block]:
    """Return the blocks for one check; `questions` are those of the rule, by id."""
    if entry["kind"] == "measure":
        return _measured(entry, language)
    title = say(EVIDENCE, entry["kind"], language)
    blocks: list[Block] = [Heading(4, title, f"e-{entry['id'].lower()}", badge=entry["outcome"])]
    blocks.append(Paragraph(entry["reason"][language]))
    return [*blocks, *_answer(entry.get("answer"), language)]


def _answer(answer: dict[str, Any] | None, language: Language) -> list[Block]:
    """Return who answered and when, with the comment in their own words."""
    if not answer:
        return []
    by = ", ".join(str(answer[key]) for key in ("by", "on") if answer.get(key))
    if answer.get("comment"):
        return [Quote(str(answer["comment"]), by)]
    return [Paragraph((Muted(by),), "small")] if by else []


def _measured(entry: Evidence, language: Language) -> list[Block]:
    title = measure_name(entry, language)
    blocks: list[Block] = [Heading(4, title, f"e-{entry['id'].lower()}", badge=entry["outcome"])]
    if entry.get("problem") or entry.get("value") is None:
        return [*blocks, Paragraph(entry["reason"][language]), *_split(entry, language)]
    blocks.append(_figures(entry, language))
    gauge = gauge_of(entry, language)
    blocks += [gauge] if gauge else []
    if entry["outcome"] == "cannot_be_judged" or "interval" in entry["reason"]["en"]:
        blocks.append(Paragraph(entry["reason"][language], "small"))
    chart = month_chart(entry, language)
    blocks += [*_split(entry, language), *([chart] if chart else [])]
    return [*blocks, Details(_say("how", language), (_account(entry, language),))]


def measure_name(entry: Evidence, language: Language) -> str:
    """Return the measure's title with the letter or word of its variant."""
    measure = _declared().get(str(entry.get("measure")))
    if measure is None:
        return " · ".join(str(entry[key]) for key in ("measure", "variant") if entry.get(key))
    title: str = measure.title.into(language)
    variant = measure.variants.get(str(entry.get("variant") or measure.default_variant))
    if variant is None or len(measure.variants) == 1:
        return title
    letter = str(entry.get("variant") or measure.default_variant)
    name = variant.title.into(language)
    return f"{title}, {letter} ({name[0].lower()}{name[1:]})" if len(letter) == 1 else f"{title}: {name.lower()}"


@cache
def _declared() -> Any:
    from gensvar.measures import load_measures

    return load_measures()


def _figures(entry: Evidence, language: Language) -> Facts:
    unit = entry["unit"]
    items: list[tuple[str, Rich]] = [(_say("value", language), (Strong(figure(entry["value"], unit, language)),))]
    if entry.get("threshold"):
        items.append((_say("threshold", language), limit(entry["threshold"], unit, language)))
    if entry.get("interval"):
        items.append((_say("interval", language), interval_text(entry["interval"], unit, language)))
    items.append((_say("n", language), format_number(entry.get("n") or 0, language)))
    return Facts(tuple(items), "row")


def limit(threshold: dict[str, Any], unit: str, language: Language) -> str:
    """Return a threshold in words: `minst 80,0 %`."""
    return f"{say(COMPARE, threshold['compare'], language)} {figure(threshold['value'], unit, language)}"


def gauge_of(entry: Evidence, language: Language) -> Gauge | None:
    """Return the figure on its scale beside its threshold; None where either is missing."""
    threshold, value = entry.get("threshold"), entry.get("value")
    if not threshold or value is None or entry["outcome"] not in ("met", "not_met"):
        return None
    low_high = entry.get("interval")
    interval = (low_high[0], low_high[1]) if low_high else None
    said = f"{figure(value, entry['unit'], language)}; {limit(threshold, entry['unit'], language)}."
    return Gauge(value, threshold["value"], interval, entry["unit"], threshold["compare"], entry["outcome"], said)


def month_chart(entry: Evidence, language: Language) -> Chart | None:
    """Return the chart per month; None with fewer than two months that have a figure."""
    points = [
        Point(row["month"], row["value"], row.get("n") or 0, tuple(row["interval"]) if row.get("interval") else None)
        for row in entry.get("series") or ()
        if row.get("month")
    ]
    if sum(point.value is not None for point in points) < 2:
        return None
    threshold, unit = entry.get("threshold"), entry["unit"]
    target = Target(threshold["value"], limit(threshold, unit, language)) if threshold else None
    title = f"{measure_name(entry, language)} {_say('by_month', language)}"
    return per_month(title, sorted(points, key=lambda point: point.month), unit, target, language)


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
        (_say("formula", language), _formula(entry, language)),
        *_counted(entry, language),
        (_say("excluded", language), _excluded(entry.get("excluded") or (), language)),
        (_say("unknown", language), counts["unknown"]),
        (_say("not_due", language), counts["not_due"]),
    ]
    if entry.get("parameters"):
        settings = ", ".join(f"{name} = {value}" for name, value in entry["parameters"].items())
        items.append((_say("parameters", language), (Code(settings),)))
    if entry.get("threshold"):
        items.append((_say("source", language), source_of(entry["threshold"], language)))
    return Facts(tuple(items))


def _formula(entry: Evidence, language: Language) -> Rich:
    formula = entry.get("formula") or {}
    variant = entry.get("variant")
    letter: list[Span] = (
        [
            Strong(f"{variant} "),
        ]
        if variant and len(variant) == 1
        else []
    )
    return (*letter, Code(str(formula.get("symbols", "–"))), Muted(f"  {formula.get(language, '')}"))


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
    title = threshold.get("source_title") or threshold["source"]
    if threshold["status"] == "own":
        note = f": {threshold['source_title']}" if threshold.get("source_title") else ""
        return f"{say(LEGAL, 'own', language)}{note}"
    force, trust = say(LEGAL, threshold["status"], language), say(CONFIDENCE, threshold["confidence"], language)
    since = threshold.get("valid_from")
    when = f" {'från' if language == 'sv' else 'from'} {since}." if since else ""
    return (title, Muted(f" – {force}; {trust}.{when}"))
