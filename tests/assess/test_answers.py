"""Answers files: what is read, and what is refused with file, line and key."""

from pathlib import Path
from typing import Any

import pytest

from gensvar.assess import load_answers
from gensvar.errors import BadInput
from gensvar.rulebook.load import load_edition
from gensvar.rulebook.model import Question, Rule
from gensvar.text import Text

TEXT = Text(sv="fråga?", en="question?")
KINDS = ("yes_no", "number", "choice", "date", "document", "text")
QUESTIONS = tuple(
    Question(id=f"R-1.{kind}", text=TEXT, kind=kind, choices=("a", "b") if kind == "choice" else ()) for kind in KINDS
)


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    rule = next(iter(load_edition("KS").rules.values()))
    return {"R-1": rule.model_copy(update={"id": "R-1", "questions": QUESTIONS})}


def _load(folder: Path, text: str, rules: dict[str, Rule]) -> Any:
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return load_answers(path, rules)


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("yes_no", "true", True),
        ("yes_no", "", None),
        ("number", "12.5", 12.5),
        ("choice", "b", "b"),
        ("date", "2026-03-01", "2026-03-01"),
        ("document", "2026-03-01", "2026-03-01"),
        ("document", "false", False),
        ("text", "Se handboken", "Se handboken"),
    ],
)
def test_an_answer_of_each_kind(tmp_path: Path, rules: dict[str, Rule], kind: str, written: str, value: Any) -> None:
    found = _load(tmp_path, f"answers:\n  R-1.{kind}: {written}\n", rules)
    assert found.answers == {f"R-1.{kind}": {"value": value}}


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("yes_no", "ja"),
        ("yes_no", "1"),
        ("number", "true"),
        ("choice", "c"),
        ("date", "i mars"),
        ("document", "handbok.pdf"),
        ("text", "12"),
    ],
)
def test_an_answer_of_the_wrong_kind_names_its_line(
    tmp_path: Path, rules: dict[str, Rule], kind: str, written: str
) -> None:
    with pytest.raises(BadInput, match=rf"answers\.yaml:2:answers\.R-1\.{kind}"):
        _load(tmp_path, f"answers:\n  R-1.{kind}: {written}\n", rules)


def test_who_when_and_why_are_kept(tmp_path: Path, rules: dict[str, Rule]) -> None:
    text = "answers:\n  R-1.yes_no: {value: true, by: Anna, on: 2026-03-01, comment: Se bilaga}\n"
    expected = {"value": True, "by": "Anna", "on": "2026-03-01", "comment": "Se bilaga"}
    assert _load(tmp_path, text, rules).answers == {"R-1.yes_no": expected}


@pytest.mark.parametrize(
    ("text", "where", "near"),
    [
        ("answer:\n  R-1.yes_no: true\n", ":1:answer", "answers"),
        ("answers:\n  R-1.yesno: true\n", ":2:answers.R-1.yesno", "R-1.yes_no"),
        ("answers:\n  R-1.yes_no: {value: true, when: 2026-03-01}\n", ":2:", "on"),
        ("overrides:\n  R-2: {verdict: met}\n", ":2:overrides.R-2", "R-1"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(
    tmp_path: Path, rules: dict[str, Rule], text: str, where: str, near: str
) -> None:
    with pytest.raises(BadInput) as caught:
        _load(tmp_path, text, rules)
    assert where in str(caught.value)
    assert near in caught.value.describe("en")


def test_an_override_needs_verdict_reason_person_and_date(tmp_path: Path, rules: dict[str, Rule]) -> None:
    whole = {"verdict": "met", "reason": "Mätfel", "by": "Anna", "on": "2026-03-01"}
    text = "overrides:\n  R-1: {verdict: met, reason: Mätfel, by: Anna, on: 2026-03-01}\n"
    assert _load(tmp_path, text, rules).overrides == {"R-1": whole}
    with pytest.raises(BadInput, match="reason"):
        _load(tmp_path, "overrides:\n  R-1: {verdict: met, by: Anna, on: 2026-03-01}\n", rules)
    with pytest.raises(BadInput, match="verdict"):
        _load(tmp_path, text.replace("met,", "fine,"), rules)


@pytest.mark.parametrize(
    "text", ["- a\n- b\n", "answers: [1, 2]\n", "answers: text\n", "answers: {a: *b}\n", "answers: {\n"]
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, rules: dict[str, Rule], text: str) -> None:
    with pytest.raises(BadInput, match=r"answers\.yaml"):
        _load(tmp_path, text, rules)


def test_an_empty_list_of_answers_is_no_mistake(tmp_path: Path, rules: dict[str, Rule]) -> None:
    assert _load(tmp_path, "answers:\n", rules).answers == {}
