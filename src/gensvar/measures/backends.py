"""Where measures are computed: DuckDB here, or the organisation's own Spark or Trino. All reckon in UTC."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from gensvar.errors import BadInput, MissingPart
from gensvar.text import Text

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

EngineName = Literal["duckdb", "spark", "trino"]
PARTS = {"duckdb": ("duckdb", "ibis"), "spark": ("pyspark", "ibis"), "trino": ("ibis",)}
EXTRAS = {"duckdb": "gensvar[measures]", "spark": "gensvar[spark]", "trino": "gensvar[measures]"}
SPARK_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@dataclass
class Backend:
    """An open engine: its name and its Ibis connection. Close it, or use it in a `with`."""

    name: EngineName
    connection: Any  # an ibis.BaseBackend; each engine has methods of its own
    _closing: Callable[[], None] = field(default=lambda: None)

    def fetch(self, query: ibis.Table) -> pa.Table:
        """Return what a query gives. Spark's own way to Arrow keeps whole numbers whole; Ibis's does not."""
        if self.name == "spark":
            return self.connection.raw_sql(self.connection.compile(query)).toArrow()
        return self.connection.to_pyarrow(query)

    def stage(self, query: ibis.Table) -> ibis.Table:
        """Return a query that is asked several times, worked out once where that is cheap: on DuckDB."""
        if self.name != "duckdb":
            return query
        from ibis.util import gen_name

        return self.connection.create_table(gen_name("stage"), query, temp=True)

    def small(self, rows: Sequence[Mapping[str, Any]], types: Mapping[str, str]) -> ibis.Table:
        """Return rows of plain Python as a table to join with; `types` are those of Ibis."""
        import ibis
        import pyarrow as pa
        from ibis.util import gen_name

        schema = ibis.schema(types)
        table = pa.Table.from_pylist([dict(row) for row in rows], schema.to_pyarrow())
        if self.name != "spark":
            return ibis.memtable(table, schema=schema)
        name = gen_name("small")
        self.connection._session.createDataFrame(table).createOrReplaceTempView(name)
        return self.connection.table(name)

    def close(self) -> None:
        """Let go of the engine; a connection that was handed in stays open."""
        self._closing()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_backend(engine: EngineName, *, memory: str = "1GB", connection: ibis.BaseBackend | None = None) -> Backend:
    """Open an engine, or take over an Ibis `connection` that the caller keeps; `memory` is a limit for DuckDB.

    Raises MissingPart, with the line that installs it, when the engine is not installed, and BadInput for
    Trino without a connection.
    """
    for part in PARTS[engine]:
        if find_spec(part) is None:
            raise _missing(engine)
    if connection is not None:
        return Backend(engine, connection)
    if engine == "trino":
        raise _no_address()
    return _duckdb(memory) if engine == "duckdb" else _spark()


def _duckdb(memory: str) -> Backend:
    import ibis

    spill = tempfile.mkdtemp(prefix="gensvar-")
    settings: dict[str, Any] = {
        "memory_limit": memory,
        "temp_directory": spill,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
        "preserve_insertion_order": False,
    }
    connection = ibis.duckdb.connect(**settings)
    connection.raw_sql("SET TimeZone = 'UTC'")

    def close() -> None:
        connection.disconnect()
        shutil.rmtree(spill, ignore_errors=True)

    return Backend("duckdb", connection, close)


def _spark() -> Backend:
    import ibis
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").appName("gensvar")
    for name, value in SPARK_SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return Backend("spark", ibis.pyspark.connect(session), session.stop)


def _missing(engine: EngineName) -> MissingPart:
    names = {"duckdb": "DuckDB", "spark": "Spark", "trino": "Trino"}
    line = f'pip install "{EXTRAS[engine]}"'
    return MissingPart(
        Text(sv=f"{names[engine]} är inte installerat", en=f"{names[engine]} is not installed"),
        mend=Text(sv=f"Installera: {line}", en=f"Install it: {line}"),
    )


def _no_address() -> BadInput:
    return BadInput(
        Text(sv="Trino behöver en anslutning", en="Trino needs a connection"),
        where="--engine trino",
        mend=Text(
            sv="Anropa compute() med en öppen Ibis-anslutning till din Trino.",
            en="Call compute() with an open Ibis connection to your Trino.",
        ),
    )
