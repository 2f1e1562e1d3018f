import pytest
from walks import button, judged, opened, page, text, verdict, walk

from gensvar.audits.observation import Page


@pytest.mark.parametrize("how", ["display", "visibility", "opacity", "clip", "zero_box", "off_screen", "same_colour"])
def test_a_number_hidden_by_style_fails(how: str) -> None:
    said = judged("H01", walk(page("", text("Ring 08-465 004 17", visible=False, hidden_reason=how))))
    assert said.verdict == "fail"
    assert how in said.reason.en


def test_what_is_seen_elsewhere_is_not_hidden() -> None:
    """Slide shows, lines for print and skip links have a twin that is seen."""
    twin = text("Ring 08-465 004 17", visible=False, hidden_reason="display")
    assert verdict("H01", walk(page("", twin, "Telefon: 08-465 004 17"))) == "pass"


def test_without_contacts_there_is_nothing_to_hide() -> None:
    assert verdict("H01", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("H02", walk(page("", "Hej"))) == "not_applicable"


def test_cut_short_hidden_or_nothing_cannot_be_told() -> None:
    hidden = text("Ring 08-465 004 17", visible=False, hidden_reason="display")
    assert verdict("H01", walk(page("", hidden), complete=False)) == "cannot_tell"
    assert verdict("H01", walk(page("", "Hej"), complete=False)) == "cannot_tell"
    assert verdict("H02", walk(page("", "Hej"), complete=False)) == "cannot_tell"


def test_hover_only_fails() -> None:
    assert verdict("H02", walk(page("", "Ring 08-465 004 17"), replay=False, why_not="hover_only")) == "fail"


def test_an_accordion_is_a_step_and_no_fault_until_a_limit_is_set() -> None:
    launcher = button("Andra frågor")
    first = page("", launcher)
    seen = walk(Page(**{**vars(first), "states": (*first.states, opened(first, launcher, "Ring 08-465 004 17"))}))
    said = judged("H02", seen)
    assert (said.verdict, said.steps, dict(said.figures)["opened_phone"]) == ("pass", 1, 1)
    assert verdict("H02", seen, max_opened=0) == "fail"


def test_what_could_not_be_opened_cannot_be_told() -> None:
    closed = text("Ring 08-465 004 17", visible=False, hidden_reason="closed")
    assert verdict("H02", walk(page("", closed))) == "cannot_tell"
    assert verdict("H02", walk(page("", "Ring 08-465 004 17"), replay=False)) == "cannot_tell"
