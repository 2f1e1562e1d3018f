"""Repeat contacts linked through the facts, beside hand-written SQL, in one run under one memory limit.

    .venv/bin/python bench/repeat_linking.py [--rows 20000000] [--memory 1GB] [--rounds 2]

Prints seconds on the clock, seconds of processor and ratios: how many contacts of known customers are repeats
within seven days, and how many are followed by one, whatever the reason.
Three ways to write it by hand stand beside ours: `lag` (the contact before and after by start: short, and wrong
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
from functools import partial
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
COUNT = """
SELECT count(*) FILTER (WHERE t_start - before <= {week} AND t_start > before),
  count(*) FILTER (WHERE after - t_end <= {week} AND after > t_end) FROM ({inner})
"""
BY_HAND = {
    "lag": """SELECT t_start, t_end, lag(t_end) OVER one AS before, lead(t_start) OVER one AS after
      FROM known WINDOW one AS (PARTITION BY customer_key ORDER BY t_start)""",
    "range": """SELECT t_start, t_end, max(t_end) OVER (PARTITION BY customer_key ORDER BY t_end
        RANGE BETWEEN UNBOUNDED PRECEDING AND (t_end - t_start + 1) PRECEDING) AS before,
      min(t_start) OVER (PARTITION BY customer_key ORDER BY t_start
        RANGE BETWEEN (t_end - t_start + 1) FOLLOWING AND UNBOUNDED FOLLOWING) AS after FROM known""",
    "asof": """SELECT a.t_start, a.t_end, b.t_end AS before, c.t_start AS after FROM known AS a
      ASOF LEFT JOIN known AS b ON a.customer_key = b.customer_key AND a.t_start > b.t_end
      ASOF LEFT JOIN known AS c ON a.customer_key = c.customer_key AND a.t_end < c.t_start""",
}
Found = tuple[int, int]
Way = Callable[[Backend], Found]


def by_hand(backend: Backend, file: Path, name: str) -> Found:
    """Return the repeats, and the contacts that were followed by one, by hand-written SQL."""
    known = f"(SELECT * FROM read_parquet('{file}') WHERE customer_key IS NOT NULL)"
    inner = BY_HAND[name].replace("known", known)
    before, after = backend.connection.raw_sql(COUNT.format(week=WEEK, inner=inner)).fetchone()
    return before, after


def ours(backend: Backend, file: Path) -> Found:
    """Return the same by the facts' own links: in one go, and the longer way if that left any contact unsure."""
    from gensvar.measures.facts.portable_links import UNSURE, with_gaps, with_likely_gaps

    contacts = backend.connection.read_parquet(str(file))
    likely = with_likely_gaps(contacts, None)
    found = counted(backend, likely, unsure=likely[UNSURE].sum())
    if found["unsure"]:
        found = counted(backend, with_gaps(contacts, None, backend.stage))
    return found["before"], found["after"]


def counted(backend: Backend, linked: Any, **more: Any) -> dict[str, int]:
    """Return how many gaps of a linked table are within the week."""
    before, after = (linked[name] <= WEEK for name in ("prev_gap_s", "next_gap_s"))
    (found,) = backend.fetch(linked.aggregate(before=before.sum(), after=after.sum(), **more)).to_pylist()
    return {name: int(value or 0) for name, value in found.items()}


def timed(work: Way, memory: str) -> tuple[float, float, Found]:
    """Return wall and processor seconds on an engine of its own, and what came out."""
    with open_backend("duckdb", memory=memory) as backend:
        begun, used = time.perf_counter(), time.process_time()
        found = work(backend)
        return time.perf_counter() - begun, time.process_time() - used, found


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
        ways: dict[str, Way] = {"ours": partial(ours, file=file)}
        ways |= {name: partial(by_hand, file=file, name=name) for name in BY_HAND}
        show(ways, given)


def show(ways: dict[str, Way], given: Any) -> None:
    """Go through all ways in turn, some rounds; print the best of each and how ours compares."""
    told(f"{given.rows:,} contacts, memory limit {given.memory}, best of {given.rounds}")
    rounds = [{name: timed(work, given.memory) for name, work in ways.items()} for _ in range(given.rounds)]
    wall = {name: min(one[name][0] for one in rounds) for name in ways}
    used = {name: min(one[name][1] for one in rounds) for name in ways}
    for name in ways:
        ratios = f"ours/this {wall['ours'] / wall[name]:5.2f} wall {used['ours'] / used[name]:5.2f} processor"
        repeats, followed = rounds[0][name][2]
        told(f"{name:6} {wall[name]:7.2f} s {used[name]:7.2f} s  {ratios}  {repeats:,} repeats, {followed:,} followed")
    told(f"most memory of the whole process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GB")


if __name__ == "__main__":
    main(sys.argv[1:])
