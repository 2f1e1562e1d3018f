"""The wheel must carry everything that runs: rulebooks, measures, mappings, schemas, fonts."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    ran = subprocess.run(
        [sys.executable, "-c", build, str(folder)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return zipfile.ZipFile(folder / ran.stdout.split()[-1])


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("rulebooks", "yaml"),
        ("src/gensvar/measures/declared", "yaml"),
        ("src/gensvar/logs/mappings", "yaml"),
        ("src/gensvar/findings/schema", "json"),
        ("src/gensvar/calendar", "json"),
        ("src/gensvar/report/fonts", "woff2"),
        ("src/gensvar_web", "html"),
        ("src/gensvar_web", "po"),
        ("src/gensvar_web/kit/static", "css"),
        ("src/gensvar_web/kit/static", "js"),
        ("src/gensvar_web/kit/static", "woff2"),
        ("src/gensvar/report/styles", "css"),
        ("src/gensvar/report/templates", "jinja"),
    ],
)
def test_every_data_file_is_in_it(wheel: zipfile.ZipFile, folder: str, kind: str) -> None:
    expected = {
        path.relative_to(ROOT).as_posix().removeprefix("src/").replace("rulebooks/", "gensvar/rulebooks_shipped/", 1)
        for path in (ROOT / folder).rglob(f"*.{kind}")
    }
    assert expected
    assert expected <= set(wheel.namelist())


def test_nothing_else_is_in_it(wheel: zipfile.ZipFile) -> None:
    assert all(name.startswith(("gensvar/", "gensvar_web/", "gensvar-")) for name in wheel.namelist())


def test_it_is_typed(wheel: zipfile.ZipFile) -> None:
    assert "gensvar/py.typed" in wheel.namelist()
