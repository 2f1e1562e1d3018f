"""CISO Assistant: the keys its loader asks for, URNs in its form, and both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gensvar.rulebook.ciso import ciso_yaml
from gensvar.rulebook.load import Edition, list_editions, load_edition

ROOT = [Path(__file__).parents[2] / "rulebooks"]
# As read in the loader of intuitem/ciso-assistant-community (backend/library/utils.py, backend/core/models.py):
# what a library, a framework and a requirement node must have, and the form of a URN.
LIBRARY = {"urn", "name", "version", "objects", "locale", "ref_id"}
FRAMEWORK = {"ref_id", "urn", "requirement_nodes"}
URN = re.compile(r"^urn:([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+):([a-zA-Z0-9_-]+)(?::([a-zA-Z0-9_-]+))?:(.+)$")
NODE_KEYS = {
    "urn",
    "assessable",
    "depth",
    "parent_urn",
    "ref_id",
    "name",
    "description",
    "annotation",
    "typical_evidence",
    "importance",
    "translations",
    "questions",
}
QUESTION_KINDS = {"unique_choice", "multiple_choice", "text", "date"}


@pytest.fixture(params=[one.reference for one in list_editions(ROOT)])
def edition(request: Any, load: Any) -> Edition:
    found: Edition = load(request.param)
    return found


@pytest.fixture
def library(edition: Edition) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe").load(ciso_yaml(edition))
    return found


def test_a_library_has_what_the_loader_asks_for(library: dict[str, Any]) -> None:
    assert set(library) >= LIBRARY
    assert int(library["version"]) == 1
    framework = library["objects"]["framework"]
    assert set(framework) >= FRAMEWORK
    nodes = framework["requirement_nodes"]
    urns = [library["urn"], framework["urn"], *[node["urn"] for node in nodes]]
    assert all(URN.match(urn) for urn in urns)
    assert len(urns) == len({urn.lower() for urn in urns})
    assert all(set(node) <= NODE_KEYS for node in nodes)


def test_nodes_form_a_tree_of_chapters_and_rules(edition: Edition, library: dict[str, Any]) -> None:
    nodes = library["objects"]["framework"]["requirement_nodes"]
    chapters = {node["urn"] for node in nodes if not node["assessable"]}
    rules = [node for node in nodes if node["assessable"]]
    assert [node["ref_id"] for node in rules] == list(edition.rules)
    assert {node["parent_urn"] for node in rules} == chapters
    assert {node["depth"] for node in rules} == {2}


def test_both_languages_and_all_questions_are_there(edition: Edition, library: dict[str, Any]) -> None:
    for node in library["objects"]["framework"]["requirement_nodes"]:
        assert node["translations"]["en"]["name"]
        if not node["assessable"]:
            continue
        rule = edition.rules[node["ref_id"]]
        assert node["description"] == rule.text.sv
        assert node["translations"]["en"]["description"] == rule.text.en
        questions = node.get("questions", {})
        assert [one["text"] for one in questions.values()] == [question.text.sv for question in rule.questions]
        assert {one["type"] for one in questions.values()} <= QUESTION_KINDS
        for urn, one in questions.items():
            assert URN.match(urn)
            assert all(URN.match(choice["urn"]) for choice in one.get("choices", ()))


def test_a_choice_knows_whether_it_fulfils_the_rule(write_edition: Any, make: Any) -> None:
    edition = make.edition()
    rule = edition["chapters"][0]["rules"][0]
    rule["checks"][1]["expect"] = [False]
    rule["examples"][0]["answers"] = {"XX-1.1.believed": False}
    library = YAML(typ="safe").load(ciso_yaml(load_edition(str(write_edition(edition)))))
    node = library["objects"]["framework"]["requirement_nodes"][1]
    (question,) = node["questions"].values()
    assert [(choice["value"], choice.get("compute_result")) for choice in question["choices"]] == [
        ("Ja", False),
        ("Nej", True),
        ("Vet inte", None),
    ]
    assert [choice["translations"]["en"]["value"] for choice in question["choices"]] == ["Yes", "No", "Don't know"]
