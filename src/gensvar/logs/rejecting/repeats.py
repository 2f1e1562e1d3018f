"""Ids that occur more than once where each row should be one thing: the first is kept, the others rejected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gensvar.logs import engine
from gensvar.logs.applying.table_sql import Step
from gensvar.logs.reading.raw import SEQ
from gensvar.logs.reading.repeating import count_repeats
from gensvar.logs.rejecting.problems import DUPLICATE, Problem, about
from gensvar.logs.tables import TABLES

if TYPE_CHECKING:
    from gensvar.logs.applying.transform import Job

AGAIN = engine.name("#again")


@dataclass(frozen=True)
class Repeated:
    """That a file repeats ids, and how the later rows are told."""

    key: list[str]
    problem: Problem

    def mark(self, values: str) -> str:
        """Return the selection with a column that holds for every row but the first of its id."""
        order = f"ORDER BY {engine.name(SEQ)}"
        return (
            f"SELECT *, row_number() OVER (PARTITION BY {', '.join(self.key)} {order}) > 1 AS {AGAIN} FROM ({values})"
        )


def repeated(job: Job, table: str, steps: list[Step]) -> Repeated | None:
    """Return how to tell repeated rows; None when the file repeats no id, as nearly always."""
    by_name = {step.name: step for step in steps}
    key = TABLES[table].key
    if "seq" in key or key[0] not in by_name:
        return None
    parts = [by_name[name] for name in key if name in by_name]
    source = parts[0].ways[0].rule.from_
    if len(parts[0].ways) == 1 and isinstance(source, str) and source in job.raw.unique:
        return None
    # By the file's own text: rarely one too many.
    if count_repeats(job.connection, [way.cell for step in parts for way in step.ways], job.raw.sql) == 0:
        return None
    known = f"{engine.name('t:' + key[0])} IS NOT NULL AND {AGAIN}"
    reason = about(DUPLICATE, TABLES[table].column(key[0]))
    return Repeated([engine.name(f"t:{step.name}") for step in parts], Problem(key[0], reason, known))
