"""Cubes of a store: built when needed, renewed day by day, replaced by what stands in for them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import ibis
import pytest

from gensvar.measures import load_measures
from gensvar.measures.backends import Backend
from gensvar.measures.cube_files import CubeFolder
from gensvar.measures.cubing import Cubes
from gensvar.measures.facts.tables import FactTable
from gensvar.measures.meaning import meanings
from gensvar.measures.reference import Question, tallies
from gensvar.measures.uses import needs_of
from gensvar.measures.wish import Wish

from .engine_rows import arrow, comparable
from .random_facts import FIRST_DAY, declared, random_rows

Rows = list[dict[str, Any]]
MEANT = [one for one in declared("contacts") if one.kind not in ("interval_share", "stock")]


@pytest.fixture
def connection() -> Iterator[Any]:
    connection = ibis.duckdb.connect()
    yield connection
    connection.disconnect()


def cubes(connection: Any, folder: Path, rows: Rows, facts: str = "some") -> Cubes:
    table = connection.create_table("facts", arrow("contacts", rows), overwrite=True)
    known = FactTable("contacts", table, frozenset(table.columns), facts, None)
    return Cubes(CubeFolder(folder), Backend("duckdb", connection), connection, known, [needs_of(one) for one in MEANT])


def check(made: Cubes, rows: Rows, question: Question) -> None:
    found = made.tallies([Wish(one, question) for one in MEANT])
    for meaning, counted in zip(MEANT, found, strict=True):
        assert comparable(meaning, counted) == comparable(meaning, tallies(meaning, rows, question))


@pytest.mark.parametrize("many", [0, 100_000], ids=["months kept", "days only"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_renewed_day_is_the_cube_built_anew(
    connection: Any, tmp_path: Path, seed: int, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gensvar.measures.cubing.MANY", many)
    random = Random(seed)
    before = random_rows("contacts", random, 150)
    made = cubes(connection, tmp_path, before)
    question = Question({}, ("month", "queue"))
    check(made, before, question)
    day = FIRST_DAY + 20
    fresh = [{**row, "day": day} for row in random_rows("contacts", random, 30)]
    after = [row for row in before if row["day"] != day] + fresh
    later = cubes(connection, tmp_path, after, "later")
    for home in made.folder.of("contacts", "some"):
        if home.cube.uses["day"].whole:
            later.renewed(home, (day, day))
    folders = set(tmp_path.iterdir())
    check(later, after, question)
    check(later, after, Question({}, ("day",)))
    check(later, after, Question({}, (), (date(2026, 3, 1), date(2026, 3, 31))))
    assert set(tmp_path.iterdir()) == folders  # nothing had to be built


def test_months_answer_what_asks_for_no_days(connection: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gensvar.measures.cubing.MANY", 0)
    rows = random_rows("contacts", Random(7), 120)
    made = cubes(connection, tmp_path, rows)
    march = date(2026, 3, 1), date(2026, 3, 31)
    for by, period in (((), march), (("month", "queue"), (None, march[1])), (("channel",), (march[0], None))):
        check(made, rows, Question({}, by, period))
    wishes = [Wish(MEANT[0], Question({}, ("month",))), Wish(MEANT[0], Question({}, (), march))]
    folded = [one for one in made.folder.of("contacts", "some") if not one.cube.uses["day"].whole]
    assert all(any(one.cube.serves(wish.needs) for one in folded) for wish in wishes)
    for by, period in (((), (date(2026, 3, 2), march[1])), ((), (None, date(2026, 3, 30))), (("day",), march)):
        check(made, rows, Question({}, by, period))


def test_a_day_renewed_twice_counts_once(connection: Any, tmp_path: Path) -> None:
    rows = random_rows("contacts", Random(3), 60)
    made = cubes(connection, tmp_path, rows)
    check(made, rows, Question({}))
    (home,) = made.folder.of("contacts", "some")
    twice = made.renewed(made.renewed(home, (FIRST_DAY, FIRST_DAY + 9)), (FIRST_DAY + 5, FIRST_DAY + 12))
    cells = twice.cells(connection)
    assert connection.to_pyarrow(cells.table.n.sum()).as_py() == len(rows)


def test_a_threshold_between_the_classes_is_added_and_the_old_cube_goes(connection: Any, tmp_path: Path) -> None:
    rows = random_rows("contacts", Random(4), 60)
    made = cubes(connection, tmp_path, rows)
    question = Question({}, ("month",))
    made.tallies([Wish(MEANT[0], question)])
    measure = load_measures()["repeat_rate"]
    for days in (3, 5, 3):
        (meant,) = meanings(measure, "any_reason", {"window_d": days})
        (found,) = made.tallies([Wish(meant, question)])
        assert found == {
            group: comparable(meant, {group: one})[group] for group, one in tallies(meant, rows, question).items()
        }
    kept = made.folder.of("contacts", "some")
    assert [sorted(one.cube.uses["prev_gap_s"].marks) for one in kept] in (
        [[3 * 86400, 5 * 86400, 7 * 86400]],
        [[]],  # kept whole
    )


def test_cubes_of_other_facts_are_cleaned_away(connection: Any, tmp_path: Path) -> None:
    rows = random_rows("contacts", Random(5), 20)
    cubes(connection, tmp_path, rows).tallies([Wish(MEANT[0], Question({}))])
    cubes(connection, tmp_path, rows, "newer").tallies([Wish(MEANT[0], Question({}))])
    assert CubeFolder(tmp_path).of("contacts", "some") == []
    assert len(CubeFolder(tmp_path).of("contacts", "newer")) == 1


def test_nothing_half_written_stays(connection: Any, tmp_path: Path) -> None:
    made = cubes(connection, tmp_path, random_rows("contacts", Random(6), 5))
    made.tallies([Wish(MEANT[0], Question({}))])
    (home,) = made.folder.of("contacts", "some")

    def fail(_file: Path) -> None:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        made.folder.add(home.cube, "other", fail)
    assert [path.name for path in tmp_path.iterdir()] == [home.path.name]
