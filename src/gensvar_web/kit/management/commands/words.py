"""`gensvar manage words`: add to each app's English catalogue the words that are not in it yet."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gensvar_web.kit.catalogue import PACKAGE, read_po
from gensvar_web.kit.words import apps, catalogue_of, missing_in

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


class Command(BaseCommand):
    """Words without English."""

    help = "Lägg till ord som saknar engelska / add words that have no English yet"

    def handle(self, *args: Any, **options: Any) -> None:
        """Add empty entries, and say how many wait for a translation."""
        for app in apps():
            missing = missing_in(app)
            if missing:
                _add(catalogue_of(app), missing)
                self.stdout.write(f"{app.relative_to(PACKAGE)}: {len(missing)}")


def _add(file: Path, words: list[str]) -> None:
    known = read_po(file) if file.exists() else {}
    text = file.read_text(encoding="utf-8") if file.exists() else HEAD
    for word in words:
        if word in known:
            continue
        one, _, several = word.partition("\0")
        empty = 'msgstr[0] ""\nmsgstr[1] ""' if several else 'msgstr ""'
        plural = f"\nmsgid_plural {_quoted(several)}" if several else ""
        text += f"\nmsgid {_quoted(one)}{plural}\n{empty}\n"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
