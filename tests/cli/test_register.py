"""`gensvar register …`, `gensvar wash` and `gensvar verify` of a receipt, as people and scripts call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gensvar.cli.root import gensvar
from gensvar.errors import BadInput

Folder = Path


def run(*arguments: str | Path, language: str = "en") -> Result:
    return CliRunner().invoke(gensvar, ["--lang", language, *map(str, arguments)])


def as_json(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GENSVAR_NOW", "2026-11-25T12:00:00+00:00")
    assert run("register", "create", tmp_path / "reg").exit_code == 0
    return tmp_path / "reg"


def test_a_register_is_run_from_the_command_line(register: Path, tmp_path: Path) -> None:
    (tmp_path / "numbers.txt").write_text("070-123 45 67\n08-765 43 21\n", "utf-8")
    assert as_json("register", "import", register, tmp_path / "numbers.txt")["numbers"] == 2
    assert (
        as_json("register", "add", register, "070-999 99 99", "--channel", "letter", "--evidence", "brev-1")["version"]
        == 2
    )
    assert as_json("register", "withdraw", register, "070-999 99 99")["version"] == 3
    assert as_json("register", "restore", register, "070-999 99 99")["version"] == 4
    assert as_json("register", "snapshot", register)["count"] == 3
    found = as_json("register", "verify", register)
    assert found["sound"] and found["count"] == 3 and found["entries"] == 4


def test_adding_says_the_same_whether_or_not_the_number_was_there(register: Path) -> None:
    said = [run("register", "add", register, "070-999 99 99").output for _ in range(2)]
    assert said[0].replace("1", "#") == said[1].replace("2", "#")


def test_verify_ends_with_one_when_a_snapshot_was_changed(register: Path) -> None:
    run("register", "add", register, "070-999 99 99")
    Path(as_json("register", "snapshot", register)["file"]).write_bytes(b"x")
    result = run("register", "verify", register, language="sv")
    assert result.exit_code == 1 and "ögonblicksbilden är ändrad" in result.output


def test_a_list_is_washed_and_its_receipt_checked(register: Path, tmp_path: Path) -> None:
    run("register", "add", register, "070-123 45 67")
    listed, out = tmp_path / "list.csv", tmp_path / "washed.csv"
    listed.write_text("namn;telefon\nA;070-123 45 67\nB;070-999 99 99\n", "utf-8")
    told = run("wash", listed, "--register", register, "--out", out, "--seller", "556000-0001", language="sv")
    assert told.exit_code == 0, told.output
    assert "1  Fri" in told.output and "1  Spärrad" in told.output and "till och med 2027-01-25" in told.output
    receipt = tmp_path / "washed.csv.receipt.json"
    key = register / "receipts.pub"
    assert run("verify", receipt, "--key", key, "--list", out).exit_code == 0
    assert as_json("verify", receipt, "--key", key)["pinned"] is True
    alone = run("verify", receipt)
    assert alone.exit_code == 0 and "stands in the receipt itself" in alone.output
    out.write_text("x", "utf-8")
    assert run("verify", receipt, "--key", key, "--list", out).exit_code == 1
    receipt.write_text(receipt.read_text("utf-8").replace("2027-01-25", "2027-09-25"), "utf-8")
    changed = run("verify", receipt, "--key", key, language="sv")
    assert changed.exit_code == 1 and "har ändrats" in changed.output


def test_removing_rows_and_naming_columns(register: Path, tmp_path: Path) -> None:
    run("register", "add", register, "070-123 45 67")
    listed, out = tmp_path / "list.csv", tmp_path / "washed.csv"
    listed.write_text("a,b\n070-123 45 67,070-999 99 99\n070-999 99 98,070-123 45 67\n", "utf-8")
    done = as_json("wash", listed, "--register", register, "--out", out, "--column", "b", "--remove")
    assert done["receipt"]["counts"]["kept"] == 1
    assert out.read_text("utf-8").splitlines()[1].startswith("070-123 45 67,070-999 99 99,free")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("register", "add", "{register}", "0900-12 34 56"), "premium"),
        (("register", "import", "{register}", "{tmp}/gone.txt"), "cannot be read"),
        (("register", "create", "{register}"), "something else here"),
        (("register", "verify", "{tmp}/nowhere"), "no block register"),
        (("wash", "{tmp}/gone.csv", "--register", "{register}", "--out", "{tmp}/o.csv"), "cannot be read"),
        (("wash", "{register}/register.json", "--register", "{tmp}", "--out", "{tmp}/o.csv"), "no block register"),
        (("verify", "{register}/register.json"), "--store"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(
    register: Path, tmp_path: Path, arguments: tuple[str, ...], why: str
) -> None:
    filled = [one.format(register=register, tmp=tmp_path) for one in arguments]
    result = run(*filled)
    assert result.exit_code != 0
    assert isinstance(result.exception, BadInput)
    assert why in result.exception.describe("en")


def test_tags_for_the_private_wash_are_published_with_what_has_changed(register: Path, tmp_path: Path) -> None:
    run("register", "add", register, "070-123 45 67")
    assert as_json("register", "tags", register)["count"] == 1
    run("register", "add", register, "070-999 99 99")
    told = run("register", "tags", register)
    assert told.exit_code == 0, told.output
    assert "delta-2026-11-1-2.bin" in told.output and "tags-2026-11-2.bin" in told.output
    listed = tmp_path / "list.csv"
    listed.write_text("tel\n070-999 99 99\n", "utf-8")
    plain = ("wash", listed, "--register", register, "--out")
    assert run(*plain, tmp_path / "a.csv").exit_code == 0
    assert run(*plain, tmp_path / "b.csv", "--private").exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_licence_has_a_quota_that_a_private_wash_spends(register: Path, tmp_path: Path) -> None:
    assert as_json("register", "licence", register, "bank", "--quota", "1")["quota"] == 1
    listed = tmp_path / "list.csv"
    listed.write_text("tel\n070-999 99 99\n070-999 99 98\n", "utf-8")
    result = run("wash", listed, "--register", register, "--out", tmp_path / "o.csv", "--private", "--licence", "bank")
    assert isinstance(result.exception, BadInput) and "1 numbers left" in result.exception.describe("en")
    assert not (tmp_path / "o.csv").exists()
