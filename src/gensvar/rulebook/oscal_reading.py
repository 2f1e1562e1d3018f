"""An OSCAL catalog that `oscal` wrote, read back into the very same edition."""

from __future__ import annotations

import json
from typing import Any

from gensvar.errors import BadInput
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.json_form import edition_of
from gensvar.rulebook.oscal import HEAD_PROPS, NS, RULE_PROPS, UNSET
from gensvar.text import Text

Json = dict[str, Any]


def from_oscal(document: Json, where: str = "OSCAL") -> Edition:
    """Return the edition in a catalog; BadInput if the catalog was not written by `to_oscal`.

    Titles, statements and guidance are read from the catalog's native places, dated values from the properties.
    """
    try:
        catalog = document["catalog"]
        sources = [_source(resource) for resource in catalog["back-matter"]["resources"]]
        names = {resource["uuid"]: _value(resource, "id") for resource in catalog["back-matter"]["resources"]}
        content = {
            "edition": {**_head(catalog["metadata"]), "sources": sources},
            "chapters": [_chapter(group, names) for group in catalog["groups"]],
        }
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as problem:
        raise BadInput(
            Text(
                sv="OSCAL-katalogen är inte skriven av Gensvar, eller har ändrats så att den inte går att läsa",
                en="the OSCAL catalog was not written by Gensvar, or was changed beyond reading",
            ),
            where=where,
        ) from problem
    return edition_of(content, where)


def _head(metadata: Json) -> Json:
    return {
        **_plain(metadata, HEAD_PROPS),
        "edition": metadata["version"],
        "title": _title(metadata),
        "owner": metadata["parties"][0]["name"],
        "summary": _passage(metadata["props"], "summary"),
        "license_note": _passage(metadata["props"], "license-note"),
    }


def _source(resource: Json) -> Json:
    links = resource.get("rlinks")
    accessed, note = _value(resource, "accessed"), _passage(resource["props"], "note")
    return {
        "id": _value(resource, "id"),
        "title": resource["title"],
        **({"url": links[0]["href"]} if links else {}),
        **({"accessed": accessed} if accessed else {}),
        **({"note": note} if note else {}),
    }


def _chapter(group: Json, names: dict[str, str | None]) -> Json:
    intro = [_text(part) for part in group.get("parts", ()) if part["name"] == "overview"]
    return {
        "id": group["id"],
        "title": _title(group),
        **({"intro": intro[0]} if intro else {}),
        "rules": [_rule(control, names) for control in group["controls"]],
    }


def _rule(control: Json, names: dict[str, str | None]) -> Json:
    scope = _value(control, "scope")
    plain = _plain(control, RULE_PROPS)
    renamed = {key.replace("_", "-") if key in ("split_from", "merged_into") else key: plain[key] for key in plain}
    return {
        "id": control["id"],
        "title": _title(control),
        **renamed,
        "replaces": [one["value"] for one in control["props"] if _ours(one, "replaces")],
        "sources": [names[link["href"].removeprefix("#")] for link in control["links"]],
        "parameters": [_parameter(param, control["id"]) for param in control.get("params", ())],
        **({"scope": json.loads(scope)} if scope else {}),
        **_parts(control["parts"]),
    }


def _parts(parts: list[Json]) -> Json:
    by_name: dict[str, list[Json]] = {}
    for part in parts:
        by_name.setdefault(part["name"], []).append(part)
    return {
        "text": _text(by_name["statement"][0]),
        "guidance": _text(by_name["guidance"][0]),
        "evidence": _text(by_name["evidence"][0]),
        "questions": [{**_content(part), "text": _text(part)} for part in by_name.get("question", ())],
        "actions": [{**_content(part), "text": _text(part)} for part in by_name.get("action", ())],
        "checks": [_content(part) for part in by_name.get("check", ())],
        "examples": [{**_content(part), "title": _text(part)} for part in by_name["example"]],
    }


def _parameter(param: Json, rule_id: str) -> Json:
    groups: dict[str, list[Json]] = {}
    for one in param["props"]:
        if "group" in one:
            groups.setdefault(one["group"], []).append(one)
    return {
        "id": param["id"].removeprefix(f"{rule_id}_prm_"),
        "title": {"sv": param["label"], "en": _value(param, "title")},
        "unit": _value(param, "unit"),
        "values": [_dated(group, props) for group, props in groups.items()],
    }


def _dated(group: str, props: list[Json]) -> Json:
    said = {one["name"]: one["value"] for one in props}
    note = _passage(props, "note")
    return {
        "from": group.removeprefix("from-"),
        "value": None if said["value"] == UNSET else json.loads(said["value"]),
        **{key: said[key] for key in ("status", "confidence", "source")},
        **({"note": note} if note else {}),
    }


def _ours(one: Json, name: str) -> bool:
    return bool(one["name"] == name and one.get("ns") == NS)


def _value(thing: Json, name: str) -> str | None:
    return next((one["value"] for one in thing["props"] if _ours(one, name)), None)


def _plain(thing: Json, names: tuple[str, ...]) -> Json:
    found = {name: _value(thing, name.replace("_", "-")) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def _title(thing: Json) -> Json:
    return {"sv": thing["title"], "en": _value(thing, "title")}


def _text(part: Json) -> Json:
    english = next(child["prose"] for child in part["parts"] if child.get("class") == "en")
    return {"sv": part["prose"], "en": english}


def _passage(props: list[Json], name: str) -> Json | None:
    found = {one["class"]: one["remarks"] for one in props if _ours(one, name)}
    return found or None


def _content(part: Json) -> Json:
    content: Json = json.loads(next(one["value"] for one in part["props"] if _ours(one, "content")))
    return content
