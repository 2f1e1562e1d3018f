"""How long the wash of a list takes: CSV to CSV against Polars' own scan-to-sink copy of the same file, and against what
one writes first (csv, phonenumbers, a set). And how long a question at dial time takes.

Run: python bench/wash.py [--rows 10000000] [--register 3500000] [--runs 2]. Each in a process of its own, taking turns; the best
run counts. The naive way is run on a two-hundredth of the list and multiplied. Numbers are made up; data are kept in bench-data/.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path

FOLDER = Path("bench-data/wash")
SHARE = 200
# How often lists have a number in each form: mostly plain, a tenth in need of care; the mix of the domain notes.
FORMS = {
    "0{n}": 30, "0{a}-{r}": 20, "0{a}-{s}": 8, "0{a} {s}": 6, "+46{n}": 20, "+46 {a} {s}": 4, "+46 (0){a}-{s}": 3,
    "+46(0){n}": 2, "0046{n}": 4, "0046 {a} {s}": 1, "46{n}": 3, "{n}": 6, "{n}.0": 2, "'0{n}": 1, "tel:+46{n}": 1,
    "0{a}\u00a0{s}": 1, "0{a}\u2013{r}": 1, "(0{a}) {s}": 1, "0{a}.{d}": 1, "0{a}/{s}": 1, "0{a}-{s} ankn 90": 0.3,
    "0{n} Anna": 0.3, "  0{n} ": 1, "\u200b0{n}": 0.3, "O{n}": 0.3, "+46-{a}-{r}": 1, "0{n} / 0{m}": 0.4,
}  # fmt: skip
TOLD = """
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""
HEAD = "import json, resource, time\nbegun = time.perf_counter()\n"
COPY = HEAD + "import polars as pl\npl.scan_csv('{list}').sink_csv('{out}')\n" + TOLD
OURS = (
    HEAD
    + """
from datetime import UTC, datetime
from pathlib import Path
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import validity_on
from gensvar.blocklist.wash.washing import Wishes, wash
now = datetime.now(UTC)
wash(Path('{list}'), Path('{out}'), Register.open(Path('{register}')), Wishes(validity_on(now.date())), now)
"""
    + TOLD
)
NAIVE = (
    HEAD
    + """
import csv, phonenumbers
blocked = set(open('{numbers}').read().split())
begun = time.perf_counter()
with open('{part}', newline='') as source, open('{out}', 'w', newline='') as sink:
    rows, out = csv.reader(source), csv.writer(sink)
    out.writerow([*next(rows), 'status', 'e164'])
    for row in rows:
        try:
            number = phonenumbers.parse(row[2], 'SE')
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            status = 'invalid' if not phonenumbers.is_valid_number(number) else 'blocked' if e164 in blocked else 'free'
        except phonenumbers.NumberParseException:
            status, e164 = 'unreadable', ''
        out.writerow([*row, status, e164])
"""
    + TOLD
)
DIAL = """
import json, random, time
from datetime import UTC, datetime
from pathlib import Path
from gensvar.blocklist.dialling import Dialler
from gensvar.blocklist.licences import Licences
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import validity_on
now, register = datetime.now(UTC), Register.open(Path('{register}'))
Licences(register.folder).grant('bench', '', 10**8, now)
dialler, taken = Dialler(register, validity_on(now.date())), []
dialler.check('bench', ['0701234567'], now)
for _ in range(3000):
    asked = [f"07{{random.choice('0236')}}{{random.randrange(10**7):07}}" for _ in range(100)]
    begun = time.perf_counter()
    dialler.check('bench', asked, now)
    taken.append(time.perf_counter() - begun)
taken.sort()
print(json.dumps([taken[1500] * 1000, taken[2970] * 1000]))
"""


def a_number(chance: random.Random) -> int:
    if chance.random() < 0.78:
        return int(f"7{chance.choice('02369')}{chance.randrange(10**7):07}")
    return int(chance.choice(("8", "31", "40", "18", "21", "90", "480")) + str(chance.randrange(10**6, 10**7)))


def written(form: str, number: int, other: int) -> str:
    digits = str(number)
    size = 2 if digits[0] == "7" else 1 if digits[0] == "8" else 2
    area, rest = digits[:size], digits[size:]
    parts = [part for part in (rest[:3], rest[3:5], rest[5:]) if part]
    return form.format(n=digits, a=area, r=rest, s=" ".join(parts), d=".".join(parts), m=other)


def make(rows: int, registered: int) -> dict[str, Path]:
    """Return the files, made if they are not there: numbers, register, list and a part of the list."""
    import polars as pl

    FOLDER.mkdir(parents=True, exist_ok=True)
    files = {
        "numbers": FOLDER / f"numbers-{registered}.txt",
        "register": FOLDER / f"register-{registered}",
        "list": FOLDER / f"list-{rows}.csv",
        "part": FOLDER / f"list-{rows}-part.csv",
    }
    chance = random.Random(5)
    if not files["numbers"].exists():
        found: set[int] = set()
        while len(found) < registered:
            found.add(a_number(chance))
        files["numbers"].write_text("".join(f"+46{number}\n" for number in found))
    if not files["register"].exists():
        for command in (["create"], ["import", str(files["numbers"])]):
            subprocess.run(
                [sys.executable, "-m", "gensvar.cli", "register", command[0], str(files["register"]), *command[1:]],
                check=True,
            )
    if not files["list"].exists():
        blocked = [int(line[3:]) for line in files["numbers"].read_text().split()[:500_000]]
        forms, weights = list(FORMS), list(FORMS.values())
        cells = []
        for _ in range(1_000_000):
            number = chance.choice(blocked) if chance.random() < 0.27 else a_number(chance)
            cell, draw = written(chance.choices(forms, weights)[0], number, a_number(chance)), chance.random()
            cell = cell[:-1] if draw < 0.0045 else cell + "5" if draw < 0.009 else cell
            cell = chance.choice(("+45 12345678", "+358401234567")) if 0.009 < draw < 0.015 else cell
            cells.append(chance.choice(("okänd", "-", "#VALUE!")) if 0.015 < draw < 0.017 else cell)
        column = pl.Series(cells)
        with files["list"].open("wb") as target:
            for start in range(0, rows, 500_000):
                count = min(500_000, rows - start)
                places = pl.Series([chance.randrange(len(cells)) for _ in range(count)])
                order = pl.int_range(start, start + count, eager=True)
                table = pl.DataFrame(
                    {
                        "id": order,
                        "namn": pl.select(pl.concat_str([pl.lit("Kund Åkersson "), order.cast(pl.String)])).to_series(),
                        "telefon": column.gather(places),
                        "adress": ["Storgatan 12"] * count,
                        "postnr": ["123 45"] * count,
                        "ort": ["Göteborg"] * count,
                        "kampanj": ["host-2026-el"] * count,
                        "poang": order % 97,
                    }
                )
                target.write(table.write_csv(include_header=start == 0).encode())
    if not files["part"].exists():
        with files["list"].open() as source, files["part"].open("w") as target:
            target.writelines(line for line, _ in zip(source, range(rows // SHARE + 1), strict=False))
    return files


def run(code: str, **names: object) -> list[float]:
    done = subprocess.run([sys.executable, "-c", code.format(**names)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=10_000_000)
    asked.add_argument("--register", type=int, default=3_500_000)
    asked.add_argument("--runs", type=int, default=2)
    given = asked.parse_args()
    files = make(given.rows, given.register)
    out = FOLDER / "out.csv"
    size = files["list"].stat().st_size / 1e6
    print(f"list {given.rows:,} rows, {size:.0f} MB; register {given.register:,}")
    copies, ours = [], []
    for _ in range(given.runs):
        copies.append(run(COPY, out=out, **files))
        ours.append(run(OURS, out=out, **files))
    copy, best = min(copies), min(ours)
    naive = run(NAIVE, out=out, **files)
    whole = naive[0] * SHARE
    print(f"Polars scan -> sink   {copy[0]:7.2f} s wall  {copy[1]:7.2f} s processor  {copy[2] / 1e6:6.0f} MB")
    print(f"wash                  {best[0]:7.2f} s wall  {best[1]:7.2f} s processor  {best[2] / 1e6:6.0f} MB")
    print(f"csv + phonenumbers    {whole:7.0f} s wall (measured on 1/{SHARE})")
    print(f"wash / copy           {best[0] / copy[0]:7.2f} x wall (target 1.3)  {best[1] / copy[1]:.2f} x processor")
    print(f"naive / wash          {whole / best[0]:7.1f} x (target 20)")
    half, most = run(DIAL, **files)
    print(f"dial time, 100 numbers: median {half:.2f} ms, p99 {most:.2f} ms (target 5)")
    for path in FOLDER.glob("out.csv*"):
        path.unlink()


if __name__ == "__main__":
    main()
