"""What was drawn is kept under what it was drawn from, and no longer than there is room."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.urls import reverse

from gensvar_web.kit.addresses import along
from gensvar_web.kit.kept import Kept


@pytest.fixture
def kept() -> Kept[str]:
    return Kept[str](2)


def test_a_thing_is_drawn_once_for_its_key(kept: Kept[str]) -> None:
    assert [kept.get(key, iter(drawn).__next__) for key, drawn in (("a", "1"), ("b", "2"), ("a", "3"))] == [
        "1",
        "2",
        "1",
    ]


def test_what_was_not_asked_for_the_longest_goes_first(kept: Kept[str]) -> None:
    for key in ("a", "b", "a", "c"):
        kept.get(key, key.lower)
    assert kept.get("a", lambda: "again") == "a"
    assert kept.get("b", lambda: "again") == "again"


def test_what_fails_is_not_kept(kept: Kept[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: str(1 / 0))
    assert kept.get("a", lambda: "whole") == "whole"


def test_nothing_is_kept_while_developing(kept: Kept[str], settings: LazySettings) -> None:
    settings.DEBUG = True
    assert [kept.get("a", one.lower) for one in ("1", "2")] == ["1", "2"]


@pytest.mark.parametrize("rule", ["KS-1.5", "å ä?", "a&b#c", "50%", '"<x>"'])
def test_addresses_along_a_list_are_those_that_are_looked_up(rule: str) -> None:
    assert along("findings:finding", "org", 7)(rule) == reverse("findings:finding", args=["org", 7, rule])
