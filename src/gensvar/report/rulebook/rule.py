"""One rule as blocks: text, guidance, how it is tested, thresholds with their sources, what to do."""

from __future__ import annotations

from gensvar.report.document import Block, Bullets, Column, Details, Heading, Muted, Paragraph, Rich, Table
from gensvar.report.rulebook.checks import check_words, value_words
from gensvar.report.words import CONFIDENCE, LEGAL, LEVEL, STATUS, VERIFICATION, say
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Rule
from gensvar.rulebook.scope import describe
from gensvar.text import Language, Text

WORDS = {
    "applies": Text(sv="gäller", en="applies to"),
    "tests": Text(sv="Så prövas regeln", en="How the rule is tested"),
    "evidence": Text(sv="Bevis", en="Evidence"),
    "sources": Text(sv="Källor: ", en="Sources: "),
    "replaces": Text(sv="Ersätter: ", en="Replaces: "),
    "parameters": Text(sv="Gränser och parametrar", en="Thresholds and parameters"),
    "guidance": Text(sv="Vägledning", en="Guidance"),
    "actions": Text(sv="Om regeln inte är uppfylld", en="If the rule is not met"),
    "examples": Text(sv="Exempel och vad de ger för utfall", en="Examples and the verdicts they give"),
}


def rule_anchor(rule: str) -> str:
    """Return the id of a rule's heading."""
    return f"r-{rule.lower().replace('.', '-')}"


def _say(key: str, language: Language) -> str:
    return WORDS[key].into(language)


def rule_blocks(rule: Rule, edition: Edition, language: Language, level: int = 3) -> list[Block]:
    """Return the rule under a heading of `level`, its parts one level below."""
    parts: list[tuple[str, list[Block]]] = [
        ("guidance", [Paragraph(rule.guidance.into(language))]),
        ("tests", _tests(rule, language)),
        ("parameters", [parameters_table(rule, edition, language)] if rule.parameters else []),
        ("evidence", [Paragraph(rule.evidence.into(language))]),
        ("actions", _actions(rule, language)),
    ]
    anchor = rule_anchor(rule.id)
    blocks: list[Block] = [
        Heading(level, rule.title.into(language), anchor, rule.id),
        Paragraph(rule.text.into(language), "lead"),
        Paragraph((Muted(standing(rule, language)),), "small"),
    ]
    for name, inside in parts:
        blocks += [Heading(level + 1, _say(name, language), f"{anchor}-{name}"), *inside] if inside else []
    return [*blocks, _examples(rule, language), *_origin(rule, edition, language)]


def standing(rule: Rule, language: Language) -> str:
    """Return level, how it is verified, whom it concerns and how certain its wording is."""
    scope = describe(rule.scope).into(language)
    trust = f"{say(STATUS, rule.status, language)} ({rule.confidence}: {say(CONFIDENCE, rule.confidence, language)})"
    how = say(VERIFICATION, rule.verification, language)
    return " · ".join((say(LEVEL, rule.level, language), how, f"{_say('applies', language)} {scope}", trust))


def _tests(rule: Rule, language: Language) -> list[Block]:
    items: tuple[Rich, ...] = tuple(check_words(check, rule, language) for check in rule.checks)
    return [Bullets(items)] if items else []


def _actions(rule: Rule, language: Language) -> list[Block]:
    items = tuple((one.text.into(language), Muted(f" – {one.role.into(language)}")) for one in rule.actions)
    return [Bullets(items)] if items else []


def parameters_table(rule: Rule, edition: Edition, language: Language) -> Table:
    """Return every dated value with its force, source and confidence."""
    titles = {source.id: source.title for source in edition.head.sources}
    heads = ("Parameter", "Värde", "Från", "Rättslig status", "Säkerhet", "Källa")
    english = ("Parameter", "Value", "From", "Legal status", "Confidence", "Source")
    columns = tuple(Column(head) for head in (heads if language == "sv" else english))
    rows = tuple(
        (
            parameter.title.into(language),
            value_words(value.value, parameter.unit, language),
            value.valid_from.isoformat(),
            say(LEGAL, value.status, language),
            value.confidence,
            titles.get(value.source, value.source),
        )
        for parameter in rule.parameters
        for value in parameter.values
    )
    return Table(columns, rows, _say("parameters", language))


def _examples(rule: Rule, language: Language) -> Details:
    heads = ("Exempel", "Utfall") if language == "sv" else ("Example", "Verdict")
    rows = tuple((example.title.into(language), example.verdict) for example in rule.examples)
    title = _say("examples", language)
    return Details(title, (Table((Column(heads[0]), Column(heads[1], "verdict")), rows, title, header=False),))


def _origin(rule: Rule, edition: Edition, language: Language) -> list[Block]:
    titles = {source.id: source.title for source in edition.head.sources}
    sources = "; ".join(titles.get(source, source) for source in rule.sources)
    words = [_say("sources", language) + sources]
    words += [_say("replaces", language) + ", ".join(rule.replaces)] if rule.replaces else []
    return [Paragraph((Muted(". ".join(words) + "."),), "small")]
