"""Repeat contacts linked through the facts, beside hand-written SQL, in one run under one memory limit.

    .venv/bin/python bench/repeat_linking.py [--rows 20000000] [--memory 1GB] [--rounds 2]

Prints seconds and ratios: how many contacts of known customers are repeats within seven days, whatever the reason.
Three ways to write it by hand stand beside ours: `lag` (a customer's previous contact by start: short, and wrong
where contacts overlap), `range` (DuckDB's own window by value, exact) and `asof` (its join by time, exact).
Ours is exact, and the same on every engine.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gensvar.measures.backends import Backend, open_backend

WEEK = 7 * 86_400
DAYS, CONTACTS_PER_CUSTOMER, LONGEST_S = 180, 4, 900
MADE = """
COPY (
  WITH drawn AS (
    SELECT i, (hash(i * 7 + 1) % ({rows} // {each}))::BIGINT AS customer,
      1767225600 + (hash(i * 13 + 5) % ({days} * 86400))::BIGINT AS start,
      (hash(i * 3 + 2) % {longest})::BIGINT AS length
    FROM range({rows}) AS numbers(i)
  )
  SELECT 'K' || i AS contact_id, 'inbound' AS direction,
    CASE WHEN i % 10 > 0 THEN substr(md5(customer::VARCHAR), 1, 16) END AS customer_key,
    start AS t_start, start + length AS t_end
  FROM drawn
) TO '{file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 1000000)
"""
COUNT = "SELECT count(*) FILTER (WHERE t_start - before <= {week} AND t_start > before) FROM ({inner})"
BY_HAND = {
    "lag": "SELECT t_start, lag(t_end) OVER (PARTITION BY customer_key ORDER BY t_start) AS before FROM known",
    "range": (
        "SELECT t_start, max(t_end) OVER (PARTITION BY customer_key ORDER BY t_end "
        "RANGE BETWEEN UNBOUNDED PRECEDING AND (t_end - t_start + 1) PRECEDING) AS before FROM known"
    ),
    "asof": (
        "SELECT a.t_start, b.t_end AS before FROM known AS a "
        "ASOF LEFT JOIN known AS b ON a.customer_key = b.customer_key AND a.t_start > b.t_end"
    ),
}


def by_hand(backend: Backend, file: Path, name: str) -> int:
    """Return the number of repeats by hand-written SQL."""
    known = f"(SELECT * FROM read_parquet('{file}') WHERE customer_key IS NOT NULL)"
    inner = BY_HAND[name].replace("known", known)
    return int(backend.connection.raw_sql(COUNT.format(week=WEEK, inner=inner)).fetchone()[0])


def ours(backend: Backend, file: Path) -> int:
    """Return the number of repeats by the facts' own links."""
    from gensvar.measures.facts.portable_links import UNSURE, with_gaps, with_likely_gaps

    contacts = backend.connection.read_parquet(str(file))
    likely = with_likely_gaps(contacts, None)
    found = backend.fetch(
        likely.aggregate(n=(likely["prev_gap_s"] <= WEEK).sum(), unsure=likely[UNSURE].sum())
    ).to_pylist()[0]
    if not found["unsure"]:
        return int(found["n"])
    linked = with_gaps(contacts, None, backend.stage)
    return int(backend.fetch(linked.aggregate(n=(linked["prev_gap_s"] <= WEEK).sum()))["n"][0].as_py())


def timed(work: Callable[[Backend], int], memory: str, rounds: int) -> tuple[float, int]:
    """Return the best time in seconds of some rounds, each on an engine of its own, and what came out."""
    best, found = float("inf"), 0
    for _ in range(rounds):
        with open_backend("duckdb", memory=memory) as backend:
            begun = time.perf_counter()
            found = work(backend)
            best = min(best, time.perf_counter() - begun)
    return best, found


def told(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> None:
    """Make the contacts, link them every way, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--memory", default="1GB")
    parser.add_argument("--rounds", type=int, default=2)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="gensvar-bench-") as folder:
        file = Path(folder) / "contacts.parquet"
        with open_backend("duckdb", memory="4GB") as backend:
            numbers = {"rows": given.rows, "each": CONTACTS_PER_CUSTOMER, "days": DAYS, "longest": LONGEST_S}
            backend.connection.raw_sql(MADE.format(file=file, **numbers))
        ways: dict[str, Callable[[Backend], int]] = {
            name: (lambda backend, name=name: by_hand(backend, file, name)) for name in BY_HAND
        }
        show({"ours": lambda backend: ours(backend, file), **ways}, given)


def show(ways: dict[str, Callable[[Backend], int]], given: Any) -> None:
    """Print a line per way: seconds, our time over its time, repeats found."""
    told(f"{given.rows:,} contacts, memory limit {given.memory}, best of {given.rounds}")
    times = {}
    for name, work in ways.items():
        times[name], found = timed(work, given.memory, given.rounds)
        told(f"{name:6} {times[name]:7.2f} s   ours/this {times['ours'] / times[name]:5.2f}   {found:,} repeats")
    told(f"most memory of the whole process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GB")


if __name__ == "__main__":
    main(sys.argv[1:])
