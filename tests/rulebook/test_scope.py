"""Scope: three truth values, what is missing, and the words for it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gensvar.rulebook.scope import FIELDS, applies, describe, scope_problems
from gensvar.synthetic.organisation import Organisation
from gensvar.synthetic.profile import profile_of


@pytest.mark.parametrize(
    ("scope", "profile", "answer"),
    [
        ({}, {}, (True, ())),
        ({"public": False}, {"public": False}, (True, ())),
        ({"public": False}, {"public": True}, (False, ())),
        ({"public": False}, {}, (None, ("public",))),
        ({"public": False}, {"public": None}, (None, ("public",))),
        ({"sector": ["energy", "telecom"]}, {"sector": "telecom"}, (True, ())),
        ({"sector": ["energy", "telecom"]}, {"sector": "bank"}, (False, ())),
        ({"channels": {"has": "phone"}}, {"channels": ["phone", "chat"]}, (True, ())),
        ({"channels": ["chat", "sms"]}, {"channels": ["phone", "chat"]}, (True, ())),
        ({"channels": "sms"}, {"channels": ["phone", "chat"]}, (False, ())),
        ({"employees": {"at_least": 50}}, {"employees": 50}, (True, ())),
        ({"employees": {"above": 50}}, {"employees": 50}, (False, ())),
        ({"employees": {"at_least": 10, "below": 50}}, {"employees": 50}, (False, ())),
        ({"any": [{"public": True}, {"employees": {"at_most": 9}}]}, {"employees": 5}, (True, ())),
        ({"any": [{"public": True}, {"employees": {"at_most": 9}}]}, {"employees": 50}, (None, ("public",))),
        ({"all": [{"public": True}, {"employees": {"at_most": 9}}]}, {"employees": 50}, (False, ())),
        ({"not": {"public": True}}, {}, (None, ("public",))),
        ({"not": {"public": True, "employees": 3}}, {"employees": 4}, (True, ())),
        ({"employees": 1}, {"employees": True}, (False, ())),
    ],
)
def test_a_scope_holds_fails_or_is_not_settled(scope: dict[str, Any], profile: dict[str, Any], answer: Any) -> None:
    assert applies(scope, profile) == answer


BOOLS = sorted(name for name, kind in FIELDS.items() if kind == "bool")
LEAVES = st.one_of(
    st.dictionaries(st.sampled_from(BOOLS), st.booleans(), min_size=1, max_size=3),
    st.builds(
        lambda word, n: {"employees": {word: n}},
        st.sampled_from(["at_least", "at_most", "above", "below"]),
        st.integers(0, 3),
    ),
    st.builds(lambda values: {"channels": values}, st.lists(st.sampled_from("abc"), min_size=1, max_size=2)),
)
SCOPES = st.recursive(
    LEAVES,
    lambda part: st.one_of(
        st.builds(lambda parts: {"any": parts}, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda parts: {"all": parts}, st.lists(part, min_size=1, max_size=3)),
        st.builds(lambda one: {"not": one}, part),
    ),
    max_leaves=6,
)
WHOLE = st.fixed_dictionaries(
    {
        **dict.fromkeys(BOOLS, st.booleans()),
        "employees": st.integers(0, 3),
        "channels": st.lists(st.sampled_from("abc"), max_size=3),
    }
)


@given(SCOPES, WHOLE)
def test_a_whole_profile_settles_every_scope(scope: dict[str, Any], profile: dict[str, Any]) -> None:
    holds, missing = applies(scope, profile)
    assert holds is not None
    assert missing == ()
    assert applies({"not": scope}, profile) == (not holds, ())
    assert list(scope_problems(scope)) == []


@given(SCOPES, WHOLE, st.data())
def test_what_a_part_of_the_profile_settles_the_whole_does_not_change(
    scope: dict[str, Any], profile: dict[str, Any], data: Any
) -> None:
    known = data.draw(st.sets(st.sampled_from(sorted(profile))))
    part = {name: value for name, value in profile.items() if name in known}
    holds, missing = applies(scope, part)
    if holds is None:
        assert missing
        assert not set(missing) & known
    else:
        assert applies(scope, profile) == (holds, ())


@given(SCOPES)
def test_every_scope_has_words_in_both_languages(scope: dict[str, Any]) -> None:
    words = describe(scope)
    assert words.sv.startswith("organisationer som ")
    assert words.en.startswith("organisations that ")
    assert "{" not in words.sv + words.en


def test_the_words_are_for_people() -> None:
    scope = {
        "sells_by_phone": True,
        "employees": {"at_least": 50},
        "any": [{"channels": {"has": "phone"}}, {"not": {"public": True}}],
    }
    assert describe(scope).sv == (
        "organisationer som säljer per telefon, har minst 50 anställda och "
        "(har kanalen telefon eller inte är offentliga)"
    )
    assert describe({"public": False, "outsourced": True}).en == (
        "organisations that are not public bodies and outsource customer service"
    )
    assert describe({}).sv == "alla organisationer"


@pytest.mark.parametrize(
    ("scope", "keys", "mend"),
    [
        ({"sells_by_fone": True}, ("sells_by_fone",), "sells_by_phone"),
        ({"employees": {"atleast": 5}}, ("employees", "atleast"), "at_least"),
        ({"any": [{"public": True}, {"chanels": "x"}]}, ("any", 1, "chanels"), "channels"),
        ({"public": "yes"}, ("public",), None),
        ({"employees": {"at_least": "many"}}, ("employees", "at_least"), None),
        ({"employees": True}, ("employees",), None),
        ({"channels": {"at_least": 1}}, ("channels", "at_least"), None),
        ({"any": []}, ("any",), None),
        ({"any": {"public": True}}, ("any",), None),
        ({"not": ["public"]}, ("not",), None),
        ({"sector": []}, ("sector",), None),
    ],
)
def test_a_mistake_in_a_scope_is_found_before_anyone_is_judged(scope: Any, keys: Any, mend: str | None) -> None:
    (problem,) = scope_problems(scope)
    assert problem.keys == keys
    if mend:
        assert problem.mend is not None
        assert mend in problem.mend.sv


def test_the_fields_are_those_of_the_made_up_profile() -> None:
    assert set(profile_of(Organisation())) - {"thresholds"} == set(FIELDS)
