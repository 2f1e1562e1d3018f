"""Engines open bounded, in UTC and closed to the outside; what is missing is said with the line that gets it."""

import sys
from pathlib import Path

import ibis
import pytest

from gensvar.errors import BadInput, MissingPart
from gensvar.measures.backends import open_backend


def setting(backend_memory: str, name: str) -> str:
    with open_backend("duckdb", memory=backend_memory) as backend:
        query = f"SELECT current_setting('{name}')"
        return str(backend.connection.raw_sql(query).fetchone()[0])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_limit", "476.8 MiB"),
        ("TimeZone", "UTC"),
        ("autoinstall_known_extensions", "False"),
        ("autoload_known_extensions", "False"),
    ],
)
def test_duckdb_is_bounded_and_closed(name: str, value: str) -> None:
    assert setting("500MB", name) == value


def test_closing_removes_what_was_spilled() -> None:
    with open_backend("duckdb") as backend:
        spill = Path(backend.connection.raw_sql("SELECT current_setting('temp_directory')").fetchone()[0])
        assert spill.is_dir()
    assert not spill.exists()


def test_a_connection_that_was_handed_in_stays_open() -> None:
    mine = ibis.duckdb.connect()
    with open_backend("duckdb", connection=mine) as backend:
        assert backend.connection is mine
    assert mine.raw_sql("SELECT 1").fetchone() == (1,)
    mine.disconnect()


def test_small_tables_and_stages() -> None:
    with open_backend("duckdb") as backend:
        small = backend.small([{"n": 1}, {"n": None}], {"n": "int64"})
        stage = backend.stage(small.filter(small["n"].notnull()))
        assert backend.fetch(stage).to_pylist() == [{"n": 1}]
        assert backend.fetch(backend.small([], {"n": "string"})).num_rows == 0


def test_trino_needs_a_connection() -> None:
    with pytest.raises(BadInput, match="Trino needs a connection"):
        open_backend("trino")


def test_a_missing_engine_is_told_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(MissingPart) as caught:
        open_backend("spark")
    assert "pip install" in caught.value.describe("sv")
    assert "gensvar[spark]" in caught.value.describe("en")
