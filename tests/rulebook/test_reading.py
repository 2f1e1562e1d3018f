"""Every mistake in the files of an edition is told, all at once, with file, line, key and nearest match."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gensvar.errors import BadInput
from gensvar.rulebook.problems import BadEdition
from gensvar.rulebook.reading import read_edition, read_head

Spoil = Callable[[dict[str, Any]], object]


def _rule(edition: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = edition["chapters"][0]["rules"][0]
    return found


def _problems(folder: Path) -> list[str]:
    with pytest.raises(BadEdition) as raised:
        read_edition(folder)
    return [one.describe("en") for one in raised.value.located]


def test_a_sound_edition_is_read(write_edition: Any) -> None:
    edition = read_edition(write_edition())
    assert edition.reference == "XX@2020"
    assert list(edition.rules) == ["XX-1.1", "XX-2.1", "XX-2.2"]
    assert edition.rules["XX-1.1"].parameters[0].values[1].value == 0.9
    assert edition.hash.startswith("sha256:")
    assert not edition.sealed


CASES: list[tuple[str, Spoil, list[str]]] = [
    ("unknown key", lambda e: _rule(e).update(levl="must"), ["01-chapter.yaml:", "unknown key levl", "level?"]),
    ("missing key", lambda e: _rule(e).pop("guidance"), ["rules.0.guidance", "the key guidance is missing"]),
    ("missing language", lambda e: _rule(e)["title"].pop("en"), ["rules.0.title.en", "the key en is missing"]),
    ("empty text", lambda e: _rule(e)["text"].update(sv="  "), ["rules.0.text.sv", "sv is empty"]),
    ("misspelt language", lambda e: _rule(e)["text"].update(se="x"), ["rules.0.text.se", "unknown key se", "en, sv"]),
    ("head", lambda e: e["head"].update(titel="x"), ["edition.yaml", "unknown key titel", "title?"]),
    ("unknown level", lambda e: _rule(e).update(level="mast"), ["rules.0.level", "unknown value 'mast'", "must?"]),
    ("unknown kind", lambda e: _rule(e)["checks"][0].update(kind="mesure"), ["checks.0", "'mesure'", "measure?"]),
    ("no kind", lambda e: _rule(e)["checks"][0].pop("kind"), ["checks.0", "the key kind is missing"]),
    (
        "key of a check",
        lambda e: _rule(e)["checks"][0].update(treshold="share"),
        ["checks.0.treshold", "unknown key treshold", "threshold?"],
    ),
    ("no source", lambda e: _rule(e).update(sources=[]), ["rules.0.sources", "sources is empty"]),
    ("unknown source", lambda e: _rule(e).update(sources=["S3"]), ["sources.0", "unknown source: S3", "S1, S2"]),
    (
        "unknown source of a value",
        lambda e: _rule(e)["parameters"][0]["values"][0].update(source="T1"),
        ["parameters.0.values.0.source", "unknown source: T1"],
    ),
    ("no example", lambda e: _rule(e).update(examples=[]), ["rules.0.examples", "examples is empty"]),
    ("rule id twice", lambda e: _rule(e).update(id="XX-2.1"), ["XX-2.1 exists already in 01-chapter.yaml"]),
    ("check id twice", lambda e: _rule(e)["checks"][1].update(id="XX-2.1.target"), ["XX-2.1.target exists already"]),
    (
        "source id twice",
        lambda e: e["head"]["sources"].append({"id": "S1", "title": "x"}),
        ["sources.2.id", "S1 exists already"],
    ),
    ("chapter id twice", lambda e: e["chapters"][1].update(id="XX-1"), ["XX-1 exists already"]),
    (
        "unknown threshold",
        lambda e: _rule(e)["checks"][0].update(threshold="shaer"),
        ["checks.0.threshold", "unknown parameter: shaer", "share?"],
    ),
    (
        "unknown $name",
        lambda e: _rule(e)["checks"][0].update(parameters={"tau": "$taux"}),
        ["checks.0.parameters.tau", "unknown parameter: taux", "tau?"],
    ),
    ("no threshold", lambda e: _rule(e)["checks"][0].pop("threshold"), ["checks.0", "threshold is needed"]),
    ("needless threshold", lambda e: _rule(e)["checks"][0].update(compare="report"), ["checks.0.threshold"]),
    (
        "unknown question",
        lambda e: _rule(e)["checks"][1].update(question="XX-1.1.beleived"),
        ["checks.1.question", "unknown question", "XX-1.1.believed?"],
    ),
    ("unknown claim", lambda e: _rule(e)["checks"][0].update(claim="x"), ["checks.0.claim", "unknown question: x"]),
    (
        "scope",
        lambda e: _rule(e).update(scope={"any": [{"chanels": "phone"}]}),
        ["scope.any.0.chanels", "unknown profile field: chanels", "channels?"],
    ),
    (
        "automated without a measure",
        lambda e: _rule(e).update(checks=_rule(e)["checks"][1:]) or _rule(e)["examples"][0].pop("measures"),
        ["rules.0.verification", "automated takes a check of a measure"],
    ),
    ("pending with a measure", lambda e: _rule(e).update(verification="pending"), ["rules.0.verification", "pending"]),
    (
        "example",
        lambda e: _rule(e)["examples"][0].update(measures={"XX-1.1.answerd": {"value": 1}}),
        ["examples.0.measures.XX-1.1.answerd", "unknown measure check", "XX-1.1.answered?"],
    ),
    (
        "example profile",
        lambda e: _rule(e)["examples"][0].update(profile={"sektor": "x"}),
        ["profile.sektor", "sector?"],
    ),
    (
        "values out of order",
        lambda e: _rule(e)["parameters"][0]["values"].reverse(),
        ["parameters.0.values", "in order of date"],
    ),
    ("choices", lambda e: _rule(e)["questions"][0].update(choices=["a"]), ["questions.0", "choices belong to"]),
    ("unit", lambda e: _rule(e)["parameters"][0].update(unit="workday"), ["parameters.0.unit", "workdays?"]),
    ("bad date", lambda e: _rule(e).update(valid_from="soon"), ["rules.0.valid_from", "bad value"]),
    ("ends early", lambda e: e["head"].update(valid_to="2019-01-01"), ["valid_to", "ends before it begins"]),
    ("id", lambda e: _rule(e).update(id="1.1 a"), ["rules.0.id", "an id begins with a letter"]),
    ("title of two lines", lambda e: _rule(e)["title"].update(sv="a\nb"), ["rules.0.title", "one line"]),
    ("folder", lambda e: e["head"].update(edition="2021"), ["edition.yaml", "edition is 2021 but the folder is 2020"]),
]


@pytest.mark.parametrize(("spoil", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_mistake_is_told_with_its_place(spoil: Spoil, told: list[str], write_edition: Any, make: Any) -> None:
    edition = make.edition()
    spoil(edition)
    problems = _problems(write_edition(edition, folder="XX/2020"))
    assert any(all(words in problem for words in told) for problem in problems), problems
    assert len(problems) == 1, "one mistake must be told once"


def test_the_line_is_that_of_the_key(write_edition: Any, make: Any) -> None:
    edition = make.edition()
    edition["chapters"][1]["rules"][1]["sources"] = ["S1", "S9"]
    folder = write_edition(edition)
    (problem,) = _problems(folder)
    line = int(problem.removeprefix(f"{folder / '02-chapter.yaml'}:").split(":")[0])
    assert "S9" in (folder / "02-chapter.yaml").read_text(encoding="utf-8").splitlines()[line - 1]


def test_all_problems_in_all_files_are_told_at_once(write_edition: Any, make: Any) -> None:
    edition = make.edition(kynd="x")
    _rule(edition)["levl"] = "must"
    _rule(edition).pop("evidence")
    edition["chapters"][1]["rules"][0]["sources"] = ["S7"]
    edition["chapters"][1]["rules"][1]["text"].pop("sv")
    problems = _problems(write_edition(edition))
    told = "\n".join(problems)
    for words in ("kynd", "levl", "evidence", "text.sv"):
        assert words in told
    files = [problem.split(":")[0].rsplit("/", 1)[-1] for problem in problems]
    assert files == sorted(files)


def test_an_edition_without_chapters_is_refused(write_edition: Any, make: Any) -> None:
    edition = make.edition()
    edition["chapters"] = []
    assert "the edition has no chapters" in _problems(write_edition(edition))[0]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (BOMB.encode(), "anchors and aliases"),
        (b"[" * 100_000, "nested too deeply"),
        (b"- " * 100_000 + b"x", "nested too deeply"),
        (b"a: {" * 50_000, "nested too deeply"),
        (b"x: " + b"y" * (1 << 20), "larger than 512 kB"),
        (b"a: [1, 2\nb: 3", "not valid YAML"),
        (b"a: 1\na: 2\n", "not valid YAML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"!!python/object/apply:os.system ['true']", "not valid YAML"),
        (b"a: !!binary not64", "not valid YAML"),
        (b"a: 2026-02-31", "not valid YAML"),
        (b"- a list", "bad value"),
        (b"", "bad value"),
        (b"just words", "bad value"),
    ],
    ids=[
        "bomb",
        "flow",
        "block",
        "map",
        "huge",
        "open",
        "twice",
        "utf16",
        "tag",
        "binary",
        "day",
        "list",
        "empty",
        "words",
    ],
)
def test_hostile_yaml_is_refused_with_one_clear_sentence(content: bytes, told: str, write_edition: Any) -> None:
    folder = write_edition()
    (folder / "01-chapter.yaml").write_bytes(content)
    (problem,) = _problems(folder)
    assert "01-chapter.yaml" in problem
    assert told in problem
    assert len(problem) < 500


def test_a_head_alone_is_read_and_its_mistakes_told(write_edition: Any, make: Any) -> None:
    assert read_head(write_edition()).rulebook == "XX"
    edition = make.edition()
    edition["head"].pop("owner")
    with pytest.raises(BadInput, match="the key owner is missing"):
        read_head(write_edition(edition))


def test_an_unquoted_date_may_name_an_edition(tmp_path: Path, write_edition: Any, make: Any) -> None:
    folder = write_edition(make.edition(edition="2020-01-01"))
    head = folder / "edition.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("'2020-01-01'", "2020-01-01"), encoding="utf-8")
    assert read_edition(folder).head.edition == "2020-01-01"
