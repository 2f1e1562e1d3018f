from pathlib import Path

import pytest

from gensvar.audits.manual import FILE, GROUPS, PICTURES, page, write
from gensvar.audits.verdict import Detector, detectors

ROOT = Path(__file__).parents[2]


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / FILE).read_text(encoding="utf-8") == page(detectors()), "run: make docs"


@pytest.mark.parametrize("one", detectors(), ids=lambda one: one.id)
def test_every_detector_is_in_the_page_with_all_that_it_declares(one: Detector) -> None:
    written = page(detectors())
    for said in (one.title, one.definition, one.known_false_results, *(each.title for each in one.thresholds)):
        assert said.sv in written
        assert said.en in written
    assert f'<a id="{one.id.lower()}"></a>' in written


@pytest.mark.parametrize("one", detectors(), ids=lambda one: one.id)
def test_every_detector_has_a_picture_of_a_failing_and_a_passing_page(one: Detector) -> None:
    for verdict in ("fail", "pass"):
        name = f"{PICTURES}/{one.id}-{verdict}.webp"
        assert name in page([one])
        assert (ROOT / FILE.parent / name).read_bytes()[8:12] == b"WEBP", "run: make docs"


def test_every_letter_has_a_group() -> None:
    assert {one.id[0] for one in detectors()} == {letter for letter, _ in GROUPS}


def test_the_page_is_written_whole(tmp_path: Path) -> None:
    write(tmp_path / "page.md")
    assert [one.name for one in tmp_path.iterdir()] == ["page.md"]
