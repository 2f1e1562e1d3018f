"""Sixty measures over 100 million contacts: our cube against the floor and against SQL written by hand.

    .venv/bin/python bench/measures.py [--rows 100000000]

Every contender runs in a process of its own on two threads under a limit of 1 GB and is given the same files; the
integers of the hand-written SQL must equal ours. What is printed are ratios within this run, and peak memory.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from made.contact_rows import FIRST_DAY, make
from made.questions import by_hand, declared, sixty

HOME = Path(__file__).resolve().parent.parent / "bench-data"
BY = ("month", "queue")
SETTINGS = {"threads": 2, "memory_limit": "1GB", "preserve_insertion_order": False}
SETS = {"sixty": sixty, "declared": declared}
MONTH = "strftime(DATE '1970-01-01' + day::INTEGER, '%Y-%m')"


def columns(meant: list[Any]) -> list[str]:
    """Return the columns that the measures and the breakdown read."""
    return sorted({"day", "queue"}.union(*(one.columns() for one in meant)))


def connect(rows: int) -> Any:
    """Return a DuckDB connection through Ibis with the files as `facts`."""
    import ibis

    connection = ibis.duckdb.connect(temp_directory=tempfile.mkdtemp(prefix="gensvar-bench-"), **SETTINGS)
    files = sorted(str(file) for file in (HOME / f"contacts-{rows}").glob("*.parquet"))
    connection.raw_sql(f"CREATE VIEW facts AS SELECT * FROM read_parquet({files})")
    return connection


def floor(rows: int, meant: list[Any]) -> None:
    """Decode the same columns and fold each into one number, as cheaply as DuckDB can."""
    connection = connect(rows)
    types = connection.table("facts").schema()
    folds = {"string": "sum(strlen({}))", "boolean": "count_if({})", "int64": "sum({})"}
    parts = [folds[str(types[name]).removeprefix("!")].format(name) for name in columns(meant)]
    connection.raw_sql(f"SELECT {', '.join(parts)} FROM facts").fetchall()


def one_scan(rows: int, meant: list[Any]) -> dict[str, list[int]]:
    """Hand-written SUM(CASE …), all measures in one scan."""
    sums = [part for one in meant for part in by_hand(one)]
    found = connect(rows).raw_sql(f"SELECT {MONTH} AS m, queue, {', '.join(sums)} FROM facts GROUP BY ALL").fetchall()
    return {f"{row[0]} {row[1]}": [int(value or 0) for value in row[2:]] for row in found}


def separate(rows: int, meant: list[Any]) -> dict[str, list[int]]:
    """The same as one query per measure."""
    connection, answers = connect(rows), dict[str, list[int]]()
    for one in meant:
        query = f"SELECT {MONTH} AS m, queue, {', '.join(by_hand(one))} FROM facts GROUP BY ALL"
        for month, queue, *pair in connection.raw_sql(query).fetchall():
            answers.setdefault(f"{month} {queue}", []).extend(int(value or 0) for value in pair)
    return answers


def cubes(rows: int, meant: list[Any], folder: Path) -> tuple[Any, Any]:
    """Return our cubes over the files, with nothing built yet, and their connection."""
    from gensvar.measures.backends import Backend
    from gensvar.measures.cube_files import CubeFolder
    from gensvar.measures.cubing import Cubes
    from gensvar.measures.facts.tables import FactTable
    from gensvar.measures.uses import needs_of

    connection = connect(rows)
    table = connection.table("facts")
    facts = FactTable("contacts", table, frozenset(table.columns), "made up", None)
    return Cubes(CubeFolder(folder), Backend("duckdb", connection), connection, facts, [needs_of(one) for one in meant])


def ours(rows: int, meant: list[Any]) -> dict[str, list[int]]:
    """Plan, build the cube, answer all measures by month and queue."""
    with tempfile.TemporaryDirectory() as folder:
        return answers_of(cubes(rows, meant, Path(folder)), meant)


def answers_of(made: Any, meant: list[Any], by: tuple[str, ...] = BY) -> dict[str, list[int]]:
    """Return the pair of integers of every measure in every group."""
    from gensvar.measures.reference import Question
    from gensvar.measures.wish import Wish

    found: dict[str, list[int]] = {}
    tallies = made.tallies([Wish(one, Question({}, by)) for one in meant])
    for group in sorted({group for some in tallies for group in some}):
        values = found.setdefault(" ".join(str(value) for _, value in group), [])
        for one, some in zip(meant, tallies, strict=True):
            values += pair(one, some.get(group))
    return found


def pair(meaning: Any, tally: Any) -> list[int]:
    """Return what `by_hand` counts of a measure."""
    if tally is None:
        return [0, 0]
    if meaning.value is None:
        return [tally.ok, tally.judged]
    return [(tally.extreme or 0) if meaning.kind == "max" else tally.total, tally.judged]


def later(rows: int, meant: list[Any]) -> dict[str, float]:
    """Time what comes after the cube is there: all again, another threshold, another breakdown, one more day."""
    from gensvar.measures import load_measures
    from gensvar.measures.meaning import meanings
    from gensvar.measures.reference import Question
    from gensvar.measures.wish import Wish

    with tempfile.TemporaryDirectory() as folder:
        made = cubes(rows, meant, Path(folder))
        answers_of(made, meant)
        measure = load_measures()["service_level"]
        other = meanings(measure, "F", {"tau": 30, "sigma": 20})
        kept = made.folder.of("contacts", "made up")
        home = next(one for one in kept if "wait_s" in one.cube.uses and one.cube.uses["day"].whole)
        return {
            "all sixty again, by month and queue, ms": timed(lambda: answers_of(made, meant)),
            "another threshold, by month and queue, ms": timed(
                lambda: made.tallies([Wish(other[0], Question({}, BY))])
            ),
            "another threshold, the whole, ms": timed(lambda: made.tallies([Wish(other[0], Question({}))])),
            "one more day into the cube, ms": timed(lambda: made.renewed(home, (FIRST_DAY + 700, FIRST_DAY + 700))),
            "cells": sum(made.asker.read_parquet([str(f) for f in one.files]).count().execute() for one in kept),
            "size of the cube, MB": sum(file.stat().st_size for one in kept for file in one.files) / 1e6,
        }


def timed(work: Callable[[], Any]) -> float:
    """Return the milliseconds of the best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1000


CONTENDERS: dict[str, Callable[[int, list[Any]], Any]] = {
    "floor": floor,
    "ours": ours,
    "one_scan": one_scan,
    "separate": separate,
    "later": later,
}


def run(name: str, rows: int, chosen: str) -> dict[str, Any]:
    """Run one contender in a process of its own."""
    command = [sys.executable, __file__, "--rows", str(rows), "--contender", name, "--set", chosen]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def contender(name: str, rows: int, chosen: str) -> None:
    """Do the work of one contender and say what it took."""
    import duckdb  # noqa: F401  # not what is measured
    import ibis

    meant = SETS[chosen]()
    ibis.duckdb.connect().disconnect()
    start, cpu = time.perf_counter(), time.process_time()
    answer = CONTENDERS[name](rows, meant)
    took = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps({"s": took[0], "cpu": took[1], "gb": peak, "answer": answer}))


def report(rows: int, chosen: str, names: list[str], repeats: int) -> None:
    """Print what each contender takes, as a ratio of the floor."""
    meant = SETS[chosen]()
    print(f"\n{len(meant)} measures, {len(columns(meant))} columns, {rows:,} rows, by month and queue:")
    taken: dict[str, dict[str, Any]] = {}
    for _ in range(repeats):  # in turn, so that a busy machine is busy for all
        for name in names:
            once = run(name, rows, chosen)
            if name not in taken or once["s"] < taken[name]["s"]:
                taken[name] = once
    base = taken["floor"]
    for name in names:
        one = taken[name]
        print(
            f"  {name:10} {one['s']:7.1f} s  {one['s'] / base['s']:5.2f} x floor"
            f"   processor {one['cpu']:6.1f} s  {one['cpu'] / base['cpu']:5.2f} x   peak {one['gb']:.2f} GB"
        )
    for name in {"one_scan", "separate"} & set(names):
        same = taken[name]["answer"] == taken["ours"]["answer"]
        print(f"  the integers of {name} {'equal ours' if same else 'DIFFER FROM OURS'}")


def main() -> None:
    """Make the rows if need be, run every contender, print the ratios."""
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--rows", type=int, default=100_000_000)
    reader.add_argument("--repeats", type=int, default=2)
    reader.add_argument("--set", choices=SETS, default="sixty")
    reader.add_argument("--contender", choices=CONTENDERS)
    reader.add_argument("--quick", action="store_true", help="leave out the separate queries and the wider set")
    given = reader.parse_args()
    if given.contender:
        contender(given.contender, given.rows, given.set)
        return
    import duckdb

    make(duckdb.connect(), HOME / f"contacts-{given.rows}", given.rows, lambda note: print(f"making {note}"))
    names = ["floor", "ours", "one_scan"] + ([] if given.quick else ["separate"])
    report(given.rows, "sixty", names, given.repeats)
    for what, value in run("later", given.rows, "sixty")["answer"].items():
        print(f"  {what:42} {value:12,.0f}")
    if not given.quick:
        report(given.rows, "declared", ["floor", "ours", "one_scan"], 1)


if __name__ == "__main__":
    main()
