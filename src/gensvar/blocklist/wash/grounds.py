"""The company's own lists read from files: consents, customer relations, and people who have said no.

Each is a CSV file with a header. A ground counts only if it holds on the day the list is washed for: a consent for this
very company, ticked by the person and not withdrawn; a relation for the same kind of goods.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from gensvar.blocklist.numbers.reading import read_cell
from gensvar.blocklist.wash.encoding import read_text
from gensvar.blocklist.wash.exemptions import PURPOSES, Exemption, Exemptions
from gensvar.blocklist.wash.validity import Validity
from gensvar.errors import BadInput
from gensvar.text import Text

NAMES: dict[str, tuple[str, ...]] = {
    "number": ("number", "nummer", "telefon", "telefonnummer", "phone", "mobil", "msisdn"),
    "company": ("company", "företag", "foretag", "org", "seller", "säljare"),
    "given": ("given", "given_at", "lämnat", "lamnat", "datum", "date", "tidpunkt"),
    "active": ("active", "ticked", "active_tick", "aktivt", "aktivt_val"),
    "withdrawn": ("withdrawn", "withdrawn_at", "återkallat", "aterkallat"),
    "product": ("product", "vara", "slag", "varuslag", "kategori", "category"),
    "ended": ("ended", "end", "slut", "avslutat", "uppfyllt", "fulfilled"),
    "began": ("began", "start", "started", "från", "fran"),
}
FALSE = ("", "0", "nej", "no", "false", "n")


def load_exemptions(
    validity: Validity,
    on: date,
    *,
    seller: str,
    product: str,
    purpose: str,
    consents: Path | None = None,
    relations: Path | None = None,
    opt_outs: Path | None = None,
) -> Exemptions:
    """Return the grounds that hold on a day for a seller and a kind of goods. Raises BadInput for a file that is
    wrong.
    """
    if purpose not in PURPOSES:
        raise BadInput(
            Text(sv=f"okänt syfte: {purpose}", en=f"unknown purpose: {purpose}"),
            mend=Text(sv=f"Välj ett av: {', '.join(PURPOSES)}", en=f"Choose one of: {', '.join(PURPOSES)}"),
        )
    if (consents or relations) and not seller:
        raise BadInput(
            Text(sv="ett samtycke gäller ett namngivet företag", en="a consent is for a named company"),
            mend=Text(sv="Säg vilket: --seller ORGNR", en="Say which: --seller ORGNO"),
        )
    found: dict[int, Exemption] = {}
    for ground, path in (("relation", relations), ("consent", consents)):
        for row in _rows(path) if path else ():
            until = _consent(row, validity, seller) if ground == "consent" else _relation(row, validity, product, on)
            if until is None or until < on:
                continue
            for number in row.numbers:
                if number not in found or found[number].until < until:
                    found[number] = Exemption(ground, until)
    opted_out = frozenset(number for row in _rows(opt_outs) for number in row.numbers) if opt_outs else frozenset()
    return Exemptions(purpose, found, opted_out)


class _Row:
    """A line of one of the files."""

    def __init__(self, values: dict[str, str], where: str) -> None:
        self._values, self._where = values, where

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every number the line plausibly names."""
        return read_cell(self.text("number")).readings

    def text(self, name: str) -> str:
        """Return a cell; empty where the file has no such column."""
        return self._values.get(name, "")

    def day(self, name: str) -> date | None:
        """Return a day; None where the cell is empty. Raises BadInput for what is no day."""
        text = self.text(name)
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).date()
        except ValueError as problem:
            raise BadInput(
                Text(sv=f"{text!r} är ingen dag", en=f"{text!r} is no day"),
                where=f"{self._where}, {name}",
                mend=Text(sv="Skriv ÅÅÅÅ-MM-DD.", en="Write YYYY-MM-DD."),
            ) from problem


def _consent(row: _Row, validity: Validity, seller: str) -> date | None:
    given = row.day("given")
    named = row.text("company").casefold() == seller.casefold()
    if given is None or not named or row.text("active").casefold() in FALSE:
        return None
    until = validity.of_consent(given)
    withdrawn = row.day("withdrawn")
    return None if withdrawn and withdrawn <= until else until


def _relation(row: _Row, validity: Validity, product: str, on: date) -> date | None:
    if not product or row.text("product").casefold() != product.casefold():
        return None
    began, ended = row.day("began"), row.day("ended")
    if began and began > on:
        return None
    return validity.of_relation(ended) if ended else date.max


def _rows(path: Path) -> Iterator[_Row]:
    text = read_text(path)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",")
    header = [name.strip().casefold() for name in next(reader, [])]
    columns = {name: header.index(one) for name, listed in NAMES.items() for one in listed if one in header}
    if "number" not in columns:
        raise BadInput(
            Text(sv="filen saknar kolumnen number", en="the file lacks the column number"),
            where=str(path),
            mend=Text(sv=f"Kolumnerna är: {', '.join(header)}", en=f"The columns are: {', '.join(header)}"),
        )
    for line, cells in enumerate(reader, start=2):
        if any(cell.strip() for cell in cells):
            values = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
            yield _Row(values, f"{path}:{line}")
