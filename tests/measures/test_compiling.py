"""The measure language says the same of a row in Python and on DuckDB, whatever the row and the expression."""

from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gensvar.measures.compiling import compiled, fate
from gensvar.measures.evaluate import evaluate
from gensvar.measures.expressions import (
    Arithmetic,
    Both,
    Column,
    Compare,
    Constant,
    Either,
    Expression,
    Known,
    Not,
    OneIf,
    OneOf,
    Parameter,
)
from gensvar.measures.meaning import Meaning, Rule
from gensvar.measures.reference import fate as fate_of_row

COLUMNS = {"a": "int", "b": "int", "p": "bool", "s": "text"}
NUMBERS = st.sampled_from([Column("a", "int"), Column("b", "int")]) | st.integers(-3, 3).map(Constant)
OPERATORS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


def numbers() -> st.SearchStrategy[Expression]:
    return st.recursive(
        NUMBERS, lambda inner: st.builds(Arithmetic, st.sampled_from(["+", "-", "*"]), inner, inner), max_leaves=3
    )


def conditions() -> st.SearchStrategy[Expression]:
    texts = st.sampled_from(["x", "y", "å"])
    simple = (
        st.builds(Compare, OPERATORS, numbers(), numbers())
        | st.builds(Compare, st.sampled_from(["==", "!="]), st.just(Column("s", "text")), texts.map(Constant))
        | st.builds(OneOf, st.just(Column("s", "text")), st.lists(texts, min_size=1).map(tuple))
        | st.builds(OneOf, st.just(Column("a", "int")), st.lists(st.integers(-3, 3), min_size=1).map(tuple))
        | st.just(Column("p", "bool"))
        | st.sampled_from([Known(Column("a", "int")), Known(Column("s", "text")), Constant(True)])
    )
    return st.recursive(
        simple,
        lambda inner: (
            st.builds(Both, inner, inner)
            | st.builds(Either, inner, inner)
            | st.builds(Not, inner)
            | st.builds(Known, inner)
            | st.builds(lambda item, op, n: Compare(op, OneIf(item), Constant(n)), inner, OPERATORS, st.integers(0, 1))
        ),
        max_leaves=6,
    )


ROW = st.fixed_dictionaries(
    {
        "a": st.none() | st.integers(-3, 3),
        "b": st.none() | st.integers(-3, 3),
        "p": st.none() | st.booleans(),
        "s": st.none() | st.sampled_from(["x", "y", "z", "å", ""]),
    }
)
SCHEMA = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("p", pa.bool_()), ("s", pa.string())])
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def connection() -> Any:
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def on_duckdb(connection: Any, rows: list[dict[str, Any]], value: Any) -> list[Any]:
    table = connection.create_table("rows", pa.Table.from_pylist(rows, SCHEMA), overwrite=True)
    query = table.select(value=value(table))
    return [found for (found,) in connection.raw_sql(connection.compile(query)).fetchall()]


@SLOW
@given(conditions(), st.lists(ROW, min_size=1, max_size=8))
def test_conditions(connection: Any, condition: Expression, rows: list[dict[str, Any]]) -> None:
    assert on_duckdb(connection, rows, lambda table: compiled(condition, table)) == [
        evaluate(condition, row) for row in rows
    ]


@SLOW
@given(
    st.builds(
        Meaning,
        table=st.just("contacts"),
        kind=st.just("share"),
        time=st.just("a"),
        population=conditions(),
        exclude=st.lists(conditions().map(lambda when: Rule("x", when)), max_size=2).map(tuple),
        not_due=st.none() | conditions(),
        unknown=st.none() | conditions(),
        success=st.none() | conditions(),
        value=st.none() | numbers(),
        event=st.none() | conditions(),
    ),
    st.lists(ROW, min_size=1, max_size=8),
)
def test_every_row_falls_where_the_oracle_says(connection: Any, meaning: Meaning, rows: list[dict[str, Any]]) -> None:
    names = {0: None, 1: "ok", 2: "failed", 3: "unknown", 4: "not_due", 5: 0, 6: 1}
    found = on_duckdb(connection, rows, lambda table: fate(meaning, table))
    assert [names[code] for code in found] == [fate_of_row(meaning, row) for row in rows]


def test_a_parameter_without_a_value_is_refused(connection: Any) -> None:
    table = connection.create_table("rows", pa.Table.from_pylist([], SCHEMA), overwrite=True)
    with pytest.raises(ValueError, match="tau"):
        compiled(Parameter("tau", "int"), table)


def test_division_is_not_for_engines(connection: Any) -> None:
    table = connection.create_table("rows", pa.Table.from_pylist([], SCHEMA), overwrite=True)
    with pytest.raises(ValueError, match="not for engines"):
        compiled(Arithmetic("/", Column("a", "int"), Column("b", "int")), table)
