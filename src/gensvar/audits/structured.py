"""Contacts that a page tells machines: JSON-LD and microdata of schema.org. Broken JSON is no contact, and said so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from gensvar.audits.mailboxes import written_to
from gensvar.audits.numbers import dialled
from gensvar.audits.observation import Contact, PageState, TargetKind

_KINDS: dict[str, TargetKind] = {
    "telephone": "phone",
    "email": "email",
    "openingHours": "opening_hours",
    "openingHoursSpecification": "opening_hours",
    "address": "address",
    "vatID": "identity",
    "taxID": "identity",
}


def read_json_ld(block: str) -> Any:
    """Return the block's data; None when it is broken. A trailing semicolon or comma and HTML comments are forgiven."""
    text = re.sub(r"^\s*(<!--|/\*.*?\*/|//<!\[CDATA\[)|(-->|//\]\]>)\s*$", "", block.strip(), flags=re.DOTALL)
    text = re.sub(r",(\s*[}\]])", r"\1", text.strip().rstrip(";"))
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return None


def structured_contacts(state: PageState) -> Iterator[Contact]:
    """Yield the contacts that JSON-LD and microdata name; nobody sees them, so `visible` is False."""
    for block in state.json_ld:
        for name, value in _named(read_json_ld(block)):
            yield from _contact(state, _KINDS[name], value, "json_ld")
    for _, name, value in state.microdata:
        if name in _KINDS and name not in ("address", "openingHoursSpecification"):
            yield from _contact(state, _KINDS[name], value, "microdata")


def _named(data: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    if depth > 12:
        return
    if isinstance(data, list):
        for one in data:
            yield from _named(one, depth + 1)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name in _KINDS:
                for one in value if isinstance(value, list) else [value]:
                    yield name, one
            if isinstance(value, dict | list) and name not in ("address", "openingHoursSpecification"):
                yield from _named(value, depth + 1)


def _contact(state: PageState, kind: TargetKind, value: Any, source: Any) -> Iterator[Contact]:
    shown = _line(value)
    normal, about = shown, dict[str, str]()
    if kind == "phone":
        normal, valid, rate = dialled(f"tel:{shown.removeprefix('tel:')}")
        about = {"valid": "yes" if valid else "no", "rate": rate}
    elif kind == "email":
        normal = written_to(f"mailto:{shown.removeprefix('mailto:')}") or shown.lower()
    if shown:
        yield Contact(kind, normal, shown, source, state.url, state.id, "", visible=False, about=about)


def _line(value: Any) -> str:
    if isinstance(value, dict):
        parts = [
            value.get(name)
            for name in ("streetAddress", "postalCode", "addressLocality", "dayOfWeek", "opens", "closes")
        ]
        return " ".join(_line(one) for one in parts if one)
    if isinstance(value, list):
        return " ".join(_line(one) for one in value)
    return str(value).strip() if value is not None else ""
