"""What could not be judged, grouped by what would settle it: the answer or the data that settles most comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gensvar.report.assessment.reading import ANSWERS, Assessment, Finding, rule_links, sentence, with_verdict
from gensvar.report.document import Block, Column, Details, Paragraph, Strong, Table
from gensvar.report.words import REASON, say
from gensvar.text import Language, Text

LEAD = Text(
    sv="Ordnat efter vad som avgör flest regler. En regel kan behöva flera saker innan den kan bedömas.",
    en="Ordered by what settles most rules. A rule may need several things before it can be judged.",
)
NONE = Text(sv="Alla regler som gäller kunde bedömas.", en="Every rule that applies could be judged.")
CAPTION = Text(sv="Det som avgör återstående regler", en="What would settle the remaining rules")
COLUMNS = (
    Text(sv="Gör så här", en="Do this"),
    Text(sv="Varför", en="Why"),
    Text(sv="Berör", en="Concerns"),
    Text(sv="Avgör ensamt", en="Settles alone"),
    Text(sv="Regler", en="Rules"),
)
QUESTIONS = Text(sv="Frågor att besvara ({n})", en="Questions to answer ({n})")
QUESTION_COLUMNS = (Text(sv="Regel", en="Rule"), Text(sv="Fråga", en="Question"))


@dataclass
class Need:
    """One thing that would settle rules: `alone` are those that need nothing else."""

    code: str
    settle: str
    rules: list[str] = field(default_factory=list)
    alone: int = 0


def needs(assessment: Assessment, language: Language) -> list[Need]:
    """Return what would settle the rules that could not be judged, what settles most first."""
    found: dict[str, Need] = {}
    for finding in with_verdict(assessment, "cannot_be_judged"):
        wanted = {settle: code for code, settle in _settling(finding, language)}
        for settle, code in wanted.items():
            need = found.setdefault(settle, Need(code, settle))
            need.rules.append(finding["rule"])
            need.alone += len(wanted) == 1
    return sorted(found.values(), key=lambda need: (-len(need.rules), -need.alone, need.settle))


def _settling(finding: Finding, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the code and the settling sentence of every reason; where nothing settles it, the reason itself."""
    for reason in finding["reason_codes"]:
        if reason["code"] != "overridden":
            yield reason["code"], sentence((reason.get("settle") or reason)[language])


def unsettled(assessment: Assessment, language: Language) -> list[Block]:
    """Return the table of needs and the questions that are still open."""
    wanted = needs(assessment, language)
    if not wanted:
        return [Paragraph(NONE.into(language))]
    return [Paragraph(LEAD.into(language)), needs_table(wanted, language), *_open_questions(assessment, language)]


def needs_table(wanted: list[Need], language: Language) -> Table:
    """Return the needs as a table, with links to the rules."""
    kinds: tuple[Any, ...] = ("text", "text", "number", "number", "text")
    columns = tuple(Column(text.into(language), kind) for text, kind in zip(COLUMNS, kinds, strict=True))
    rows = tuple(
        ((Strong(need.settle),), say(REASON, need.code, language), len(need.rules), need.alone, rule_links(need.rules))
        for need in wanted
    )
    return Table(columns, rows, CAPTION.into(language))


def open_questions(assessment: Assessment, language: Language) -> list[tuple[str, str]]:
    """Return rule and wording of every unanswered question of a rule that waits for an answer."""
    return [
        (finding["rule"], question["text"][language])
        for finding in with_verdict(assessment, "cannot_be_judged")
        if any(reason["code"] in ANSWERS for reason in finding["reason_codes"])
        for question in finding["questions"]
        if question.get("answer") is None
    ]


def _open_questions(assessment: Assessment, language: Language) -> list[Block]:
    asked = open_questions(assessment, language)
    if not asked:
        return []
    title = QUESTIONS.fill(n=len(asked)).into(language)
    columns = tuple(
        Column(text.into(language), "code" if at == 0 else "text") for at, text in enumerate(QUESTION_COLUMNS)
    )
    table = Table(columns, tuple((rule_links([rule]), words) for rule, words in asked), title)
    return [Details(title, (table,))]
