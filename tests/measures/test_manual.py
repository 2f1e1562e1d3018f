from itertools import pairwise
from pathlib import Path

import pytest

from gensvar.measures import load_measures
from gensvar.measures.manual import FOLDER, pages, write
from gensvar.measures.manual_page import page, table_of

ROOT = Path(__file__).parents[2]


def test_the_pages_are_up_to_date() -> None:
    wanted = pages(load_measures())
    there = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / FOLDER).glob("*.md")}
    stale = [name for name in wanted | there if there.get(name) != wanted.get(name)]
    assert stale == [], "run: make docs"


def test_a_page_says_everything_in_both_languages() -> None:
    written = page(load_measures()["service_level"])
    measure = load_measures()["service_level"]
    for text in (measure.title, measure.says, *(variant.title for variant in measure.variants.values())):
        assert text.sv in written
        assert text.en in written
    assert "A_τ / (A + B − B_σ)" in written
    assert "`outcome == 'answered' and wait_s <= tau`" in written


def test_a_page_names_the_columns_that_a_measure_needs_and_those_it_can_do_without() -> None:
    written = page(load_measures()["service_level"])
    assert "columns needed: `contacts.channel`, `contacts.direction`" in written
    assert "where they exist: `schedules.closes`, `schedules.opens`, `schedules.weekday`" in written


def test_a_page_shows_the_results_that_the_examples_declare() -> None:
    written = page(load_measures()["service_level"])
    for value in ("83,0", "86,0", "81,1", "82,7", "82,1", "81,9"):
        assert f"**{value}\u00a0%**" in written
    assert "Parametern cost_per_minute måste anges" in page(load_measures()["failure_demand_cost"])


def test_the_index_links_to_every_page_and_says_what_cannot_be_fed() -> None:
    written = pages(load_measures())
    index = written["README.md"]
    assert all(f"]({name})" in index for name in written if name != "README.md")
    assert "**Nåbarhet / Reachability**" in index


def test_bars_do_not_break_a_table() -> None:
    assert table_of(["a"], [["|x|"]]).splitlines()[-1] == "| ∣x∣ |"


def test_writing_takes_away_pages_of_measures_that_are_gone(tmp_path: Path) -> None:
    (tmp_path / "gone.md").write_text("old", encoding="utf-8")
    written = write(tmp_path, {"backlog": load_measures()["backlog"]})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md", "backlog.md"]
    assert sorted(path.name for path in written) == ["README.md", "backlog.md"]


@pytest.mark.parametrize("name", sorted(load_measures()))
def test_no_page_breaks_its_tables(name: str) -> None:
    lines = page(load_measures()[name]).splitlines()
    tables = [line for line in lines if line.startswith("|")]
    assert tables
    for before, line in pairwise(lines):
        if before.startswith("|") and line.startswith("|"):
            assert before.count("|") == line.count("|")
