"""The manual of measures: a page for each, written from its declaration and its worked examples.

`python -m gensvar.measures.manual [FOLDER]` writes docs/measures; a test holds the pages to be up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gensvar.handwritten import read_yaml
from gensvar.measures.declaration import Measure
from gensvar.measures.facts import MEASURED
from gensvar.measures.loading import load_measures
from gensvar.measures.manual_page import GENERATED, both, page, table_of, unit_words
from gensvar.measures.manual_words import DIRECTIONS, TABLE_TITLES
from gensvar.text import Text

FOLDER = Path("docs/measures")
UNFED = Path(__file__).with_name("unfed.yaml")
INDEX = "README.md"
PREFACE = """# Mått / Measures

Varje mått är deklarerat en gång som data. Sidorna här är skrivna ur deklarationerna och deras räkneexempel,
och räkneexemplen körs som tester på varje motor.
[Hur man lägger till ett mått / how to add a measure](../adding-a-measure.md)

Each measure is declared once as data. The pages here are written from the declarations and their worked
examples, and the worked examples run as tests on every engine.

**{measures}** mått / measures, **{variants}** varianter / variants,
**{contacts}** av dem över kontakter / of them over contacts."""
UNFED_TITLE = """## Kan inte räknas ur tabellerna / Cannot be fed by the tables

Det här nämns ofta men kan inte deklareras som ett mått över tabellerna, eller är inget eget mått.
These are often asked for but cannot be declared as a measure over the tables, or are no measure of their own."""


def pages(measures: Mapping[str, Measure]) -> dict[str, str]:
    """Return every page by file name, the index included."""
    return {INDEX: index(measures)} | {f"{name}.md": page(measure) for name, measure in measures.items()}


def index(measures: Mapping[str, Measure]) -> str:
    """Return the page that lists all measures by table."""
    count = sum(len(measure.variants) for measure in measures.values())
    contacts = sum(len(measure.variants) for measure in measures.values() if measure.table == "contacts")
    parts = [GENERATED, PREFACE.format(measures=len(measures), variants=count, contacts=contacts)]
    for table in MEASURED:
        members = [measure for measure in measures.values() if measure.table == table]
        if members:
            parts += [f"## {both(TABLE_TITLES[table])}", _listed(members)]
    return "\n\n".join([*parts, UNFED_TITLE, "\n".join(_unfed())]) + "\n"


def _listed(members: list[Measure]) -> str:
    heads = ("id", "svenska", "English", "varianter / variants", "enhet / unit", "bättre / better")
    rows = [
        (
            f"[{measure.id}]({measure.id}.md)",
            measure.title.sv,
            measure.title.en,
            ", ".join(f"**{name}**" if name == measure.default_variant else name for name in measure.variants),
            unit_words(measure.unit),
            both(DIRECTIONS[measure.direction]),
        )
        for measure in members
    ]
    return table_of(heads, rows)


def _unfed() -> Iterator[str]:
    content: list[dict[str, Any]] = read_yaml(UNFED)
    for entry in content:
        title, why = Text(**entry["title"]), Text(**entry["why"])
        yield f"- **{both(title)}**: {why.sv}<br>{why.en}"


def write(folder: Path, measures: Mapping[str, Measure]) -> list[Path]:
    """Write every page, whole or not at all, and take away pages of measures that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages(measures)
    for name, content in wanted.items():
        beside = folder / f".{name}.new"
        beside.write_text(content, encoding="utf-8")
        beside.replace(folder / name)
    for stale in folder.glob("*.md"):
        if stale.name not in wanted:
            stale.unlink()
    return [folder / name for name in wanted]


if __name__ == "__main__":
    written = write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER, load_measures())
    sys.stderr.write(f"{len(written)} pages in {written[0].parent}\n")
