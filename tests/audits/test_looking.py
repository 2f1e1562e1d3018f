"""A look at a page: the language its main text is said to be in, and the parts that say another."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from looked import looked
from served_pages import page

from gensvar.audits.looking import look
from gensvar.audits.observation import PageState
from gensvar.audits.tab import Tab


async def _state(tab: Tab) -> PageState:
    state, _ = await look(tab, id="p0", start=tab.url, status=200, time="")
    return state


def test_a_part_in_another_language_is_no_part_of_the_main_text() -> None:
    body = '<main><h1>Hej</h1><p>På svenska.</p><ul lang="en"><li>In English.</li></ul></main><footer>Foten</footer>'
    state = looked({"/": page("Hem", body)}, _state)
    assert (state.lang, state.main_text.split("\n")) == ("sv", ["Hej", "På svenska."])


def test_the_main_texts_own_language_counts() -> None:
    state = looked({"/": page("Home", '<main lang="en-GB"><h1>Hello</h1></main>')}, _state)
    assert (state.lang, state.main_text) == ("en-GB", "Hello")
