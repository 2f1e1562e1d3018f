"""Which verdicts differ from another edition or an earlier assessment."""

from __future__ import annotations

from gensvar.report.assessment.reading import Assessment, rule_link
from gensvar.report.document import Block, Cell, Column, Heading, Paragraph, Table
from gensvar.text import Language, Text

TITLE = Text(sv="Ändrat sedan förra bedömningen", en="Changed since the last assessment")
OTHER = Text(sv="Jämfört med utgåva {name}", en="Compared with edition {name}")
NONE = Text(sv="Inget utfall skiljer.", en="No verdict differs.")


def changes(assessment: Assessment, language: Language) -> list[Block]:
    """Return the table of changed verdicts; nothing where the assessment was not compared."""
    found = assessment.get("changes")
    if not found:
        return []
    other, own = found["against"], assessment["edition"]
    title = TITLE
    if (other["rulebook"], other["edition"]) != (own["rulebook"], own["edition"]):
        title = OTHER.fill(name=f"{other['rulebook']}@{other['edition']}")
    head = Heading(2, title.into(language), "changes")
    if not found["rules"]:
        return [head, Paragraph(NONE.into(language))]
    heads = ("Regel", "Rubrik", "Förut", "Nu", "Skäl") if language == "sv" else ("Rule", "Title", "Was", "Is", "Reason")
    columns = tuple(Column(t, "verdict" if at in (2, 3) else "text") for at, t in enumerate(heads))
    rows: list[tuple[Cell, ...]] = []
    judged = {finding["rule"] for finding in assessment["findings"]}
    for change in found["rules"]:
        rule: Cell = (rule_link(change["rule"]),) if change["rule"] in judged else change["rule"]
        title_cell, reason = change["title"][language], change["reasons"][language]
        rows.append((rule, title_cell, change["before"] or "", change["after"] or "", reason))
    return [head, Table(columns, tuple(rows), title.into(language))]
