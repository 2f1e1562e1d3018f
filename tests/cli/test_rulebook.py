"""`gensvar rulebook …` as people and scripts call it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gensvar.cli.root import gensvar
from gensvar.errors import BadInput
from gensvar.rulebook.load import load_edition

ROOT = Path(__file__).parents[2] / "rulebooks"


def _run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(gensvar, ["--lang", language, "rulebook", *arguments])


def _json(*arguments: str) -> Any:
    result = _run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return the folder of an unsealed copy of TR that a test may change."""
    edition = ROOT / "TR" / "2014-08-27"
    copy = tmp_path / "mine" / "TR" / edition.name
    shutil.copytree(edition, copy, ignore=shutil.ignore_patterns("seal.json"))
    return copy


def test_list_names_every_edition() -> None:
    listed = _json("list")["editions"]
    assert {"KS", "TM", "TB", "NIX", "TK", "TR", "KV", "SE-LAW", "ES", "PT"} <= {one["rulebook"] for one in listed}
    result = _run("list")
    assert result.exit_code == 0
    assert "KS@2023-04-01" in result.stdout
    assert "rekonstruerad" in result.stdout
    assert "reconstructed" in _run("list", language="en").stdout


def test_check_says_that_all_is_well(copied: Path) -> None:
    result = _run("check", str(copied))
    assert result.exit_code == 0, result.output
    assert "✓ TR@" in result.stdout
    found = _json("check", str(copied.parents[1]))
    assert found["ok"]
    assert found["editions"][0]["problems"] == []


def test_check_tells_every_problem_and_leaves_with_2(copied: Path) -> None:
    chapter = sorted(copied.glob("[0-9]*.yaml"))[0]
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("level:", "levl:", 1).replace("guidance:", "guidence:", 1), encoding="utf-8")
    result = _run("check", str(copied))
    assert result.exit_code == 2
    assert "okänd nyckel levl" in result.stdout
    assert "Menade du level?" in result.stdout
    assert "okänd nyckel guidence" in result.stdout
    as_json = _run("check", str(copied), "--json")
    assert as_json.exit_code == 2
    (edition,) = json.loads(as_json.stdout)["editions"]
    assert not edition["ok"]
    assert all(f"{chapter}:" in problem["where"] for problem in edition["problems"])


def test_check_of_an_unknown_reference_is_bad_input() -> None:
    result = _run("check", "TX")
    assert isinstance(result.exception, BadInput)
    assert result.exception.exit_code == 2


def test_seal_adopts_once_and_check_guards(copied: Path) -> None:
    sealed = _json("seal", str(copied), "--on", "2026-11-25")
    assert sealed["adopted"] == "2026-11-25"
    assert _json("check", str(copied))["editions"][0]["sealed"]
    assert isinstance(_run("seal", str(copied)).exception, BadInput)
    head = copied / "edition.yaml"
    head.write_text(head.read_text(encoding="utf-8") + "\n# later\n", encoding="utf-8")
    result = _run("check", str(copied), language="en")
    assert result.exit_code == 2
    assert "edition.yaml was changed in an edition that was adopted on 2026-11-25" in result.stdout


def test_seal_refuses_what_does_not_hold(copied: Path) -> None:
    chapter = sorted(copied.glob("[0-9]*.yaml"))[0]
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("verdict: met", "verdict: not_met", 1), encoding="utf-8")
    assert isinstance(_run("seal", str(copied)).exception, BadInput)
    assert not (copied / "seal.json").exists()


def test_another_folder_of_rulebooks_goes_first(copied: Path) -> None:
    head = copied / "edition.yaml"
    lines = head.read_text(encoding="utf-8").splitlines()
    owner = next(index for index, line in enumerate(lines) if line.startswith("owner:"))
    lines[owner] = "owner: Min egen"
    head.write_text("\n".join(lines) + "\n", encoding="utf-8")
    listed = _json("list", "--rulebooks", str(copied.parents[1]))["editions"]
    assert next(one for one in listed if one["rulebook"] == "TR")["owner"] == "Min egen"
    assert any(one["rulebook"] == "KS" for one in listed)


def test_show_prints_a_rule_in_either_language() -> None:
    assert "KS-1.1" in _run("show", "KS", "KS-1.1").stdout
    rule = load_edition("KS", roots=[ROOT]).rules["KS-1.1"]
    assert rule.title.en in _run("show", "KS@2023-04-01", "KS-1.1", language="en").stdout
    shown = _json("show", "KS", "KS-1.1")
    assert shown["rule"]["id"] == "KS-1.1"
    assert shown["sources"]


@pytest.mark.parametrize("form", ["text", "json"])
def test_show_of_an_unknown_rule_names_the_nearest(form: str) -> None:
    result = _run("show", "KS", "KS-1.11", *(["--json"] if form == "json" else []))
    assert isinstance(result.exception, BadInput)
    assert "KS-1.1" in result.exception.describe("sv").split("→")[1]


def test_diff_tells_what_the_newer_edition_changes() -> None:
    found = _json("diff", "TM@2017-01-01", "TM@2021-07-01")
    assert (found["before"]["edition"], found["after"]["edition"]) == ("2017-01-01", "2021-07-01")
    assert found["added"]
    result = _run("diff", "TM@2017-01-01", "TM@2021-07-01")
    assert result.exit_code == 0, result.output
    assert "2021-07-01" in result.stdout


BEGINS = {
    "text": b"",
    "md": b"#",
    "html": b"<!doctype html>",
    "pdf": b"%PDF-",
    "json": b"{",
    "xlsx": b"PK",
    "oscal": b"{",
    "ciso": b"urn: urn:gensvar:",
}


@pytest.mark.parametrize("form", list(BEGINS))
def test_export_writes_every_format(form: str, tmp_path: Path) -> None:
    target = tmp_path / "sub" / f"tr.{form}"
    told = _json("export", "TR", "-f", form, "-o", str(target))
    content = target.read_bytes()
    assert content.lstrip().lower().startswith(BEGINS[form].lower())
    assert told["bytes"] == len(content)
    assert told["format"] == form


def test_export_goes_by_the_name_of_the_file(tmp_path: Path) -> None:
    result = _run("export", "TR", "-o", str(tmp_path / "tr.md"))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "tr.md").read_text(encoding="utf-8").lstrip().startswith("#")


def test_export_prints_without_a_file() -> None:
    result = _run("export", "TR", "-f", "oscal")
    assert json.loads(result.stdout)["catalog"]["metadata"]["oscal-version"] == "1.2.1"


def test_export_without_a_format_is_a_usage_error() -> None:
    assert _run("export", "TR").exit_code == 2
    assert _run("export", "TR", "-f", "json", "--json").exit_code == 2


def test_an_export_can_be_compared_with_the_original(tmp_path: Path) -> None:
    _run("export", "TR", "-f", "oscal", "-o", str(tmp_path / "tr.json"))
    found = _json("diff", str(tmp_path / "tr.json"), "TR")
    assert (found["changed"], found["added"], found["removed"]) == ([], [], [])


@pytest.mark.parametrize("target", ["/proc/nowhere/tr.md", "tests"])
def test_a_file_that_cannot_be_written_is_told(target: str) -> None:
    result = _run("export", "TR", "-f", "md", "-o", target)
    assert isinstance(result.exception, BadInput)
    assert result.exception.where == target


def test_an_export_is_not_sealed(tmp_path: Path) -> None:
    _run("export", "TR", "-o", str(tmp_path / "tr.json"))
    assert isinstance(_run("seal", str(tmp_path / "tr.json")).exception, BadInput)
