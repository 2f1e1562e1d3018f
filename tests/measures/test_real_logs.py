"""One real log, six service levels: every call to a bank in three weeks of 1999, imported as it is."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from gensvar.cli import gensvar
from gensvar.logs.store import Store
from gensvar.measures import Request, compute

LOG = Path(__file__).parents[2] / "../shared/data/bank_calls_1999_02_01-21.txt"


@pytest.mark.real_logs
@pytest.mark.skipif(not LOG.exists(), reason="the published logs are not part of the project")
def test_the_six_service_levels_of_a_bank(tmp_path: Path) -> None:
    store = tmp_path / "store"
    done = CliRunner().invoke(gensvar, ["data", "import", str(LOG), "--into", str(store)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    requests = [Request("service_level", variant, {"tau": 60, "sigma": 5}) for variant in "ABCDEF"]
    for engine in ("duckdb", "reference"):
        found = compute(Store.open(store), requests, engine)  # type: ignore[arg-type]
        assert {one.variant: round(100 * (one.value or 0), 2) for one in found} == {
            "A": 77.47,
            "B": 77.67,
            "C": 63.24,
            "D": 73.74,
            "E": 70.58,
            "F": 68.25,
        }
        assert (found[2].numerator, found[2].denominator) == (16_233, 25_669)
