"""`gensvar calls` as people and scripts call it."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from calls_made_up import Desk, call
from click.testing import CliRunner, Result

from gensvar.cli.root import gensvar
from gensvar.errors import BadInput


def run(*arguments: str | Path, language: str = "sv") -> Result:
    return CliRunner().invoke(gensvar, ["--lang", language, "calls", *map(str, arguments)])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    desk = Desk(tmp_path)
    desk.wash(["070-123 45 67"], datetime(2026, 9, 10, tzinfo=UTC))
    desk.table(
        "outbound_calls",
        [call("070-123 45 67", "2026-09-12 10:00"), call("070-999 99 99", "2026-10-12 10:05", call_id="=x7")],
    )
    return tmp_path / "store"


def test_the_states_are_counted_and_told(store: Path) -> None:
    told = run(store, "--on", "2026-11-25")
    assert told.exit_code == 0, told.output
    assert "2 samtal" in told.output and "✓          1  Kvitto som gällde" in told.output
    assert "✗          1  Aldrig kontrollerat" in told.output
    assert "försök över gränsen inom 24 timmar: ingen gräns är satt" in told.output


def test_the_findings_go_to_a_file_that_a_spreadsheet_opens(store: Path, tmp_path: Path) -> None:
    done = run(store, "--on", "2026-11-25", "--findings", tmp_path / "fynd.csv", "--json", language="en")
    assert json.loads(done.stdout)["findings_written"] == 1
    rows = list(csv.DictReader((tmp_path / "fynd.csv").read_text("utf-8-sig").splitlines()))
    assert (rows[0]["call_id"], rows[0]["state"]) == ("'=x7", "never_washed")


def test_a_period_of_days(store: Path) -> None:
    found = json.loads(run(store, "--on", "2026-11-25", "--to", "2026-09-30", "--json").stdout)
    assert (found["calls"], found["states"]["never_washed"]) == (1, 0)


def test_a_store_without_calls_says_how_to_import_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.wash(["070-123 45 67"], datetime(2026, 9, 10, tzinfo=UTC))
    result = run(tmp_path / "store")
    assert isinstance(result.exception, BadInput)
    assert "gensvar data import" in result.exception.describe("sv")
