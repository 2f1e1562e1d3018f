"""Which words the templates and the code say, and which of them have no English yet."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from gensvar_web.kit.catalogue import PACKAGE, read_po

ONE = {"_", "gettext", "gettext_lazy"}
SEVERAL = {"ngettext", "ngettext_lazy"}
_STRING = r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_SAID = re.compile(rf"\b(n?)gettext\({_STRING}(?:,\s*{_STRING})?")


def apps() -> list[Path]:
    """Return the folders that have words of their own."""
    return sorted({file.parent for file in PACKAGE.rglob("apps.py")} | {PACKAGE / "project"})


def said_in(app: Path) -> set[str]:
    r"""Return the ids that an app says; several forms are joined by \\0, as in a catalogue."""
    found: set[str] = set()
    for template in app.rglob("templates/**/*.html"):
        found |= set(_in_template(template.read_text(encoding="utf-8")))
    for module in app.rglob("*.py"):
        found |= set(_in_code(module.read_text(encoding="utf-8")))
    return found


def _in_template(source: str) -> Iterator[str]:
    for plural, first, second in _SAID.findall(templatize(source)):
        yield ast.literal_eval(first) + ("\0" + ast.literal_eval(second) if plural and second else "")


def _in_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if node.func.id in ONE and texts:
            yield texts[0]
        elif node.func.id in SEVERAL and len(texts) > 1:
            yield "\0".join(texts[:2])


def catalogue_of(app: Path) -> Path:
    """Return where an app's English stands."""
    return app / "locale/en/LC_MESSAGES/django.po"


def missing_in(app: Path) -> list[str]:
    """Return the words of an app that have no English, neither its own nor the kit's."""
    known: dict[str, str] = {}
    for file in (catalogue_of(PACKAGE / "kit"), catalogue_of(app)):
        known |= read_po(file) if file.exists() else {}
    return sorted(word for word in said_in(app) if not known.get(word, "").strip("\0"))
