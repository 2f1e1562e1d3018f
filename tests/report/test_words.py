"""Every code that a rulebook, a check or a finding may carry has its wording."""

from __future__ import annotations

from typing import get_args

import pytest

from gensvar.findings.outcomes import ReasonCode
from gensvar.report import words
from gensvar.report.document import VERDICTS
from gensvar.rulebook import model
from gensvar.text import Language

# met and not met are verdicts; the others say why a rule was not looked at and are never a need
UNSAID = {"met", "not_met", "out_of_scope", "not_in_force"}


@pytest.mark.parametrize(
    ("wording", "codes"),
    [
        (words.VERDICT, VERDICTS),
        (words.SIGN, VERDICTS),
        (words.LEVEL, get_args(model.Level)),
        (words.STATUS, get_args(model.Status)),
        (words.CONFIDENCE, get_args(model.Confidence)),
        (words.VERIFICATION, get_args(model.Verification)),
        (words.LEGAL, get_args(model.LegalStatus)),
        (words.COMPARE, get_args(model.Compare)),
        (words.EVIDENCE, ("measure", "answer", "document", "audit", "record")),
        (words.REASON, set(get_args(ReasonCode)) - UNSAID),
    ],
)
def test_no_code_is_without_words(wording: dict[str, object], codes: tuple[str, ...]) -> None:
    assert set(codes) <= set(wording)


def test_an_unknown_code_is_shown_as_it_is(language: Language) -> None:
    assert words.say(words.LEVEL, "perhaps", language) == "perhaps"


def test_every_field_of_the_profile_has_its_words() -> None:
    from gensvar.report.assessment.profile import FIELDS
    from gensvar.rulebook.scope import FIELDS as KNOWN

    assert set(FIELDS) == set(KNOWN)
