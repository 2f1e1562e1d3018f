import json

from click.testing import CliRunner

from gensvar.cli import gensvar
from gensvar.cli.doctor import Part, examine


def _run(*arguments: str):
    return CliRunner().invoke(gensvar, list(arguments))


def test_everything_necessary_is_here() -> None:
    ran = _run("doctor", "--json")
    report = json.loads(ran.stdout)
    assert ran.exit_code == 0
    assert report["sound"] is True
    assert {"Python", "duckdb", "Pango", "rulebooks", "Java"} <= {part["name"] for part in report["parts"]}


def test_a_missing_library_is_named_with_the_line_that_gets_it(monkeypatch) -> None:
    import importlib.metadata

    real = importlib.metadata.version

    def version(name: str) -> str:
        if name == "weasyprint":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    ran = _run("doctor")
    assert ran.exit_code == 1
    assert "✗ weasyprint" in ran.stdout
    assert 'pip install "gensvar[report]"' in ran.stdout


def test_a_version_known_not_to_work_counts_as_missing(monkeypatch) -> None:
    import importlib.metadata

    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "2.0.1" if name == "duckdb" else real(name))
    states = {part.name: part.state for part in examine() if isinstance(part, Part)}
    assert states["duckdb"] == "missing"


def test_both_languages() -> None:
    assert "Allt nödvändigt finns." in _run("doctor").stdout
    assert "Everything necessary is here." in _run("--lang", "en", "doctor").stdout
