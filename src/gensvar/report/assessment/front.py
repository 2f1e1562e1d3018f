"""The first page: what a manager can act on without reading further."""

from __future__ import annotations

from typing import Any

from gensvar.report.assessment.gaps import gaps
from gensvar.report.assessment.measured import gauge_of, in_doubt, limit, standing
from gensvar.report.assessment.reading import (
    Assessment,
    Evidence,
    Finding,
    contradictions,
    rule_anchor,
    rule_link,
    sentence,
    threshold_of,
    value_of,
)
from gensvar.report.assessment.unsettled import unsettled
from gensvar.report.cells import figure
from gensvar.report.document import (
    VERDICTS,
    Block,
    Callout,
    Card,
    Column,
    Heading,
    Link,
    Muted,
    Paragraph,
    Strong,
    Table,
    Tile,
    Tiles,
)
from gensvar.report.words import LEVEL, VERDICT, say
from gensvar.text import Language, Text, format_number

WORST = 3
STATUS_TITLE = {
    "reconstructed": Text(sv="Regelverket är rekonstruerat", en="The rulebook is reconstructed"),
    "proposed": Text(sv="Regelverket är ett förslag", en="The rulebook is a proposal"),
}
STATUS_TEXT = {
    "reconstructed": Text(
        sv="Regelverkets egen text har inte varit tillgänglig. Reglerna är återgivna med andra ord efter öppna källor, "
        "och vid varje regel står hur säker den är. Använd bedömningen som arbetsunderlag, inte som intyg.",
        en="The text of the rulebook itself has not been available. The rules are given in other words from public "
        "sources, and each says how certain it is. Use the assessment to work from, not as a certificate.",
    ),
    "proposed": Text(
        sv="Utgåvan är inte antagen. Bedömningen visar hur det skulle gå om den antogs.",
        en="The edition has not been adopted. The assessment shows what would follow if it were.",
    ),
}
NOTES = {
    "met": Text(sv="mätt eller visat", en="measured or shown"),
    "not_met": Text(sv="brister att åtgärda", en="gaps to close"),
    "cannot_be_judged": Text(sv="data eller svar saknas", en="data or answers missing"),
    "not_applicable": Text(sv="berör inte er", en="do not concern you"),
}
TARGETS = {"met": "#chart", "not_met": "#gaps", "cannot_be_judged": "#unsettled", "not_applicable": "#chart"}
GAPS = Text(sv="De värsta bristerna", en="The worst gaps")
GAP = Text(sv="Bristen", en="The gap")
NO_GAPS = Text(sv="Ingen av reglerna som kunde bedömas är bruten.", en="No rule that could be judged is broken.")
ORDER = Text(
    sv="Ska-regler före bör-regler, sedan längst från gränsen. Brister som inte mäts med ett tal kommer sist.",
    en="Musts before shoulds, then the farthest from the threshold. Gaps without a figure come last.",
)
OTHERS = Text(sv="Övriga brister", en="Other gaps")
UNSETTLED = Text(sv="Vad som inte kunde bedömas", en="What could not be judged")
AGAINST = Text(sv=" – gräns {limit}, {gap} ifrån. ", en=" – threshold {limit}, {gap} away. ")
CHANCE = Text(sv="Skillnaden kan bero på slumpen. ", en="The difference may be due to chance. ")
THRESHOLD_IS = Text(sv="Om gränsen: ", en="About the threshold: ")
CONTRADICTED = Text(
    sv="Ert eget svar säger att regeln är uppfylld. Mätningen visar något annat.",
    en="Your own answer says that the rule is met. The measurement shows otherwise.",
)
FIRST_ACTION = Text(sv="Börja här: ", en="Start here: ")


def front(assessment: Assessment, language: Language) -> list[Block]:
    """Return status, tiles, the worst gaps and what could not be judged."""
    return [
        Tiles(tuple(_tile(verdict, assessment["summary"][verdict], language) for verdict in VERDICTS)),
        *_status(assessment, language),
        *_gaps(assessment, language),
        Heading(2, UNSETTLED.into(language), "unsettled"),
        *unsettled(assessment, language),
    ]


def _status(assessment: Assessment, language: Language) -> list[Block]:
    status = assessment["edition"]["status"]
    if status not in STATUS_TEXT:
        return []
    text = Paragraph(STATUS_TEXT[status].into(language), "small")
    return [Callout("warning", STATUS_TITLE[status].into(language), (text,))]


def _tile(verdict: Any, count: int, language: Language) -> Tile:
    note = NOTES[verdict].into(language)
    return Tile(say(VERDICT, verdict, language), str(count), note, verdict, TARGETS[verdict] if count else "")


def _gaps(assessment: Assessment, language: Language) -> list[Block]:
    found = gaps(assessment)
    title = (GAP if len(found) == 1 else GAPS).into(language)
    head: list[Block] = [Heading(2, title, "gaps")]
    if not found:
        return [*head, Paragraph(NO_GAPS.into(language))]
    cards = [_card(number, finding, language) for number, finding in enumerate(found[:WORST], 1)]
    return [*head, Paragraph(ORDER.into(language), "small"), *cards, *_others(found[WORST:], language)]


def _card(number: int, finding: Finding, language: Language) -> Card:
    link = Link(finding["rule"], f"#{rule_anchor(finding['rule'])}")
    head = Heading(3, finding["title"][language], f"gap-{number}", f"{number}.")
    decisive = next((e for e in finding["evidence"] if e.get("value") == finding["value"] is not None), None)
    blocks: list[Block] = [head]
    if decisive is None or not decisive.get("threshold"):
        blocks.append(Paragraph((*_said(finding, language), " ", link)))
    else:
        blocks += _figure(finding, decisive, link, language)
    if contradictions(finding):
        blocks.append(Paragraph((Strong(CONTRADICTED.into(language)),)))
    if finding["actions"]:
        text = finding["actions"][0]["text"][language]
        blocks.append(Paragraph((Strong(FIRST_ACTION.into(language)), text)))
    return Card(tuple(blocks), "not_met")


def _said(finding: Finding, language: Language) -> tuple[str, ...]:
    """Return what the checks said, without the reason of an override."""
    reasons = [one[language] for one in finding["reason_codes"] if one["code"] != "overridden"]
    return (sentence(" ".join(reasons or [finding["reasons"][language]])),)


def _figure(finding: Finding, entry: Evidence, link: Link, language: Language) -> list[Block]:
    """Return the figure beside its threshold, how far apart they are, and how well founded the threshold is."""
    threshold, unit = entry["threshold"], entry["unit"]
    words = {"limit": limit(threshold, unit, language), "gap": distance(finding["gap"], unit, language)}
    chance = CHANCE.into(language) if in_doubt(entry) else ""
    about = f"{THRESHOLD_IS.into(language)}{standing(threshold, language)}. "
    tail = f"{chance}n = {format_number(entry['n'], language)}. {about}"
    value = Strong(figure(finding["value"], unit, language))
    gauge = gauge_of(entry, language)
    said = Paragraph((value, AGAINST.into(language).format(**words), Muted(tail), link))
    return [gauge, said] if gauge else [said]


def distance(gap: float, unit: str, language: Language) -> str:
    """Return the distance to a threshold in words; of shares in percentage points."""
    if unit != "share":
        return figure(gap, unit, language)
    return (
        f"{format_number(gap * 100, language, 1)}\u00a0{'procentenheter' if language == 'sv' else 'percentage points'}"
    )


def _others(found: list[Finding], language: Language) -> list[Block]:
    if not found:
        return []
    heads = (("Regel", "Rule"), ("Brist", "Gap"), ("Nivå", "Level"), ("Värde", "Value"), ("Gräns", "Threshold"))
    kinds: tuple[Any, ...] = ("text", "text", "text", "figure", "figure")
    columns = tuple(Column(sv if language == "sv" else en, kind) for (sv, en), kind in zip(heads, kinds, strict=True))
    rows = tuple(
        (
            (rule_link(finding["rule"]),),
            finding["title"][language],
            say(LEVEL, finding["level"], language),
            value_of(finding) if finding.get("threshold") else None,
            threshold_of(finding),
        )
        for finding in found
    )
    return [Table(columns, rows, OTHERS.into(language))]
