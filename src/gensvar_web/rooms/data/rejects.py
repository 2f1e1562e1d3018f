"""The rows of a file that could not be used, as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from gensvar.logs.manifest import Source
from gensvar.logs.store import Store as Library
from gensvar_web.kit.language import language
from gensvar_web.rooms.data.queries import rejected_rows

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rejected_lines(library: Library, source: Source) -> Iterator[str]:
    """Return every rejected row as a line, under a head in the language of the page."""
    spoken = language()
    head = [_("Rad i filen"), _("Tabell"), _("Kolumn"), _("Orsak"), _("Det som lästes")]
    rows = (
        [one["source_row"], one["table"], one["column"], one[f"reason_{spoken}"], one["row"]]
        for one in rejected_rows(library, source)
    )
    return _csv([head], rows)


def _csv(*parts: Any) -> Iterator[str]:
    """Yield lines of CSV; the mark in front tells spreadsheets that it is UTF-8."""
    yield "\ufeff"
    for part in parts:
        for row in part:
            line = io.StringIO()
            csv.writer(line, delimiter=";").writerow([safe_cell(value) for value in row])
            yield line.getvalue()


def safe_cell(value: Any) -> Any:
    """Return a cell that begins with what begins a formula behind an apostrophe, as text."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value
