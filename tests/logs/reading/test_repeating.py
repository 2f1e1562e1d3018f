"""Repeated values are counted the same whether the values rise from row to row or not."""

from __future__ import annotations

import duckdb
import pytest

from gensvar.logs.reading.repeating import count_repeats


@pytest.mark.parametrize(
    ("values", "repeats"),
    [
        (["a", "b", "c"], 0),
        (["c", "a", "b"], 0),
        (["a", "a", "b"], 1),
        (["a", "b", "a"], 1),
        (["a", None, "a"], 1),
        ([None, None, "a"], 0),
        ([None], 0),
    ],
)
def test_rows_that_repeat_an_earlier_value_are_counted(values: list[str | None], repeats: int) -> None:
    with duckdb.connect() as connection:
        listed = ", ".join("(NULL)" if one is None else f"('{one}')" for one in values)
        connection.execute(f"CREATE TABLE ids AS SELECT col0::VARCHAR AS id FROM (VALUES {listed})")
        assert count_repeats(connection, ["id"], "ids") == repeats


def test_the_first_cell_alone_may_repeat() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE pairs AS FROM (VALUES ('a', 1), ('a', 2), ('b', 1), ('a', 1)) t(x, y)")
        assert count_repeats(connection, ["x", "y"], "pairs") == 1


def test_a_long_file_that_rises_except_in_its_last_row_is_counted() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE ids AS SELECT lpad(i::VARCHAR, 9, '0') AS id FROM range(300000) r(i)")
        connection.execute("INSERT INTO ids VALUES ('000000007')")
        assert count_repeats(connection, ["id"], "ids") == 1
