"""Rounds by Tab: out of the page, caught in a ring, led away."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from looked import looked
from served_pages import page

from gensvar.audits.tabbing import round_by_tab

LINKS = '<a href="/a">Ett</a> <a href="/b">Två</a>'
CAUGHT = '<a href="/a">Ett</a><input id="x" onkeydown="if(event.key===\'Tab\')event.preventDefault()">'
LED_AWAY = '<a href="/a" onkeydown="if(event.key===\'Tab\')location.href=\'/b\'">Ett</a> <a href="/b">Två</a>'


def test_a_round_leaves_the_page() -> None:
    told = looked({"/": page("Hem", LINKS)}, round_by_tab)
    assert (len(told.stops), told.complete, told.trapped, told.cut) == (2, True, False, False)


def test_a_field_that_keeps_the_focus_is_a_trap() -> None:
    told = looked({"/": page("Hem", CAUGHT)}, round_by_tab)
    assert (told.complete, told.trapped) == (False, True)
    assert told.trap == ("#x",)


def test_a_tab_that_leads_to_another_page_is_a_trap() -> None:
    told = looked({"/": page("Hem", LED_AWAY), "/b": page("B", LINKS)}, round_by_tab)
    assert (told.complete, told.trapped, len(told.stops)) == (False, True, 1)


def test_the_parts_of_a_frame_a_date_and_a_player_are_passed_through() -> None:
    parts = '<iframe title="Karta" src="/karta"></iframe><input type="date" aria-label="Dag"><a href="/b">Två</a>'
    told = looked({"/": page("Hem", LINKS + parts), "/karta": page("Karta", LINKS * 3)}, round_by_tab)
    assert (told.complete, told.trapped) == (True, False)
    assert [one.element.tag for one in told.stops] == ["a", "a", "iframe", "input", "a"]
    assert told.stops[2].shows is None
