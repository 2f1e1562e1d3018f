"""Who runs this server and how to reach them, read from `operator.yaml` in the data folder.

    name: Föreningen
    organisation_number: 802000-1111
    phone: 08-465 004 10
    call_cost: {sv: Samtalet kostar som ett vanligt samtal., en: The call costs as much as any call.}
    email: info@exempel.se
    street: Storgatan 1
    postcode: 111 22
    town: Stockholm
    hours: {sv: måndag–fredag 9–16, en: Monday–Friday 9–16}
    codes: {sv: Vi följer de etiska reglerna för kundservice., en: We follow the ethical rules for customer service.}

Only `name` and one of `phone` and `email` are required.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.text import Text

FILE = "operator.yaml"


@dataclass(frozen=True)
class Operator:
    """The ways to reach whoever runs this server; a way that is not there is empty."""

    name: str
    organisation_number: str = ""
    phone: str = ""
    call_cost: Text | str = ""
    email: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    hours: Text | str = ""
    codes: Text | str = ""

    @property
    def tel(self) -> str:
        """What the telephone number dials, with the country first."""
        digits = "".join(one for one in self.phone if one.isdigit() or one == "+")
        return f"+46{digits[1:]}" if digits.startswith("0") and not digits.startswith("00") else digits


def read_operator(folder: Path) -> Operator | None:
    """Return what the file in the folder says; None without a file. BadInput says what is wrong in it."""
    file = folder / FILE
    if not file.is_file():
        return None
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        given = YAML(typ="safe").load(file.read_text("utf-8"))
    except (YAMLError, UnicodeDecodeError) as fault:
        raise _wrong(file, Text(sv="filen går inte att läsa", en="the file cannot be read")) from fault
    known = {one.name for one in fields(Operator)}
    if not isinstance(given, dict) or set(given) - known:
        extra = ", ".join(sorted(map(str, set(given) - known))) if isinstance(given, dict) else "?"
        raise _wrong(file, Text(sv=f"okända uppgifter: {extra}", en=f"unknown details: {extra}"))
    if not given.get("name") or not (given.get("phone") or given.get("email")):
        lacks = Text(sv="namn, och telefon eller e-post, behövs", en="a name, and a phone or an e-mail, are needed")
        raise _wrong(file, lacks)
    said: dict[str, Any] = {name: _said(file, name, value) for name, value in given.items()}
    return Operator(**said)


def _said(file: Path, name: str, value: Any) -> Text | str:
    if isinstance(value, dict) and set(value) == {"sv", "en"}:
        return Text(sv=str(value["sv"]), en=str(value["en"]))
    if isinstance(value, str | int):
        return str(value)
    raise _wrong(file, Text(sv=f"{name}: skriv text, eller sv och en", en=f"{name}: write a text, or sv and en"))


def _wrong(file: Path, what: Text) -> BadInput:
    example = Text(sv="Se docs/web/operating.md.", en="See docs/web/operating.md.")
    return BadInput(what, where=str(file), mend=example)
