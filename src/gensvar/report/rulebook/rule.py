"""One rule as blocks: text, how it is verified, thresholds with their sources, questions, guidance, actions."""

from __future__ import annotations

from gensvar.report.cells import figure
from gensvar.report.document import (
    Block,
    Bullets,
    Code,
    Column,
    Facts,
    Heading,
    Muted,
    Paragraph,
    Rich,
    Strong,
    Table,
)
from gensvar.report.words import COMPARE, CONFIDENCE, EVIDENCE, LEGAL, LEVEL, STATUS, UNSET, VERIFICATION, say
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Check, MeasureCheck, Parameter, Rule
from gensvar.rulebook.scope import describe
from gensvar.text import Language, Text

WORDS = {
    "level": Text(sv="Nivå", en="Level"),
    "verified": Text(sv="Prövas genom", en="Verified by"),
    "wording": Text(sv="Ordalydelse", en="Wording"),
    "scope": Text(sv="Gäller", en="Applies to"),
    "everyone": Text(sv="alla", en="everyone"),
    "checks": Text(sv="Kontroller", en="Checks"),
    "questions": Text(sv="Frågor", en="Questions"),
    "evidence": Text(sv="Bevis", en="Evidence"),
    "sources": Text(sv="Källor", en="Sources"),
    "replaces": Text(sv="Ersätter", en="Replaces"),
    "parameters": Text(sv="Gränser och parametrar", en="Thresholds and parameters"),
    "guidance": Text(sv="Vägledning", en="Guidance"),
    "actions": Text(sv="Om regeln inte är uppfylld", en="If the rule is not met"),
    "examples": Text(sv="Exempel", en="Examples"),
}


def rule_anchor(rule: str) -> str:
    """Return the id of a rule's heading."""
    return f"r-{rule.lower().replace('.', '-')}"


def _say(key: str, language: Language) -> str:
    return WORDS[key].into(language)


def rule_blocks(rule: Rule, edition: Edition, language: Language, level: int = 3) -> list[Block]:
    """Return the rule under a heading of `level`."""
    below = level + 1
    blocks: list[Block] = [
        Heading(level, rule.title.into(language), rule_anchor(rule.id), rule.id),
        Paragraph(rule.text.into(language), "lead"),
        _facts(rule, edition, language),
    ]
    if rule.parameters:
        blocks.append(parameters_table(rule.parameters, edition, language))
    blocks += [
        Heading(below, _say("guidance", language), f"g-{rule_anchor(rule.id)}"),
        Paragraph(rule.guidance.into(language)),
    ]
    if rule.actions:
        items = tuple((one.text.into(language), Muted(f" – {one.role.into(language)}")) for one in rule.actions)
        blocks += [Heading(below, _say("actions", language), f"a-{rule_anchor(rule.id)}"), Bullets(items)]
    return blocks


def _facts(rule: Rule, edition: Edition, language: Language) -> Facts:
    titles = {source.id: source.title for source in edition.head.sources}
    trust = say(CONFIDENCE, rule.confidence, language)
    items: list[tuple[str, Rich]] = [
        (_say("level", language), say(LEVEL, rule.level, language)),
        (_say("scope", language), describe(rule.scope).into(language) if rule.scope else _say("everyone", language)),
        (_say("verified", language), say(VERIFICATION, rule.verification, language)),
        (_say("wording", language), f"{say(STATUS, rule.status, language)}; {rule.confidence}: {trust}"),
    ]
    items += [(_say("checks", language), check_words(check, rule, language)) for check in rule.checks]
    items += [(_say("questions", language), question.text.into(language)) for question in rule.questions]
    items.append((_say("evidence", language), rule.evidence.into(language)))
    if rule.replaces:
        items.append((_say("replaces", language), ", ".join(rule.replaces)))
    items.append((_say("sources", language), "; ".join(titles.get(source, source) for source in rule.sources)))
    return Facts(tuple(_merged(items)))


def _merged(items: list[tuple[str, Rich]]) -> list[tuple[str, Rich]]:
    """Return the items, a term that is repeated shown once."""
    seen: set[str] = set()
    merged = []
    for term, value in items:
        merged.append(("" if term in seen else term, value))
        seen.add(term)
    return merged


def check_words(check: Check, rule: Rule, language: Language) -> Rich:
    """Return what a check does: the measure and what it is compared with, or the kind of evidence."""
    kind = say(EVIDENCE, check.kind, language)
    if not isinstance(check, MeasureCheck):
        return kind
    variant = f" {check.variant}" if check.variant else ""
    compare = say(COMPARE, check.compare, language)
    if check.threshold is None:
        return (f"{kind}: ", Code(f"{check.measure}{variant}"), f" {compare}")
    named = next(parameter for parameter in rule.parameters if parameter.id == check.threshold)
    return (f"{kind}: ", Code(f"{check.measure}{variant}"), f" {compare} ", Strong(latest(named, language)))


def latest(parameter: Parameter, language: Language) -> str:
    """Return the newest value of a parameter with its unit; that it is not established where it is unset."""
    value = max(parameter.values, key=lambda one: one.valid_from).value
    return UNSET.into(language) if value is None else figure(value, parameter.unit, language)


def parameters_table(parameters: tuple[Parameter, ...], edition: Edition, language: Language) -> Table:
    """Return every dated value with its force, source and confidence."""
    titles = {source.id: source.title for source in edition.head.sources}
    heads = ("Parameter", "Värde", "Från", "Rättslig status", "Säkerhet", "Källa")
    english = ("Parameter", "Value", "From", "Legal status", "Confidence", "Source")
    columns = tuple(Column(head) for head in (heads if language == "sv" else english))
    rows = tuple(
        (
            parameter.title.into(language),
            UNSET.into(language) if value.value is None else figure(value.value, parameter.unit, language),
            value.valid_from.isoformat(),
            say(LEGAL, value.status, language),
            value.confidence,
            titles.get(value.source, value.source),
        )
        for parameter in parameters
        for value in parameter.values
    )
    return Table(columns, rows, _say("parameters", language))
