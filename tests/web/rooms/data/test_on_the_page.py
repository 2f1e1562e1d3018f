"""No page tells a manager to use the command line."""

import ast
from pathlib import Path

import pytest

import gensvar.logs
from gensvar_web.rooms.data.on_the_page import COMMAND, on_the_page

ROOT = Path(gensvar.logs.__file__).parent


def _texts() -> list[tuple[str, str]]:
    """Return every text of the importing library that speaks of the command line, in both languages."""
    found = []
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                said = {one.arg: _words(one.value) for one in node.keywords}
                if COMMAND.search(said.get("sv") or "") or COMMAND.search(said.get("en") or ""):
                    found.append((said["sv"], said["en"]))
    return found


def _words(node: ast.expr) -> str:
    strings = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return "".join(strings)


def test_the_library_has_such_texts() -> None:
    assert len(_texts()) > 8


@pytest.mark.parametrize(("sv", "en"), _texts())
def test_no_text_of_the_library_reaches_a_page_with_a_command(sv: str, en: str) -> None:
    told = on_the_page({"notes": [{"sv": sv, "en": en}]})["notes"][0]
    assert not COMMAND.search(told["sv"]), told
    assert not COMMAND.search(told["en"]), told
    assert told["sv"].strip()
    assert told["en"].strip()


def test_what_is_recognised_is_still_said() -> None:
    hint = {
        "sv": "Känns igen: Tid. Skriv en mappning; utgå från en medföljande: gensvar data mappings telefoni_sv",
        "en": "Recognised: Tid. Write a mapping; begin with a shipped one: gensvar data mappings telephony_en",
    }
    assert on_the_page(hint) == {
        "sv": "Känns igen: Tid. Tala om var de andra kolumnerna hör hemma (Ändra kolumnerna).",
        "en": "Recognised: Tid. Say where the other columns belong (Change the columns).",
    }
