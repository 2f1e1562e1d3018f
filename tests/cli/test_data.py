"""`gensvar data` as people and programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gensvar.cli import gensvar

CALLS = "Samtals-ID;Kö;Starttid;Utfall;Kundnr\na;k;2026-01-05 09:00:00;Besvarat;1\nb;k;igår;Besvarat;2\n"


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "samtal.csv"
    path.write_text(CALLS, encoding="cp1252")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(gensvar, [str(one) for one in arguments], catch_exceptions=False)


def told(*arguments: object) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    document: dict[str, object] = json.loads(result.stdout)
    return document


def test_inspect_says_what_the_file_is_and_how_to_import_it(calls: Path) -> None:
    (found,) = told("data", "inspect", calls)["files"]  # type: ignore[misc]
    assert (found["kind"], found["written"]["encoding"], found["written"]["separator"]) == ("csv", "cp1252", ";")
    assert found["zone"] == {"zone": "Europe/Stockholm", "guess": True, "why": found["zone"]["why"]}
    assert {column["name"]: column["to"] for column in found["columns"]}["Kundnr"] == ["contacts.customer_key"]
    assert (found["rows"], found["rejected"][0]["rows"]) == ({"contacts": 1}, 1)
    assert found["command"] == f"gensvar data import {calls} --into STORE"
    assert "1" not in [row.get("customer_key") for row in found["sample"]["contacts"]]


def test_inspect_in_words(calls: Path) -> None:
    printed = run("data", "inspect", calls).stdout
    assert "semikolon" in printed
    assert "gissning" in printed
    assert "Skulle ge: 1 contacts" in printed
    assert "semicolon" in run("--lang", "en", "data", "inspect", calls).stdout


def test_a_saved_mapping_reads_the_file_in_the_same_way(calls: Path, tmp_path: Path) -> None:
    run("data", "inspect", calls, "--save-mapping", tmp_path / "m.yaml")
    guessed = told("data", "import", calls, "--into", tmp_path / "a")["files"]
    saved = told("data", "import", calls, "--into", tmp_path / "b", "--mapping", tmp_path / "m.yaml")["files"]
    assert saved[0]["rows"] == guessed[0]["rows"] == {"contacts": 1}  # type: ignore[index]


def test_import_show_rejected_forget(calls: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    (imported,) = told("data", "import", calls, "--into", store)["files"]  # type: ignore[misc]
    assert (imported["status"], imported["rows"], imported["rejected"]) == ("imported", {"contacts": 1}, 1)
    assert told("data", "import", calls, "--into", store)["files"][0]["status"] == "unchanged"  # type: ignore[index]
    assert told("data", "show", store)["tables"]["contacts"]["rows"] == 1  # type: ignore[index]
    rejected = told("data", "rejected", store)
    assert rejected["total"] == 1
    assert rejected["rows"][0]["source_row"] == 3  # type: ignore[index]
    assert told("data", "forget", store, imported["hash"][:8])["forgotten"]["name"] == "samtal.csv"  # type: ignore[index]
    assert told("data", "show", store)["tables"] == {}


def test_import_in_words_says_what_was_done_and_what_was_not(calls: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bild.csv"
    bad.write_bytes(b"\x89PNG\x00\x01")
    result = run("data", "import", calls, bad, "--into", tmp_path / "store")
    assert result.exit_code == 2
    assert "samtal.csv: inläst; 1 contacts" in result.stdout
    assert "1 inlästa, 0 oförändrade, 1 avvisade" in result.stdout
    assert "binär" in result.stderr


def test_mappings_are_listed_and_shown_as_yaml_that_can_be_kept(calls: Path, tmp_path: Path) -> None:
    assert "technion_bank" in run("data", "mappings").stdout
    kept = tmp_path / "min.yaml"
    kept.write_text(run("data", "mappings", "telefoni_sv").stdout, encoding="utf-8")
    assert told("data", "import", calls, "--into", tmp_path / "s", "--mapping", kept)["files"][0]["rows"] == {
        "contacts": 1
    }  # type: ignore[index]


def test_an_unknown_mapping_names_the_nearest(calls: Path, tmp_path: Path) -> None:
    result = run("data", "import", calls, "--into", tmp_path / "s", "--mapping", "telefon_sv", "--json")
    assert result.exit_code == 2
    (file,) = json.loads(result.stdout)["files"]
    assert "telefoni_sv" in file["problem"]["mend"]["en"]


@pytest.mark.parametrize("name", ["telefoni.csv", "arenden.csv", "queue_log"])
def test_the_made_up_organisation_s_source_files_import_by_themselves(name: str, tmp_path: Path) -> None:
    run("generate", "--contacts", "400", "--from", "2026-01-01", "--to", "2026-02-28", "-o", tmp_path / "demo")
    (file,) = told("data", "import", tmp_path / "demo/raw" / name, "--into", tmp_path / "s")["files"]  # type: ignore[misc]
    assert (file["status"], file["rejected"]) == ("imported", 0)
    assert file["rows"]
