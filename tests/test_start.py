"""Starting must stay fast: what `import gensvar` and `gensvar --help` may not load."""

import subprocess
import sys

import pytest

HEAVY = (
    "django",
    "ibis",
    "duckdb",
    "pyarrow",
    "pandas",
    "numpy",
    "polars",
    "phonenumbers",
    "pydantic",
    "ruamel",
    "weasyprint",
    "playwright",
    "jinja2",
)


def _loaded(code: str) -> set[str]:
    tail = "; import sys; print('LOADED', *sorted({name.split('.')[0] for name in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", code + tail], capture_output=True, text=True, check=True)
    return set(ran.stdout.split("LOADED", 1)[1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import gensvar",
        "import gensvar.measures, gensvar.report, gensvar.logs, gensvar.rulebook, gensvar.findings",
        "from gensvar.cli import gensvar; gensvar.main(['--help'], standalone_mode=False)",
        "from gensvar.cli import gensvar; gensvar.main(['--lang', 'en', '--help'], standalone_mode=False)",
    ],
)
def test_starting_loads_nothing_heavy(code: str) -> None:
    assert _loaded(code).isdisjoint(HEAVY)


def test_a_heavy_library_would_be_noticed() -> None:
    assert "pydantic" in _loaded("import gensvar.rulebook.model")
