"""How a CSV file is written: separator, lines before the header, header, decimal sign."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

SEPARATORS = (";", "\t", ",", "|")
LOOKED_AT = 200
VALUE = re.compile(r"^[\s\d.,:;/+\-TZ%]*\d[\s\d.,:;/+\-TZ%]*$")
COMMA_NUMBER = re.compile(r"^\s*-?\d{1,12},\d{1,6}\s*$")
POINT_NUMBER = re.compile(r"^\s*-?\d{1,12}\.\d{1,6}\s*$")


@dataclass(frozen=True)
class Dialect:
    """`skip` counts the lines before the header (or before the first row when there is none)."""

    separator: str
    columns: tuple[str, ...]
    skip: int = 0
    header: bool = True
    decimal: str = "."


def find_dialect(text: str, separator: str | None = None, whole: bool = False) -> Dialect:
    """Return the dialect of the beginning of a file; `whole` when `text` is all of it.

    A last line that may be cut off is left aside.
    """
    if not whole and "\n" in text:
        text = text[: text.rindex("\n") + 1]
    best = separator or max(SEPARATORS, key=lambda candidate: _evenness(_rows(text, candidate)))
    rows = _rows(text, best)
    width = _usual_width(rows)
    first = next((n for n, row in enumerate(rows) if _is_header_wide(row, width)), 0)
    header = _is_header(rows[first]) if rows else False
    skip = _line_of(text, best, first)
    names = unique_names(_padded(rows[first] if header and rows else [], width))
    return Dialect(best, tuple(names), skip, header, _decimal(rows[first + header :]))


def unique_names(names: list[str]) -> list[str]:
    """Return column names, an empty one given a number and a repeated one told apart."""
    taken: set[str] = set()
    copies: Counter[str] = Counter()
    for number, name in enumerate(names, start=1):
        wanted = re.sub(r"\s+", " ", name).strip() or f"column {number}"
        unique = wanted
        while unique.lower() in taken:
            copies[wanted.lower()] += 1
            unique = f"{wanted} ({copies[wanted.lower()] + 1})"
        taken.add(unique.lower())
        names[number - 1] = unique
    return names


def _rows(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= LOOKED_AT:
                break
    except csv.Error:
        pass
    return rows


def _evenness(rows: list[list[str]]) -> tuple[float, int]:
    """Return the share of rows as wide as the usual row, and that width; one column says nothing."""
    filled = [row for row in rows if row]
    width = _usual_width(rows)
    if width < 2:
        return (0.0, 0)
    return (round(sum(len(row) == width for row in filled) / len(filled), 1), width)


def _usual_width(rows: list[list[str]]) -> int:
    widths = Counter(len(row) for row in rows if row)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _is_header_wide(row: list[str], width: int) -> bool:
    """Tell whether a row can be the header: as wide as the rows, or one narrower (a separator ends each row)."""
    filled = sum(bool(cell.strip()) for cell in row)
    return len(row) in (width, width - 1) and filled >= max(1, (len(row) + 1) // 2)


def _is_header(row: list[str]) -> bool:
    cells = [cell for cell in row if cell.strip()]
    return bool(cells) and not any(VALUE.match(cell) for cell in cells)


def _line_of(text: str, separator: str, row: int) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for _ in range(row):
        next(reader, None)
    return reader.line_num


def _padded(names: list[str], width: int) -> list[str]:
    return names + [""] * (width - len(names))


def _decimal(rows: list[list[str]]) -> str:
    cells = [cell for row in rows for cell in row]
    comma = sum(bool(COMMA_NUMBER.match(cell)) for cell in cells)
    point = sum(bool(POINT_NUMBER.match(cell)) for cell in cells)
    return "," if comma > point else "."
