"""How long the audit of calls takes, against one as-of join of the same calls with the same receipts by hand in DuckDB.

Run: python bench/calls.py [--calls 10000000] [--runs 2]. A made-up store of calls, receipts, consents and relations, kept in
bench-data/. Each in a process of its own, taking turns; the best run counts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

FOLDER = Path("bench-data/calls")
START = "TIMESTAMP '2026-09-01 07:00:00'"
TABLES = {
    "outbound_calls": """
      SELECT 'U' || i AS call_id, {start} + to_seconds((hash(i) % (40 * 86400))::INT) AS started,
        sha256((i % {numbers})::VARCHAR)[:20] AS number_key,
        {start} + to_seconds((hash(i) % (40 * 86400))::INT + 5) AS answered,
        {start} + to_seconds((hash(i) % (40 * 86400))::INT + 6) AS seller_connected,
        true AS number_shown, 'host' AS campaign, '5560000001' AS principal, 'el' AS product, i % 50 = 0 AS business,
        i AS seq, 'made' AS source_file, i AS source_row FROM range({calls}) r(i)""",
    "washes": """
      SELECT 'k' || i AS receipt_id, {start} - to_days(5 * i::INT + 1) AS washed, {start} - to_days(5 * i::INT + 1) AS version_at,
        CAST({start} + to_days(55 - 5 * i::INT) AS DATE) AS valid_until, '556000-0001' AS seller,
        i AS seq, 'made' AS source_file, i AS source_row FROM range(2) r(i)""",
    "washed_numbers": """
      SELECT 'k' || (i % 2) AS receipt_id, sha256((i // 2)::VARCHAR)[:20] AS number_key,
        CASE WHEN hash(i // 2) % 20 = 0 THEN 'blocked' ELSE 'free' END AS status,
        i AS seq, 'made' AS source_file, i AS source_row FROM range(2 * {washed}) r(i)""",
    "consents": """
      SELECT sha256((i * 7)::VARCHAR)[:20] AS number_key, '5560000001' AS company, {start} - to_days(30) AS given, true AS active,
        i AS seq, 'made' AS source_file, i AS source_row FROM range({numbers} // 100) r(i)""",
    "relations": """
      SELECT sha256((i * 11)::VARCHAR)[:20] AS number_key, '5560000001' AS company, 'el' AS product, {start} - to_days(300) AS began,
        i AS seq, 'made' AS source_file, i AS source_row FROM range({numbers} // 50) r(i)""",
}  # fmt: skip
TOLD = """
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""
BY_HAND = """
import duckdb, json, resource, time
begun = time.perf_counter()
connection = duckdb.connect(config={{"memory_limit": "1200MB", "temp_directory": "{spill}"}})
connection.execute('''CREATE TABLE joined AS
  WITH answers AS (SELECT n.number_key, n.status, w.washed, w.valid_until FROM '{store}/washed_numbers/*.parquet' n
                   JOIN '{store}/washes/*.parquet' w USING (receipt_id))
  SELECT c.call_id, c.started, a.status, a.valid_until FROM '{store}/outbound_calls/*.parquet' c
  ASOF LEFT JOIN answers a ON c.number_key = a.number_key AND c.started >= a.washed''')
print(connection.execute("SELECT status, count(*) FROM joined GROUP BY 1").fetchall())
"""
OURS = """
import json, resource, time
from datetime import date
from pathlib import Path
from gensvar.calls.audit import audit_calls
from gensvar.calls.limits import limits_on
from gensvar.logs.store import Store
begun = time.perf_counter()
print(audit_calls(Store.open(Path("{store}")), limits_on(date(2026, 11, 25)), on=date(2026, 11, 25)).states)
"""


def make(calls: int) -> Path:
    import duckdb

    from gensvar.logs.store import Store

    store = FOLDER / f"store-{calls}"
    if store.exists():
        return store
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(store, ignore_errors=True)
    opened, connection = Store.create(store), duckdb.connect()
    numbers = calls // 2
    for name, sql in TABLES.items():
        table = connection.execute(
            sql.format(start=START, calls=calls, numbers=numbers, washed=numbers * 19 // 20)
        ).to_arrow_table()
        opened.write(
            {name: table},
            source_name=f"{name}.made",
            source_hash=(name.encode().hex() + "0" * 64)[:64],
            source_size=0,
            importer="made",
            imported_at=datetime(2026, 11, 25, tzinfo=UTC),
        )
    return store


def run(code: str, **names: object) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", (code + TOLD).format(**names)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--calls", type=int, default=10_000_000)
    asked.add_argument("--runs", type=int, default=2)
    given = asked.parse_args()
    store = make(given.calls)
    hand, ours = [], []
    for _ in range(given.runs):
        hand.append(run(BY_HAND, store=store, spill=FOLDER / "spill"))
        ours.append(run(OURS, store=store))
    one, best = min(hand), min(ours)
    print(f"{given.calls:,} calls")
    print(f"one as-of join by hand  {one[0]:7.2f} s wall  {one[1]:7.2f} s processor  {one[2] / 1e6:6.0f} MB")
    print(f"the whole audit         {best[0]:7.2f} s wall  {best[1]:7.2f} s processor  {best[2] / 1e6:6.0f} MB")
    print(f"audit / join            {best[0] / one[0]:7.2f} x wall (target 3)  {best[1] / one[1]:.2f} x processor")


if __name__ == "__main__":
    main()
