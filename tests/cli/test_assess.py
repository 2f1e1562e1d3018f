"""`gensvar generate`, `assess` and `verify` as they are typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from gensvar.cli import main

NOW = {"GENSVAR_NOW": "2026-07-01T12:00:00+00:00", "GENSVAR_LANG": "sv"}


def _run(*arguments: str | Path) -> Result:
    """Run as the console script does, errors of ours included."""
    import click

    @click.command(context_settings={"ignore_unknown_options": True})
    @click.argument("rest", nargs=-1, type=click.UNPROCESSED)
    def whole(rest: tuple[str, ...]) -> None:
        main(list(rest))

    return CliRunner(env=NOW).invoke(whole, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "demo"
    period = ("--from", "2026-04-01", "--to", "2026-06-30")
    ran = _run("generate", "--seed", "3", "--contacts", "3000", *period, "-o", folder)
    assert ran.exit_code == 0, ran.output
    return folder


def _assess(made: Path, output: Path, *more: str | Path) -> Result:
    files = ("--profile", made / "profile.yaml", "--answers", made / "answers.yaml")
    return _run("assess", made / "store", "--rulebook", "KS", *files, "-o", output, *more)


@pytest.fixture(scope="module")
def assessed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("assessed") / "result"
    ran = _assess(made, output)
    assert ran.exit_code == 0, ran.output
    return output


def test_generate_says_what_to_type_next(tmp_path: Path) -> None:
    ran = _run("generate", "--seed", "3", "--contacts", "300", "-o", tmp_path / "x", "--json")
    assert json.loads(ran.stdout)["tables"]["contacts"] == 300
    assert {path.name for path in (tmp_path / "x").iterdir()} >= {"store", "profile.yaml", "truth.json", "answers.yaml"}


def test_assess_writes_four_files(assessed: Path) -> None:
    names = {path.name for path in assessed.iterdir()}
    assert names == {"assessment.json", "report.html", "report.pdf", "actions.xlsx"}
    assert (assessed / "report.pdf").read_bytes().startswith(b"%PDF-1.")
    assert '<html lang="sv"' in (assessed / "report.html").read_text(encoding="utf-8")


def test_the_action_list_has_every_gap_and_is_no_formula(assessed: Path) -> None:
    document = json.loads((assessed / "assessment.json").read_text(encoding="utf-8"))
    gaps = {finding["rule"] for finding in document["findings"] if finding["verdict"] == "not_met"}
    sheet = load_workbook(assessed / "actions.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert gaps <= {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)


def test_a_gap_is_no_failure_and_json_is_one_document(made: Path, tmp_path: Path) -> None:
    ran = _assess(made, tmp_path / "out", "--no-pdf", "--json")
    report = json.loads(ran.stdout)
    assert ran.exit_code == 0
    assert report["summary"]["not_met"] > 0
    assert sorted(Path(path).name for path in report["files"]) == ["actions.xlsx", "assessment.json", "report.html"]


def test_another_edition_shows_which_verdicts_change(made: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text("sells_by_phone: true\nsells_to: [consumers]\ncalls_out: true\n", encoding="utf-8")
    command = ("assess", made / "store", "--rulebook", "TM@2021-07-01", "--profile", profile, "-o", tmp_path / "out")
    ran = _run(*command, "--no-pdf", "--against", "TM@2017-01-01", "--json")
    changes = json.loads(ran.stdout)["changes"]
    assert changes["against"]["edition"] == "2017-01-01"
    assert {"TM-4.1"} <= {change["rule"] for change in changes["rules"] if change["before"] is None}


def test_verify_says_identical_and_then_what_differs(made: Path, assessed: Path, tmp_path: Path) -> None:
    ran = _run("verify", assessed / "assessment.json", "--store", made / "store")
    assert (ran.exit_code, ran.stdout.split(":")[0]) == (0, "Identisk")
    forged = tmp_path / "forged.json"
    text = (assessed / "assessment.json").read_text(encoding="utf-8")
    forged.write_text(text.replace('"verdict":"not_met"', '"verdict":"met"', 1), encoding="utf-8")
    ran = _run("verify", forged, "--store", made / "store")
    assert ran.exit_code == 1
    assert "filen har ändrats" in ran.stdout


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"--rulebook": "KX"}, "KX"),
        ({"--rulebook": "KS@1999-01-01"}, "1999-01-01"),
        ({"--profile": "missing.yaml"}, "missing.yaml"),
        ({"--answers": "missing.yaml"}, "missing.yaml"),
        ({"--engine": "abacus"}, "abacus"),
        ({"--from": "2026-13-01"}, "2026-13-01"),
    ],
)
def test_bad_input_is_told_and_leaves_nothing_behind(
    made: Path, tmp_path: Path, change: dict[str, str], expected: str
) -> None:
    options = {"--rulebook": "KS", "--profile": str(made / "profile.yaml"), "--engine": "duckdb"} | change
    flat = [part for pair in options.items() for part in pair]
    ran = _run("assess", made / "store", *flat, "-o", tmp_path / "out")
    assert ran.exit_code == 2
    assert expected in ran.stderr
    assert "Traceback" not in ran.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_store(tmp_path: Path, made: Path) -> None:
    profile = made / "profile.yaml"
    ran = _run("assess", tmp_path, "--rulebook", "KS", "--profile", profile, "-o", tmp_path / "out")
    assert ran.exit_code == 2
    assert "gensvar data import" in ran.stderr


def test_a_misspelt_answer_names_file_line_and_nearest(made: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    first = next(
        line
        for line in (made / "answers.yaml").read_text(encoding="utf-8").splitlines()
        if ":" in line and "KS-" in line
    )
    name = first.strip().rstrip(":")
    answers.write_text(f"answers:\n  {name}x: true\n", encoding="utf-8")
    options = ("--rulebook", "KS", "--profile", made / "profile.yaml", "--answers", answers)
    ran = _run("assess", made / "store", *options, "-o", tmp_path / "out")
    assert ran.exit_code == 2
    assert f"answers.yaml:2:answers.{name}x" in ran.stderr
    assert f"Menade du {name}?" in ran.stderr
