"""`gensvar generate`: whole or not at all, the same bytes for the same seed, source files that can be imported."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from gensvar.assess import load_answers, load_profile
from gensvar.cli.root import gensvar
from gensvar.errors import BadInput
from gensvar.logs.importers import queue_log
from gensvar.logs.parsed import ParseOptions
from gensvar.rulebook.load import load_edition
from gensvar.synthetic import generate as making
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period

MONTHS = Period(date(2026, 1, 1), date(2026, 2, 28))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("made") / "demo", 1, 1_500, MONTHS).folder


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".key"
    }


def test_everything_is_there(folder: Path) -> None:
    names = set(contents(folder))
    assert {
        "truth.json",
        "profile.yaml",
        "answers.yaml",
        "raw/telefoni.csv",
        "raw/arenden.csv",
        "raw/queue_log",
    } <= names
    assert any(name.startswith("store/contacts/") for name in names)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    assert contents(generate(tmp_path / "demo", 1, 1_500, MONTHS).folder) == contents(folder)
    assert contents(generate(tmp_path / "other", 2, 1_500, MONTHS).folder) != contents(folder)


def test_the_store_can_be_opened(folder: Path) -> None:
    from gensvar.logs.store import Store

    store = Store.open(folder / "store")
    assert {"contacts", "legs", "cases", "case_events", "surveys", "training", "promises"} <= set(store.tables())
    assert store.zone == "Europe/Stockholm"


def test_an_earlier_run_is_replaced_and_a_strange_folder_is_not(tmp_path: Path) -> None:
    target = tmp_path / "demo"
    generate(target, 1, 200, MONTHS)
    generate(target, 2, 300, MONTHS)
    assert json.loads((target / "truth.json").read_text())["contacts"] == 300
    strange = tmp_path / "mine"
    strange.mkdir()
    (strange / "thesis.txt").write_text("precious")
    with pytest.raises(BadInput, match="not a made-up organisation"):
        generate(strange, 1, 200, MONTHS)
    assert (strange / "thesis.txt").read_text() == "precious"


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "demo"
    before = contents(generate(target, 1, 200, MONTHS).folder)

    def fails(_found: object) -> dict[str, object]:
        raise RuntimeError

    monkeypatch.setattr(making, "truth_of", fails)
    with pytest.raises(RuntimeError):
        generate(target, 2, 200, MONTHS)
    assert contents(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


@pytest.mark.parametrize(
    ("seed", "contacts", "period"),
    [(-1, 1_000, MONTHS), (1, 99, MONTHS), (1, 1_000, Period(date(2026, 1, 5), date(2026, 1, 4)))],
)
def test_nonsense_is_refused(seed: int, contacts: int, period: Period, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        generate(tmp_path / "demo", seed, contacts, period)
    assert not list(tmp_path.iterdir())


def test_the_profile_and_the_answers_are_what_an_assessment_reads(folder: Path) -> None:
    rules = load_edition("KS").rules
    fields, thresholds = load_profile(folder / "profile.yaml", rules)
    assert fields["sector"] == "energy"
    assert thresholds["KS-1.5"]["share"] == {"value": 0.8, "note": "Mål för 2026, beslutat av ledningen"}
    answers = load_answers(folder / "answers.yaml", rules).answers
    assert set(answers) == {question.id for rule in rules.values() for question in rule.questions}
    assert all({"value", "by", "on"} <= set(entry) for entry in answers.values())


def test_the_queue_log_tells_the_same_calls_as_the_store(folder: Path) -> None:
    parsed = queue_log.parse(folder / "raw" / "queue_log", ParseOptions())
    assert parsed.rejected == []
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    calls = parsed.tables["contacts"].to_pylist()
    assert 0 < len(calls) < truth["contacts"]
    lines = (folder / "raw" / "telefoni.csv").read_text(encoding="cp1252").splitlines()
    header, rows = lines[0].split(";"), [line.split(";") for line in lines[1:]]
    queued = {
        int(entry["Samtals-ID"].removeprefix("T")): entry
        for entry in (dict(zip(header, row, strict=True)) for row in rows)
        if entry["Köstart"]
    }
    assert len(queued) == len(calls)
    words = {"Besvarat": "answered", "Avbrutet": "abandoned", "Återuppringning": "unknown", "Maxtid": "timeout"}
    for call in calls:
        entry = queued[int(call["contact_id"].split(".")[1])]
        assert call["outcome"] == words[entry["Utfall"]]
        waited = (call["t_answer"] or call["t_end"]) - call["t_queue"]
        parts = [int(part) for part in reversed(entry["Kötid"].split(":"))]
        assert int(waited.total_seconds()) == sum(part * 60**n for n, part in enumerate(parts))


def test_nobodys_number_is_in_the_source_files(folder: Path) -> None:
    for name in ("telefoni.csv", "arenden.csv"):
        text = (folder / "raw" / name).read_bytes().decode("cp1252", "replace")
        assert not re.search(r"(?<![\dAT])(\+46|0046|0\d{7,9}(?!\d))", text.split("\n", 1)[1].replace("-", ""))


def test_the_command_answers_in_json(tmp_path: Path) -> None:
    call = ["generate", "--seed", "3", "--contacts", "300", "-o", str(tmp_path / "demo"), "--json"]
    result = CliRunner().invoke(gensvar, call)
    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["tables"]["contacts"] == 300
    assert said["period"] == {"from": "2026-01-01", "to": "2026-06-30"}
