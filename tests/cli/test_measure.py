"""`gensvar measure` from the outside: JSON by the published schema, text for people, errors that help."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner, Result

from gensvar.cli import gensvar
from gensvar.errors import BadInput
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period

SCHEMA = json.loads((files("gensvar.findings") / "schema/measure.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made-up") / "organisation"
    generate(folder, 5, 1_500, Period(date(2026, 3, 2), date(2026, 4, 30)), lambda _share, _note: None)
    return folder / "store"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(gensvar, [str(one) for one in arguments], catch_exceptions=False)


def as_json(*arguments: object) -> list[dict[str, Any]]:
    result = run("measure", *arguments, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    jsonschema_rs.validator_for(SCHEMA).validate(found)
    return list(found["measures"])


def test_without_a_name_every_measure_is_there_once(store: Path) -> None:
    from gensvar.measures import load_measures

    rows = as_json(store)
    assert [row["id"] for row in rows] == list(load_measures())
    assert sum(row["value"] is not None for row in rows) > 40


def test_one_measure_by_month_and_queue(store: Path) -> None:
    rows = as_json(store, "--measure", "service_level.F", "--by", "month,queue", "--set", "tau=30")
    assert {row["variant"] for row in rows} == {"F"}
    assert {row["parameters"]["tau"] for row in rows} == {30}
    assert {row["group"]["month"] for row in rows} == {"2026-03", "2026-04"}


def test_the_engines_say_the_same(store: Path) -> None:
    asked = (store, "--measure", "service_level", "--measure", "backlog", "--by", "month", "--from", "2026-03-10")
    assert as_json(*asked) == as_json(*asked, "--engine", "reference")


def test_narrowed_rows_add_up(store: Path) -> None:
    whole = as_json(store, "--measure", "contacts_count")[0]
    parts = [
        as_json(store, "--measure", "contacts_count", "--where", f"channel={name}")[0] for name in ("phone", "chat")
    ]
    both = as_json(store, "--measure", "contacts_count", "--where", "channel=phone", "--where", "channel=chat")[0]
    assert parts[0]["value"] + parts[1]["value"] == both["value"] < whole["value"]


def test_text_is_for_people(store: Path) -> None:
    shown = run("measure", store, "--measure", "service_level", "--set", "tau=30").stdout
    assert "Servicenivå – Sträng: varje avbrott är en miss (tau = 30, sigma = 5)" in shown
    assert "service_level.C: besvarade inom tröskeln / (besvarade + avbrutna)" in shown
    assert "\u00a0%" in shown
    assert "n = " in shown
    english = run("--lang", "en", "measure", store, "--measure", "wait_percentile", "--by", "month").stdout
    assert "Percentile of the wait – Answered calls (q = 0.9)" in english
    assert "2026-03" in english


def test_what_cannot_be_computed_comes_last_and_says_why(store: Path, tmp_path: Path) -> None:
    import shutil

    import pyarrow.parquet as pq

    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    for source in manifest["sources"]:
        part = source["tables"].get("contacts")
        if part:
            part["columns"].remove("wait_announced")
            file = copy / part["file"]
            pq.write_table(pq.ParquetFile(file).read().drop_columns(["wait_announced"]), file)
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    lines = run("measure", copy).stdout.splitlines()
    assert lines[-1] == "wait_announced: Kan inte bedömas: kolumnen wait_announced saknas."
    lacking = [row["id"] for row in as_json(copy) if row["problem"] and row["problem"]["code"] == "missing_column"]
    assert lacking == ["wait_announced"]


def test_the_list_names_measures_variants_and_parameters() -> None:
    shown = run("measure", "--list").stdout
    assert "service_level  Servicenivå" in shown
    assert ".C *  Sträng" in shown
    assert "--set tau=60  Svarströskel (s)" in shown
    listed = json.loads(run("measure", "--list", "--json").stdout)["measures"]
    assert {"id": "tau", **listed[[one["id"] for one in listed].index("service_level")]["parameters"]["tau"]} == {
        "id": "tau",
        "title": {"sv": "Svarströskel", "en": "Answer threshold"},
        "unit": "s",
        "default": 60,
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--measure", "servicelevel"), "Menade du service_level?"),
        (("--measure", "service_level.Ö"), "okänd variant"),
        (("--set", "tua=3"), "okänd parameter: tua"),
        (("--set", "tau"), "saknar likhetstecken"),
        (("--by", "kanal"), "okänd kolumn"),
        (("--connection", "mysql://x"), "okänd adress"),
        (("--engine", "trino", "--measure", "service_level"), "Trino behöver en anslutning"),
    ],
)
def test_what_is_wrong_is_said(store: Path, arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadInput) as caught:
        run("measure", store, *arguments)
    assert message in caught.value.describe("sv")


def test_a_store_is_needed() -> None:
    with pytest.raises(BadInput, match="name a store"):
        run("measure")
