"""What holds for all detectors: they exist, they are explained, and a site that could not be opened is never judged."""

from itertools import chain

import pytest
from walks import page, walk

from gensvar.audits.verdict import Detector, detectors, judge_all

IDS = {
    *(f"D{number:02}" for number in range(1, 12)), *(f"H{number:02}" for number in range(1, 12)),
    *(f"A{number:02}" for number in range(1, 9)), *(f"L{number:02}" for number in range(1, 6)), "P01", "S01",
}  # fmt: skip


def test_every_detector_of_the_audit_exists_once() -> None:
    ids = [one.id for one in detectors()]
    assert len(ids) == len(set(ids))
    assert set(ids) == IDS


@pytest.mark.parametrize("one", detectors(), ids=lambda one: one.id)
def test_a_detector_is_explained_in_both_languages(one: Detector) -> None:
    texts = [one.title, one.definition, one.known_false_results, *(each.title for each in one.thresholds)]
    for said in chain.from_iterable((text.sv, text.en) for text in texts):
        assert said.strip()
    assert one.definition.sv != one.definition.en
    assert len(one.definition.sv) > 60 and len(one.known_false_results.sv) > 40


@pytest.mark.parametrize("blocked", ["blocked: 403", "timeout: 20 s"])
def test_a_site_that_could_not_be_opened_is_never_judged(blocked: str) -> None:
    assert {one.verdict for one in judge_all(walk(blocked=blocked), {})} == {"cannot_tell"}


def test_nothing_found_is_never_fine() -> None:
    """On an empty page that was cut short nothing passes but what was looked at whole."""
    cut = judge_all(walk(page("", "Hej"), complete=False), {})
    assert {one.id for one in cut if one.verdict == "pass"} <= {"A07", "H04"}
    assert {one.id for one in cut if one.verdict == "fail"} == set()


def test_no_detector_breaks() -> None:
    for seen in (walk(), walk(page()), walk(page("", "Ring 08-465 004 17"), replay=False)):
        assert [one.reason.en for one in judge_all(seen, {}) if "broke" in one.reason.en] == []
