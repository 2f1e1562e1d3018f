"""An edition in the formats that hold both languages: our own JSON, OSCAL, CISO Assistant."""

from __future__ import annotations

import json
from typing import Any

from gensvar.errors import BadInput
from gensvar.handwritten import did_you_mean
from gensvar.rulebook.edition import Edition
from gensvar.text import Text


def export_text(edition: Edition, form: str) -> str:
    """Return the edition as `json`, `oscal` (JSON) or `ciso` (YAML); KeyError for another form."""
    match form:
        case "json":
            from gensvar.rulebook.json_form import to_json

            return _dumped(to_json(edition))
        case "oscal":
            from gensvar.rulebook.oscal import to_oscal

            return _dumped(to_oscal(edition))
        case "ciso":
            from gensvar.rulebook.ciso import ciso_yaml

            return ciso_yaml(edition)
    raise KeyError(form)


def rule_json(edition: Edition, rule_id: str | None) -> dict[str, Any]:
    """Return the edition, or one of its rules with where it stands; BadInput for a rule it does not have."""
    from gensvar.rulebook.json_form import to_json

    if rule_id is None:
        return to_json(edition)
    rule = edition.rules.get(rule_id)
    if rule is None:
        raise BadInput(
            Text(sv=f"{edition.reference} har ingen regel {rule_id}", en=f"{edition.reference} has no rule {rule_id}"),
            mend=did_you_mean(rule_id, edition.rules),
        )
    return {
        "reference": edition.reference,
        "hash": edition.hash,
        "rule": rule.model_dump(mode="json", by_alias=True),
        "sources": [
            source.model_dump(mode="json") for source in edition.head.sources if source.id in _sources_of(rule)
        ],
    }


def _sources_of(rule: Any) -> set[str]:
    return {*rule.sources, *(value.source for parameter in rule.parameters for value in parameter.values)}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
