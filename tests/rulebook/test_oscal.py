"""OSCAL: NIST's own schema accepts it, and nothing is lost on the way back."""

from __future__ import annotations

import copy
import hashlib
import json
from pathlib import Path
from typing import Any, get_args

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gensvar.errors import BadInput
from gensvar.rulebook.edition import made_of
from gensvar.rulebook.load import find_edition, list_editions, load_edition
from gensvar.rulebook.model import Chapter, EditionHead, Unit
from gensvar.rulebook.oscal import to_oscal
from gensvar.rulebook.oscal_reading import from_oscal

SCHEMA = Path(__file__).with_name("schemas") / "oscal_catalog_schema-1.2.1.json"
ROOT = [Path(__file__).parents[2] / "rulebooks"]
REFERENCES = [one.reference for one in list_editions(ROOT)]


@pytest.fixture(scope="module")
def schema() -> Any:
    return jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8")), validate_formats=True)


def test_the_schema_is_nists_and_unchanged() -> None:
    content = SCHEMA.read_bytes()
    assert json.loads(content)["$id"] == "http://csrc.nist.gov/ns/oscal/1.2.1/oscal-catalog-schema.json"
    assert hashlib.sha256(content).hexdigest() in SCHEMA.with_name("README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("reference", REFERENCES)
def test_every_shipped_edition_is_a_valid_catalog_and_comes_back_whole(reference: str, schema: Any, load: Any) -> None:
    edition = load(reference)
    catalog = json.loads(json.dumps(to_oscal(edition)))
    assert [f"{error.instance_path}: {error.message}" for error in schema.iter_errors(catalog)] == []
    assert catalog["catalog"]["metadata"]["oscal-version"] == "1.2.1"
    back = from_oscal(catalog)
    assert list(back.rules) == list(edition.rules)
    assert back.content() == edition.content()
    assert back.hash == edition.hash
    assert to_oscal(back) == to_oscal(edition)


def test_there_are_shipped_editions_to_try() -> None:
    assert "KS@2023-04-01" in REFERENCES


@pytest.mark.parametrize(
    "spoil",
    [
        lambda catalog: catalog["groups"][0]["controls"][0].pop("title"),
        lambda catalog: catalog["groups"][0]["controls"][0].update(id="1.1"),
        lambda catalog: catalog["metadata"].update(props=[]),
        lambda catalog: catalog.update(uuid="not a uuid"),
        lambda catalog: catalog["metadata"]["props"][0].update(value=" space first"),
        lambda catalog: catalog.update(rules=[]),
    ],
)
def test_the_schema_finds_a_planted_fault(spoil: Any, schema: Any, load: Any) -> None:
    catalog = to_oscal(load("TR"))
    assert schema.is_valid(catalog)
    spoil(catalog["catalog"])
    assert not schema.is_valid(catalog)


def test_ids_are_unique_in_the_whole_catalog(load: Any) -> None:
    def ids(thing: Any) -> list[str]:
        if isinstance(thing, list):
            return [name for one in thing for name in ids(one)]
        if not isinstance(thing, dict):
            return []
        own = [thing["id"]] if isinstance(thing.get("id"), str) else []
        return own + [name for value in thing.values() for name in ids(value)]

    for reference in REFERENCES:
        found = ids(to_oscal(load(reference)))
        assert len(found) == len(set(found)), reference


def test_sources_parameters_and_status_stand_where_oscal_readers_look(load: Any) -> None:
    catalog = to_oscal(load("TR"))["catalog"]
    control = catalog["groups"][0]["controls"][0]
    resources = {f"#{resource['uuid']}" for resource in catalog["back-matter"]["resources"]}
    assert {link["href"] for link in control["links"]} <= resources
    names = {one["name"] for one in control["props"]}
    assert {"level", "status", "confidence", "verification"} <= names
    assert {part["name"] for part in control["parts"]} >= {"statement", "guidance"}


def test_an_edited_statement_is_read_back(load: Any) -> None:
    catalog = to_oscal(load("TR"))
    catalog["catalog"]["groups"][0]["controls"][0]["parts"][0]["prose"] = "Andra ord"
    rule = next(iter(from_oscal(catalog).rules.values()))
    assert rule.text.sv == "Andra ord"


@pytest.mark.parametrize(
    "document", [{}, {"catalog": {}}, {"catalog": {"metadata": {}, "groups": [], "back-matter": {"resources": [{}]}}}]
)
def test_a_catalog_of_others_is_refused(document: Any) -> None:
    with pytest.raises(BadInput, match="not written by Gensvar"):
        from_oscal(document)


LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
TEXTS = st.builds(lambda sv, en: {"sv": sv, "en": en}, LINES, LINES)
LONG = st.builds(
    lambda sv, en: {"sv": "\n\n".join(sv), "en": "\n".join(en)},
    st.lists(LINES, min_size=1, max_size=3),
    st.lists(LINES, min_size=1, max_size=3),
)
NUMBERS = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False, width=32))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    title=TEXTS,
    text=LONG,
    guidance=LONG,
    values=st.lists(NUMBERS, min_size=1, max_size=3),
    unit=st.sampled_from(get_args(Unit)),
    data=st.data(),
)
def test_whatever_is_written_comes_back(
    make: Any, schema: Any, title: Any, text: Any, guidance: Any, values: Any, unit: str, data: Any
) -> None:
    content = copy.deepcopy(make.edition())
    rule = content["chapters"][0]["rules"][0]
    rule |= {
        "title": title,
        "text": text,
        "guidance": guidance,
        "replaces": ["XX-0.1", "XX-0.2"],
        "merged-into": "XX-9",
    }
    rule["scope"] = {"any": [{"channels": {"has": data.draw(LINES)}}, {"not": {"public": True}}]}
    rule["parameters"][0]["unit"] = unit
    rule["parameters"][0]["values"] = [
        {"from": f"202{n}-01-01", "value": value, "status": "law", "confidence": "H", "source": "S1", "note": text}
        for n, value in enumerate(values)
    ]
    content["chapters"][0]["intro"] = text
    head, chapters = content["head"], content["chapters"]
    edition = made_of(
        EditionHead.model_validate(head), tuple(Chapter.model_validate(chapter) for chapter in chapters), None
    )
    catalog = json.loads(json.dumps(to_oscal(edition)))
    assert [f"{error.instance_path}: {error.message}" for error in schema.iter_errors(catalog)] == []
    assert from_oscal(catalog).content() == edition.content()


def test_the_same_edition_gives_the_same_catalog(shipped: Path) -> None:
    folder = find_edition("KS", roots=[shipped])
    assert to_oscal(load_edition(str(folder))) == to_oscal(load_edition(str(folder)))
