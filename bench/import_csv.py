"""How long an import of a 1 GB CSV of contacts takes, against DuckDB's own `COPY csv -> parquet` of the same file.

Run: python bench/import_csv.py [--gb 1.0] [--runs 2] [--folder DIR]. Both run in processes of their own on the same
file, taking turns; the best run of each counts. Nothing is left behind.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROW_BYTES = 172
THREADS = 2

MAKE = """
COPY (
  SELECT 'C' || lpad(i::VARCHAR, 9, '0') AS "Call ID",
    ['Invoice', 'Delivery', 'Technical', 'Contract', 'Moving'][1 + (hash(i) % 5)::INT] AS "Queue",
    start AS "Start time", start + to_seconds((hash(i + 1) % 30)::INT) AS "Queue start",
    CASE WHEN met THEN start + to_seconds(wait) END AS "Answer time", start + to_seconds(wait + talk) AS "End time",
    CASE WHEN met THEN 'Answered' ELSE 'Abandoned' END AS "Outcome",
    CASE WHEN hash(i + 2) % 10 > 0 THEN '+4670' || lpad((hash(i + 3) % 900000)::VARCHAR, 7, '0')
      ELSE 'anonymous' END AS "Caller",
    CASE WHEN met THEN 'Agent ' || (hash(i + 4) % 250)::VARCHAR ELSE '' END AS "Agent",
    ['invoice.unclear', 'delivery.late', 'contract.ends', 'moving', ''][1 + (hash(i + 5) % 5)::INT] AS "Reason",
    CASE WHEN hash(i + 6) % 9 = 0 THEN 'en' ELSE 'sv' END AS "Language",
    talk AS "Talk time", (hash(i + 7) % 60)::INT AS "Hold time", (hash(i + 8) % 120)::INT AS "Wrap-up time"
  FROM (
    SELECT i, TIMESTAMP '2025-01-01 07:00:00' + to_seconds((i * 86400 * 300 // {rows})::INT) AS start,
      hash(i + 9) % 8 > 0 AS met, 30 + (hash(i + 10) % 400)::INT AS wait,
      CASE WHEN hash(i + 9) % 8 > 0 THEN 40 + (hash(i + 11) % 900)::INT ELSE 0 END AS talk
    FROM range({rows}) r(i)
  )
  WHERE NOT (start BETWEEN TIMESTAMP '2025-03-30 01:30:00' AND TIMESTAMP '2025-03-30 03:30:00')
) TO '{path}' (HEADER, DELIMITER ';')
"""
FLOOR = """
import duckdb, json, resource, time
connection = duckdb.connect(config={{"threads": {threads}}})
begun = time.perf_counter()
connection.execute("COPY (FROM read_csv('{path}')) TO '{target}' (FORMAT parquet)")
"""
OURS = """
import json, resource, time
from datetime import UTC, datetime
from pathlib import Path
from gensvar.logs.decide import Wishes
from gensvar.logs.importing import import_files
begun = time.perf_counter()
wishes, now = Wishes(), datetime.now(UTC)
(outcome,) = import_files([Path("{path}")], Path("{target}"), wishes, None, now, lambda share, note: None)
assert outcome.source, outcome.problem
"""
TOLD = """
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Make the file, run both and print the ratio."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--gb", type=float, default=1.0)
    wanted.add_argument("--runs", type=int, default=2)
    wanted.add_argument("--folder", type=Path)
    said = wanted.parse_args()
    with tempfile.TemporaryDirectory(dir=said.folder) as name:
        path = Path(name) / "calls.csv"
        rows = make(path, said.gb)
        say(f"{path.stat().st_size / 1e9:.2f} GB, {rows:,} rows, {THREADS} threads")
        floor, ours = [], []
        for run in range(said.runs):
            floor.append(measured(FLOOR.format(path=path, target=Path(name) / f"floor{run}.parquet", threads=THREADS)))
            ours.append(measured(OURS.format(path=path, target=Path(name) / f"store{run}")))
    for name, (seconds, cpu, memory) in (
        ("DuckDB COPY csv -> parquet", min(floor)),
        ("gensvar data import", min(ours)),
    ):
        say(f"{name:26}  {seconds:6.2f} s  {cpu:6.2f} s of processor  {memory / 1e9:5.2f} GB")
    (floor_s, floor_cpu, _), (ours_s, ours_cpu, _) = min(floor), min(ours)
    say(f"{'ratio':26}  {ours_s / floor_s:6.2f}    {ours_cpu / floor_cpu:6.2f}    (target at most 2)")


def make(path: Path, gigabytes: float) -> int:
    """Write the file; return its rows."""
    import duckdb

    rows = int(gigabytes * 1e9 / ROW_BYTES)
    with duckdb.connect() as connection:
        connection.execute(MAKE.format(rows=rows, path=path))
    return rows


def measured(program: str) -> tuple[float, float, int]:
    """Run a program by itself; return its seconds, those of its processors and its largest memory in bytes."""
    done = subprocess.run([sys.executable, "-c", program + TOLD], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    seconds, cpu, memory = json.loads(done.stdout.splitlines()[-1])
    return float(seconds), float(cpu), int(memory)


if __name__ == "__main__":
    main()
