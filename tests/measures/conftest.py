"""Engines for the tests: a real Spark session where Java is installed."""

import gc
import shutil
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pytest

from gensvar.measures.backends import Backend


@contextmanager
def sockets_left_open() -> Iterator[None]:
    """PySpark leaves the sockets that it passes data through to the garbage collector, which warns of each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@dataclass
class Spark:
    """A Spark session seen through Ibis."""

    ibis: Any

    @property
    def backend(self) -> Backend:
        """The session as an engine for measures."""
        return Backend("spark", self.ibis)

    def sockets(self) -> AbstractContextManager[None]:
        """Where data pass to or from Spark."""
        return sockets_left_open()

    def arrow(self, query: Any) -> pa.Table:
        """What a query gives, as an Arrow table."""
        with sockets_left_open():
            return self.backend.fetch(query)

    def create_view_of(self, name: str, table: pa.Table) -> Any:
        """An Arrow table as an Ibis table on Spark."""
        with sockets_left_open():
            self.ibis._session.createDataFrame(table).createOrReplaceTempView(name)
        return self.ibis.table(name)


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Spark]:
    pyspark_sql = pytest.importorskip("pyspark.sql", reason="Spark is an extra: pip install gensvar[spark]")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    import ibis

    session = (
        pyspark_sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield Spark(ibis.pyspark.connect(session))
    with sockets_left_open():
        session.stop()
