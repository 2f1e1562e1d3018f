"""The organisation's profile: which rules concern it, and the targets it set for itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gensvar.assess.reading import NOT_A_MAPPING, mapping_at, read_mapping, refuse_unknown_keys, unknown
from gensvar.errors import BadInput
from gensvar.handwritten import place
from gensvar.rulebook.model import Rule
from gensvar.rulebook.scope import FIELDS
from gensvar.text import Text

THRESHOLDS = "thresholds"
_TYPES: dict[str, tuple[type, ...]] = {"bool": (bool,), "text": (str,), "number": (int, float), "list": (list,)}
_WORDS = {
    "bool": Text(sv="true eller false", en="true or false"),
    "text": Text(sv="text", en="text"),
    "number": Text(sv="ett tal", en="a number"),
    "list": Text(sv="en lista", en="a list"),
}


def load_profile(path: Path, rules: dict[str, Rule]) -> tuple[dict[str, Any], dict[str, dict[str, dict[str, Any]]]]:
    """Return the profile's fields and the organisation's own thresholds `{rule: {parameter: {value, note}}}`.

    Raises BadInput with file, line, key and nearest match for an unknown field, rule or parameter
    and for a value of the wrong kind.
    """
    content = read_mapping(path, [*FIELDS, THRESHOLDS])
    fields = {name: value for name, value in content.items() if name != THRESHOLDS and value is not None}
    for name, value in fields.items():
        _check_type(path, name, value)
    return fields, _own_thresholds(path, mapping_at(path, content, THRESHOLDS), rules)


def _check_type(path: Path, name: str, value: Any) -> None:
    kind = FIELDS[name]
    if not isinstance(value, _TYPES[kind]) or (kind == "number" and isinstance(value, bool)):
        wanted = Text(sv=f"ska vara {_WORDS[kind].sv}", en=f"must be {_WORDS[kind].en}")
        raise BadInput(wanted, where=place(path, (name,)))


def _own_thresholds(
    path: Path, content: dict[str, Any], rules: dict[str, Rule]
) -> dict[str, dict[str, dict[str, Any]]]:
    own: dict[str, dict[str, dict[str, Any]]] = {}
    for rule_id, entries in content.items():
        at = (THRESHOLDS, rule_id)
        if rule_id not in rules:
            raise unknown(place(path, at), rule_id, rules)
        if not isinstance(entries, dict):
            raise BadInput(NOT_A_MAPPING, where=place(path, at))
        refuse_unknown_keys(path, at, entries, [parameter.id for parameter in rules[rule_id].parameters])
        own[rule_id] = {name: _entry(place(path, (*at, name)), entry) for name, entry in entries.items()}
    return own


def _entry(where: str, entry: Any) -> dict[str, Any]:
    given = entry if isinstance(entry, dict) else {"value": entry}
    value = given.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float) or set(given) - {"value", "note"}:
        raise BadInput(
            Text(sv="ska vara ett tal, eller value och note", en="must be a number, or value and note"), where=where
        )
    return {"value": value, "note": str(given.get("note") or "")}
