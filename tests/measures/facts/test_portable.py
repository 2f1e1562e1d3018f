"""The facts keep to the portable subset: what no engine shares is refused, and Trino's SQL can be written."""

from collections.abc import Iterator
from typing import Any

import ibis
import ibis.expr.operations as ops
import pytest
from ibis.common.graph import Graph

from gensvar.measures.backends import Backend, open_backend
from gensvar.measures.facts import FACTS
from gensvar.measures.facts.building import Building
from gensvar.measures.facts.known import known_facts

from .random_stores import store_of
from .test_tables import awkward

BANNED = (
    ops.ApproxMedian,
    ops.ApproxQuantile,
    ops.ArrayCollect,
    ops.CountDistinct,
    ops.Divide,
    ops.GroupConcat,
    ops.Hash,
    ops.HexDigest,
    ops.IntervalAdd,
    ops.IntervalFromInteger,
    ops.IntervalSubtract,
    ops.Median,
    ops.Quantile,
    ops.TimeDelta,
    ops.TimestampAdd,
    ops.TimestampDelta,
    ops.TimestampDiff,
    ops.TimestampSub,
)


def offences(expression: Any) -> list[str]:
    """What in an expression does not travel between engines (docs/facts.md tells why)."""
    found = []
    for node in Graph.from_bfs(expression.op()):
        if type(node) in BANNED:
            found.append(type(node).__name__)
        if isinstance(node, ops.JoinLink) and node.how in ("asof", "any_left"):
            found.append(f"{node.how} join")
        if isinstance(node, ops.Count | ops.CountStar | ops.Sum | ops.Min | ops.Max) and node.where is not None:
            found.append("aggregate with where")
        if isinstance(node, ops.WindowFunction):
            if node.how != "rows":
                found.append("range window")
            if isinstance(node.func, ops.Lag | ops.Lead | ops.RowNumber) and not node.order_by:
                found.append("window without order")
    return found


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Backend]:
    with open_backend("duckdb") as backend:
        yield backend


@pytest.fixture(scope="module")
def expressions(duckdb: Backend, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All facts of every table, on a store where everything is known."""
    store = store_of(tmp_path_factory.mktemp("portable") / "store", everything())
    columns = {name: store.columns(name) for name in store.tables()}
    found = {}
    for table in FACTS:
        assert known_facts(table, columns) == frozenset(FACTS[table])
        found[table] = Building(duckdb, store, table, frozenset(FACTS[table])).expression
    return found


def everything() -> list[Any]:
    from gensvar.logs.tables import TABLES

    every = {name: ([column.name for column in table.columns], []) for name, table in TABLES.items()}
    return [every, *awkward()[1]]


@pytest.mark.parametrize("table", FACTS)
def test_only_portable_words(expressions: dict[str, Any], table: str) -> None:
    assert offences(expressions[table]) == []


@pytest.mark.parametrize("table", FACTS)
@pytest.mark.parametrize("dialect", ["trino", "pyspark", "duckdb"])
def test_sql_can_be_written_for(expressions: dict[str, Any], table: str, dialect: str) -> None:
    if dialect == "pyspark":
        assert ibis.pyspark  # loads its options
    assert str(ibis.to_sql(expressions[table], dialect=dialect)).lstrip().startswith(("SELECT", "WITH"))


def test_the_check_can_fail() -> None:
    t = ibis.table({"a": "timestamp", "b": "timestamp", "n": "int64"}, name="t")
    bad = t.mutate(
        x=t["a"].delta(t["b"], unit="hour"),
        y=t["n"] / 2,
        z=t["n"].lag().over(ibis.window(group_by="n")),
        w=t["n"].sum().over(ibis.range_window(preceding=3, order_by="n")),
    )
    assert set(offences(bad)) == {"TimestampDelta", "Divide", "window without order", "range window"}
    assert offences(t.aggregate(m=t["n"].median(), c=t.count(where=t["n"] > 1))) == ["Median", "aggregate with where"]
    assert offences(t.asof_join(t.view(), "a")) == ["asof join"]
