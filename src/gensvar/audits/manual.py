"""The manual of detectors: one page, written from their declarations.

`python -m gensvar.audits.manual [FILE]` writes docs/audits-detectors.md; a test holds the page to be up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from gensvar.audits.verdict import Detector, Threshold, detectors
from gensvar.text import Text, format_number

FILE = Path("docs/audits-detectors.md")
PICTURES = "pictures/detectors"
_ALTS = (("fail", "en underkänd sida / a page that fails"), ("pass", "en godkänd sida / a page that passes"))
GENERATED = "<!-- Skriven av / written by: make docs. Ändra inte här / do not edit here. -->"
PREFACE = """# Detektorer / Detectors

Varje detektor är en ren funktion av det som webbläsaren såg ([hur granskningen går till](audits.md)).
Den säger `pass`, `fail`, `cannot_tell` eller `not_applicable`. ”Hittades inte” är aldrig ”bra”, och ”kunde inte öppnas”
är aldrig ”finns inte”. Gränser är parametrar: utan värde redovisas bara siffrorna.

Each detector is a pure function of what the browser saw ([how an audit works](audits.md)).
It says `pass`, `fail`, `cannot_tell` or `not_applicable`. "Not found" is never "fine", and "could not be opened" is
never "there is none". Limits are parameters: without a value only the figures are reported.

**{count}** detektorer / detectors."""
GROUPS: tuple[tuple[str, Text], ...] = (
    ("D", Text(sv="Når kunden fram?", en="Does the customer get through?")),
    ("H", Text(sv="Är något dolt?", en="Is something hidden?")),
    ("P", Text(sv="Vad kostar det?", en="What does it cost?")),
    ("S", Text(sv="Vad får maskiner veta?", en="What are machines told?")),
    ("A", Text(sv="Kan alla använda det?", en="Can everybody use it?")),
    ("L", Text(sv="Särskilda krav", en="Special requirements")),
)


def page(every: Sequence[Detector]) -> str:
    """Return the whole page."""
    parts = [GENERATED, PREFACE.format(count=len(every)), _table(every)]
    for letter, title in GROUPS:
        members = [one for one in every if one.id.startswith(letter)]
        if members:
            parts += [f"## {title.sv} / {title.en}", *(_entry(one) for one in members)]
    return "\n\n".join(parts) + "\n"


def _table(every: Sequence[Detector]) -> str:
    rows = [f"| [{one.id}](#{one.id.lower()}) | {one.title.sv} | {one.title.en} |" for one in every]
    return "\n".join(["| id | svenska | English |", "|---|---|---|", *rows])


def _entry(one: Detector) -> str:
    return "\n\n".join(
        [
            f'<a id="{one.id.lower()}"></a>\n\n### {one.id} {one.title.sv} / {one.title.en}',
            f"{one.definition.sv}\n\n{one.definition.en}",
            f"*Kan luras av:* {one.known_false_results.sv}\n\n*Can be fooled by:* {one.known_false_results.en}",
            *_limits(one.thresholds),
            _pictures(one),
        ]
    )


def _pictures(one: Detector) -> str:
    """A page that fails and one that passes, from the made-up sites that the tests audit."""
    cells = [f"![{one.id}, {alt}]({PICTURES}/{one.id}-{verdict}.webp)" for verdict, alt in _ALTS]
    return "\n".join(["| underkänd / fails | godkänd / passes |", "|---|---|", f"| {' | '.join(cells)} |"])


def _limits(thresholds: Sequence[Threshold]) -> Iterator[str]:
    if thresholds:
        rows = [f"- `{one.name}` ({one.unit}, {_default(one)}): {one.title.sv} / {one.title.en}" for one in thresholds]
        yield "\n".join(["*Gränser / limits:*", "", *rows])


def _default(one: Threshold) -> str:
    if one.default is None:
        return "inget förvalt / no default"
    return f"{format_number(one.default, 'sv', 1)} / {format_number(one.default, 'en', 1)}"


def write(file: Path) -> None:
    """Write the page, whole or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(page(detectors()), encoding="utf-8")
    beside.replace(file)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    write(target)
    sys.stderr.write(f"{len(detectors())} detectors in {target}\n")
