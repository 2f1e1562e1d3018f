"""Chapter by chapter: every rule with its verdict, its evidence and what to do about it."""

from __future__ import annotations

from typing import Any

from gensvar.report.assessment.evidence import evidence_blocks
from gensvar.report.assessment.reading import Assessment, Finding, findings_by_rule, rule_anchor, sentence
from gensvar.report.bars import verdicts_by_chapter
from gensvar.report.document import (
    VERDICTS,
    Block,
    Bullets,
    Callout,
    Heading,
    Muted,
    Paragraph,
    Rich,
    Strong,
)
from gensvar.report.words import CONFIDENCE, LEVEL, SIGN, STATUS, VERDICT, VERIFICATION, say
from gensvar.text import Language, Text

BY_CHAPTER = Text(sv="Utfall per kapitel", en="Verdicts by chapter")
ACTIONS = Text(sv="Föreslagna åtgärder", en="Suggested actions")
OVERRIDDEN = Text(sv="Utfallet är ändrat av en person", en="The verdict was set aside by a person")
JUDGED = Text(sv="Kontrollerna gav", en="The checks gave")


def overview(assessment: Assessment, language: Language) -> list[Block]:
    """Return the chart of verdicts by chapter."""
    found = findings_by_rule(assessment)
    rows = [(chapter["title"][language], _counts(chapter, found)) for chapter in assessment["chapters"]]
    return [Heading(2, BY_CHAPTER.into(language), "chart"), verdicts_by_chapter(rows, language)]


def _counts(chapter: dict[str, Any], found: dict[str, Finding]) -> dict[str, int]:
    verdicts = [found[rule]["verdict"] for rule in chapter["rules"] if rule in found]
    return {verdict: verdicts.count(verdict) for verdict in VERDICTS}


def chapters(assessment: Assessment, language: Language) -> list[Block]:
    """Return every chapter."""
    found = findings_by_rule(assessment)
    blocks: list[Block] = []
    for chapter in assessment["chapters"]:
        blocks += [Heading(2, chapter["title"][language], f"c-{chapter['id'].lower()}")]
        blocks.append(Paragraph((Muted(_said(_counts(chapter, found), language)),)))
        for rule in chapter["rules"]:
            blocks += rule_blocks(found[rule], language)
    return blocks


def _said(counts: dict[str, int], language: Language) -> str:
    parts = [f"{SIGN[code]} {n} {say(VERDICT, code, language).lower()}" for code, n in counts.items() if n]
    return " · ".join(parts)


def rule_blocks(finding: Finding, language: Language) -> list[Block]:
    """Return one rule: verdict, text, evidence, actions. A rule that does not apply is told in brief."""
    head = Heading(
        3, finding["title"][language], rule_anchor(finding["rule"]), finding["rule"], badge=finding["verdict"]
    )
    blocks: list[Block] = [head, Paragraph(finding["text"][language]), Paragraph(_standing(finding, language), "small")]
    if finding["verdict"] == "not_applicable" and not finding.get("override"):
        return [*blocks, Paragraph(sentence(finding["reasons"][language]))]
    blocks += _override(finding, language)
    questions = {question["id"]: question for question in finding["questions"]}
    if not finding["evidence"]:
        blocks.append(Paragraph(sentence(finding["reasons"][language])))
    blocks += evidence_blocks(finding["evidence"], questions, language)
    return [*blocks, *_actions(finding, language)]


def _standing(finding: Finding, language: Language) -> Rich:
    """Return level, how the rule is verified, and how certain its wording is."""
    level = say(LEVEL, finding["level"], language)
    how = say(VERIFICATION, finding["verification"], language)
    status, trust = say(STATUS, finding["status"], language), say(CONFIDENCE, finding["confidence"], language)
    return (Muted(f"{level} · {how} · {status} ({finding['confidence']}: {trust})"),)


def _override(finding: Finding, language: Language) -> list[Block]:
    override = finding.get("override")
    if not override:
        return []
    judged = say(VERDICT, finding["judged"], language).lower()
    blocks = (
        Paragraph(f"{override['reason']} ({override['by']}, {override['on']})"),
        Paragraph((Strong(f"{JUDGED.into(language)}: "), judged)),
    )
    return [Callout("note", OVERRIDDEN.into(language), blocks)]


def _actions(finding: Finding, language: Language) -> list[Block]:
    if finding["verdict"] != "not_met" or not finding["actions"]:
        return []
    items = tuple((action["text"][language], Muted(f" – {action['role'][language]}")) for action in finding["actions"])
    return [Heading(4, ACTIONS.into(language), f"a-{rule_anchor(finding['rule'])}"), Bullets(items)]
