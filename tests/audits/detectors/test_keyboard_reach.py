from dataclasses import replace

from walks import judged, page, tabs, verdict, walk, way_to

from gensvar.audits.observation import MOBILE, TabRound, Walk


def site(round_by_tab: TabRound | None = None, **more: object) -> Walk:
    """A site whose start page was gone through by Tab."""
    return walk(page("", "Ring 08-465 004 17", state={"tabs": round_by_tab}), **more)  # type: ignore[arg-type]


GOOD = tabs((False, True), (False, True))


def test_a_way_by_keyboard_with_visible_focus_passes() -> None:
    assert verdict("A02", site(GOOD)) == "pass"


def test_a_step_that_is_not_reached_fails() -> None:
    assert verdict("A02", way_to(site(GOOD), "phone", keyboard=False, keyboard_why_not="not reached")) == "fail"


def test_a_trap_fails() -> None:
    assert verdict("A02", site(tabs((False, True), trapped=True))) == "fail"


def test_a_covered_focus_fails() -> None:
    assert verdict("A02", site(tabs((True, True), (False, True)))) == "fail"


def test_focus_seen_nowhere_fails_and_in_some_places_cannot_be_told() -> None:
    assert verdict("A02", site(tabs((False, False), (False, False)))) == "fail"
    said = judged("A02", site(tabs((False, False), (False, True))))
    assert (said.verdict, dict(said.figures)["unseen"]) == ("cannot_tell", 1)


def test_what_was_not_tried_cannot_be_told() -> None:
    assert verdict("A02", site(None)) == "cannot_tell"
    assert verdict("A02", way_to(site(GOOD), "phone", keyboard=None)) == "cannot_tell"


def test_on_a_touch_screen_only_the_round_is_tried() -> None:
    assert verdict("A02", way_to(site(GOOD, viewport=MOBILE), "phone", keyboard=None)) == "pass"


def test_a_pass_on_a_long_page_says_how_far_it_was_tried() -> None:
    said = judged("A02", site(replace(GOOD, complete=False)))
    assert (said.verdict, "2 ställena" in said.reason.sv) == ("pass", True)


def test_a_round_that_was_cut_short_cannot_be_told() -> None:
    assert verdict("A02", site(replace(GOOD, complete=False, cut=True))) == "cannot_tell"
