"""An edition as an OSCAL catalog (NIST, version 1.2.1): chapters are groups, rules are controls.

What OSCAL has a place for stands there (titles, statements, guidance, parameters, sources); what it
has none for stands in properties and parts of our namespace. OSCAL knows one language: Swedish stands in the
native places, English beside it. `oscal_reading` reads all of it back.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import Chapter, EditionHead, Parameter, Part, Rule, Source
from gensvar.text import Text

OSCAL_VERSION = "1.2.1"
NS = "urn:gensvar:ns:oscal"
UNSET = "unset"
HEAD_PROPS = ("rulebook", "kind", "status", "valid_from", "valid_to")
RULE_PROPS = ("level", "status", "confidence", "verification", "valid_from", "valid_to", "split_from", "merged_into")
Json = dict[str, Any]


def to_oscal(edition: Edition) -> Json:
    """Return the catalog as JSON types; the same edition gives the same catalog."""
    own = uuid5(NAMESPACE_URL, f"{NS}:{edition.reference}")
    resources = {source.id: str(uuid5(own, f"source:{source.id}")) for source in edition.head.sources}
    return {
        "catalog": {
            "uuid": str(uuid5(own, edition.hash)),
            "metadata": _metadata(edition, own),
            "groups": [_group(chapter, resources) for chapter in edition.chapters],
            "back-matter": {"resources": [_resource(source, resources) for source in edition.head.sources]},
        }
    }


def _metadata(edition: Edition, own: UUID) -> Json:
    head = edition.head
    owner = str(uuid5(own, f"owner:{head.owner}"))
    return {
        "title": head.title.sv,
        "last-modified": f"{head.valid_from.isoformat()}T00:00:00Z",
        "version": head.edition,
        "oscal-version": OSCAL_VERSION,
        "props": _head_props(edition, head),
        "roles": [{"id": "creator", "title": "Regelverkets ägare"}],
        "parties": [{"uuid": owner, "type": "organization", "name": head.owner}],
        "responsible-parties": [{"role-id": "creator", "party-uuids": [owner]}],
    }


def _head_props(edition: Edition, head: EditionHead) -> list[Json]:
    return [
        *_plain_props(head, HEAD_PROPS),
        prop("hash", edition.hash),
        prop("title", head.title.en, "en"),
        *passage("summary", head.summary),
        *passage("license-note", head.license_note),
    ]


def _group(chapter: Chapter, resources: dict[str, str]) -> Json:
    return {
        "id": chapter.id,
        "class": "chapter",
        "title": chapter.title.sv,
        "props": [prop("title", chapter.title.en, "en")],
        **some("parts", [_part("overview", chapter.intro)] if chapter.intro else []),
        "controls": [_control(rule, resources) for rule in chapter.rules],
    }


def _control(rule: Rule, resources: dict[str, str]) -> Json:
    return {
        "id": rule.id,
        "class": rule.level,
        "title": rule.title.sv,
        **some("params", [_param(rule, parameter, resources) for parameter in rule.parameters]),
        "props": _rule_props(rule),
        "links": [{"href": f"#{resources[name]}", "rel": "reference"} for name in rule.sources],
        "parts": _parts(rule),
    }


def _rule_props(rule: Rule) -> list[Json]:
    return [
        {"name": "label", "value": rule.id},
        prop("title", rule.title.en, "en"),
        *_plain_props(rule, RULE_PROPS),
        *[prop("replaces", name) for name in rule.replaces],
        *([prop("scope", _line(rule.scope))] if rule.scope else []),
    ]


def _plain_props(part: Part, names: tuple[str, ...]) -> list[Json]:
    values = [(name, getattr(part, name)) for name in names]
    return [prop(name.replace("_", "-"), str(value)) for name, value in values if value is not None]


def _param(rule: Rule, parameter: Parameter, resources: dict[str, str]) -> Json:
    known = [value.value for value in parameter.values if value.value is not None]
    dated = [found for value in parameter.values for found in _dated(value.model_dump(mode="json", by_alias=True))]
    return {
        "id": f"{rule.id}_prm_{parameter.id}",
        "props": [prop("unit", parameter.unit), prop("title", parameter.title.en, "en"), *dated],
        "links": [
            {"href": f"#{resources[name]}", "rel": "reference"} for name in _sources(parameter) if name in resources
        ],
        "label": parameter.title.sv,
        **some("values", [json.dumps(known[-1])] if known else []),
    }


def _sources(parameter: Parameter) -> list[str]:
    return list(dict.fromkeys(value.source for value in parameter.values))


def _dated(value: Json) -> list[Json]:
    """Return one dated value as a group of properties: value, legal status, confidence, source, note."""
    group = f"from-{value['from']}"
    written = UNSET if value["value"] is None else json.dumps(value["value"])
    found = [prop("value", written), *[prop(name, value[name]) for name in ("status", "confidence", "source")]]
    if value["note"]:
        found += passage("note", Text(**value["note"]))
    return [{**one, "group": group} for one in found]


def _parts(rule: Rule) -> list[Json]:
    return [
        {"id": f"{rule.id}_smt", **_part("statement", rule.text)},
        {"id": f"{rule.id}_gdn", **_part("guidance", rule.guidance)},
        {"id": f"{rule.id}_evd", **_part("evidence", rule.evidence, NS)},
        *[_own_part("question", f"{one.id}_qst", one, one.text) for one in rule.questions],
        *[_own_part("action", f"{rule.id}_act_{one.id}", one, one.text) for one in rule.actions],
        *[_own_part("check", f"{one.id}_chk", one) for one in rule.checks],
        *[_own_part("example", f"{rule.id}_xmp-{index}", one, one.title) for index, one in enumerate(rule.examples, 1)],
    ]


def _own_part(name: str, token: str, part: Part, text: Text | None = None) -> Json:
    """Return a part of ours: its text in both languages for people, all it says in one property."""
    content = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    spoken = _part(name, text, NS) if text else {"name": name, "ns": NS}
    return {"id": token, **spoken, "props": [prop("content", _line(content))]}


def _part(name: str, text: Text, ns: str | None = None) -> Json:
    translation = {"name": "translation", "ns": NS, "class": "en", "prose": text.en}
    return {"name": name, **({"ns": ns} if ns else {}), "prose": text.sv, "parts": [translation]}


def _resource(source: Source, resources: dict[str, str]) -> Json:
    accessed = [prop("accessed", source.accessed.isoformat())] if source.accessed else []
    note = passage("note", source.note) if source.note else []
    return {
        "uuid": resources[source.id],
        "title": source.title,
        "props": [prop("id", source.id), *accessed, *note],
        **some("rlinks", [{"href": source.url}] if source.url else []),
    }


def prop(name: str, value: str, language: str = "") -> Json:
    """Return a property in our namespace; `language` stands as its class."""
    return {"name": name, "ns": NS, "value": value, **({"class": language} if language else {})}


def passage(name: str, text: Text) -> list[Json]:
    """Return a text of any length as two properties, the words as their remarks."""
    return [{**prop(name, language, language), "remarks": getattr(text, language)} for language in ("sv", "en")]


def some(key: str, values: list[Any]) -> Json:
    """Return `{key: values}`, or nothing: OSCAL has no empty lists."""
    return {key: values} if values else {}


def _line(value: Any) -> str:
    """Return JSON on one line, for OSCAL's properties have no line breaks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
