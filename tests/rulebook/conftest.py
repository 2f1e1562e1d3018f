"""A small edition on disk that each test may change before it is written."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gensvar.rulebook.load import Edition, load_edition

SHIPPED = Path(__file__).parents[2] / "rulebooks"


def text(words: str) -> dict[str, str]:
    return {"sv": f"{words} på svenska", "en": f"{words} in English"}


def rule(name: str, **changes: Any) -> dict[str, Any]:
    """Return a rule that is measured, asked about and documented."""
    return {
        "id": name,
        "title": text("Svar i tid"),
        "text": text("Den som ringer får svar i tid"),
        "level": "must",
        "status": "reconstructed",
        "confidence": "I",
        "verification": "automated",
        "sources": ["S1"],
        "scope": {"channels": {"has": "phone"}},
        "parameters": [
            {
                "id": "share",
                "title": text("Andel"),
                "unit": "share",
                "values": [
                    {"from": "2020-01-01", "value": 0.8, "status": "law", "confidence": "H", "source": "S1"},
                    {"from": "2024-01-01", "value": 0.9, "status": "law", "confidence": "H", "source": "S2"},
                ],
            },
            {
                "id": "tau",
                "title": text("Gräns"),
                "unit": "s",
                "values": [
                    {"from": "2020-01-01", "value": None, "status": "proposal", "confidence": "U", "source": "S1"}
                ],
            },
        ],
        "checks": [
            {
                "kind": "measure",
                "id": f"{name}.answered",
                "measure": "answer_rate",
                "compare": "at_least",
                "threshold": "share",
                "claim": f"{name}.believed",
            },
            {"kind": "answer", "id": f"{name}.target", "question": f"{name}.believed"},
        ],
        "questions": [{"id": f"{name}.believed", "text": text("Svarar ni i tid?")}],
        "guidance": text("Vägledning"),
        "evidence": text("Samtalslogg"),
        "actions": [{"id": f"{name}.staff", "text": text("Bemanna"), "role": text("Chef")}],
        "examples": [
            {
                "title": text("Nio av tio"),
                "profile": {"channels": ["phone"]},
                "answers": {f"{name}.believed": True},
                "measures": {f"{name}.answered": {"numerator": 900, "denominator": 1000}},
                "verdict": "met",
            }
        ],
        **changes,
    }


HEAD: dict[str, Any] = {
    "rulebook": "XX",
    "edition": "2020",
    "title": text("Prov"),
    "summary": text("Ett prov"),
    "kind": "self-regulation",
    "owner": "Ingen",
    "status": "reconstructed",
    "valid_from": "2020-01-01",
    "license_note": text("Egna ord"),
    "sources": [
        {"id": "S1", "title": "Första källan", "url": "https://example.org/a", "accessed": "2026-11-01"},
        {"id": "S2", "title": "Andra källan", "note": text("Läst i sammandrag")},
    ],
}


def content(**changes: Any) -> dict[str, Any]:
    """Return an edition as `{head, chapters}` of plain values; `changes` go into the head."""
    return {
        "head": {**copy.deepcopy(HEAD), **changes},
        "chapters": [
            {"id": "XX-1", "title": text("Telefon"), "intro": text("Om telefon"), "rules": [rule("XX-1.1")]},
            {"id": "XX-2", "title": text("Annat"), "rules": [rule("XX-2.1"), rule("XX-2.2", scope={}, level="should")]},
        ],
    }


@pytest.fixture
def write_edition(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes an edition under `tmp_path/rulebooks` and gives its folder."""

    def write(edition: dict[str, Any] | None = None, folder: str | None = None) -> Path:
        given = edition or content()
        head = given["head"]
        place = tmp_path / "rulebooks" / (folder or f"{head['rulebook']}/{head['edition']}")
        place.mkdir(parents=True, exist_ok=True)
        files = {"edition.yaml": head}
        files |= {f"{index:02}-chapter.yaml": chapter for index, chapter in enumerate(given["chapters"], 1)}
        for name, values in files.items():
            with (place / name).open("w", encoding="utf-8") as stream:
                YAML().dump(copy.deepcopy(values), stream)
        return place

    return write


@pytest.fixture
def make() -> Any:
    """Return the makers of plain content, which a test changes at will."""

    class Make:
        edition = staticmethod(content)
        rule = staticmethod(rule)
        text = staticmethod(text)

    return Make


@cache
def _loaded(reference: str) -> Edition:
    return load_edition(reference, roots=[SHIPPED])


@pytest.fixture
def load() -> Callable[[str], Edition]:
    """Return a function that gives a shipped edition, read once for all tests."""
    return _loaded


@pytest.fixture
def shipped() -> Path:
    """Return the folder of the rulebooks in the repository."""
    return SHIPPED
