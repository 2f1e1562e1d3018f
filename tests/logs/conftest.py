"""Importing a file into a fresh store, and looking at the store with SQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gensvar.logs.decide import Wishes
from gensvar.logs.importing import Outcome, import_files
from gensvar.logs.manifest import Source
from gensvar.logs.store import Store

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Desk:
    """A folder to put files in and a store to import them into."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.store_path = folder, folder / "store"

    def file(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def import_(self, *paths: Path, key_file: Path | None = None, **wishes: Any) -> list[Outcome]:
        return import_files(paths, self.store_path, Wishes(**wishes), key_file, NOW, lambda _share, _note: None)

    def source(self, path: Path, **wishes: Any) -> Source:
        """Import one file that must be accepted."""
        (outcome,) = self.import_(path, **wishes)
        assert outcome.source is not None, outcome.problem
        return outcome.source

    def refusal(self, path: Path, **wishes: Any) -> str:
        """Import one file that must be refused; return the error in English."""
        (outcome,) = self.import_(path, **wishes)
        assert outcome.problem is not None
        return outcome.problem.describe("en")

    def contacts(self, content: str | bytes, name: str = "calls.csv", **wishes: Any) -> list[dict[str, Any]]:
        """Import one file and return its contacts."""
        self.source(self.file(name, content), **wishes)
        return self.rows("contacts")

    def sql(self, question: str) -> list[tuple[Any, ...]]:
        """Answer a question over the store's tables as views."""
        import duckdb

        connection = duckdb.connect()
        for table, files in Store.open(self.store_path).tables().items():
            listed = ", ".join(f"'{file}'" for file in files)
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{listed}], union_by_name=true)")
        return connection.execute(question).fetchall()

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table in order of import (of one file: the order of the file)."""
        import pyarrow.parquet as pq

        rows: list[dict[str, Any]] = []
        for file in Store.open(self.store_path).tables().get(table, []):
            rows += pq.read_table(file).to_pylist()
        return sorted(rows, key=lambda row: row["seq"])

    def rejected(self) -> list[dict[str, Any]]:
        from gensvar.logs.rejecting.rejected_rows import rejected_rows

        return rejected_rows(Store.open(self.store_path), 1000)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def real_log() -> Callable[[str], Path]:
    folder = Path(__file__).parents[2] / "../shared/data"

    def find(name: str) -> Path:
        if not (folder / name).exists():
            pytest.skip(f"{name} is not in {folder}: the published logs are not part of the project")
        return folder / name

    return find
