"""What is sent to an engine elsewhere: one group-by in the subset that all engines share, readable by each."""

import ibis
import pytest
import sqlglot
from sqlglot import expressions as sql

from gensvar.measures.cells import spelled
from gensvar.measures.cube import cube_of
from gensvar.measures.facts import FACTS, MEASURED, dimensions
from gensvar.measures.uses import Use, needs_of

from .random_facts import declared

TYPES = {"text": "string", "int": "int64", "bool": "boolean", "float": "float64"}
# FILTER is slow; the others differ between engines or are missing from some (docs/engine.md).
BANNED = (
    sql.Filter,
    sql.Div,
    sql.TsOrDsDiff,
    sql.DateDiff,
    sql.Quantile,
    sql.ApproxDistinct,
    sql.ArrayAgg,
    sql.AtTimeZone,
)
DIALECTS = {"trino": "trino", "pyspark": "spark", "duckdb": "duckdb"}


def cube_query(table: str) -> ibis.Table:
    needs = [needs_of(one) for one in declared(table)]
    whole = {name: Use(FACTS[table][name].type, whole=True) for name in ("day", *dimensions(table))}
    values = {spelled(one.carried): one.carried for one in needs if one.carried is not None}
    facts = ibis.table({name: TYPES[fact.type] for name, fact in FACTS[table].items()}, name="facts")
    return cube_of(table, needs, whole).folded(facts, values)


@pytest.mark.parametrize("table", MEASURED)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_cube_query_is_portable(dialect: str, table: str) -> None:
    if dialect != "trino":  # whose driver need not be installed to write its SQL
        getattr(ibis, dialect)
    written = ibis.to_sql(cube_query(table), dialect=dialect)
    parsed = sqlglot.parse_one(written, dialect=DIALECTS[dialect])
    assert isinstance(parsed, sql.Select)
    assert [type(node) for node in parsed.walk() if isinstance(node, BANNED)] == []
    assert len(list(parsed.find_all(sql.Group))) == 1


def test_a_banned_construct_is_noticed() -> None:
    facts = ibis.table({"wait_s": "int64"}, name="facts")
    written = ibis.to_sql(facts.aggregate(n=facts.count(where=facts.wait_s > 60)), dialect="duckdb")
    assert any(isinstance(node, BANNED) for node in sqlglot.parse_one(written, dialect="duckdb").walk())
