"""Word by word: nothing is lost, and what is marked is what was changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gensvar.rulebook.words import Words, compare_words

PASSAGES = st.lists(st.sampled_from(["svar", "inom", "en", "dag", "två", ",", ".", " ", "  ", "\n", "åäö"])).map(
    "".join
)


@given(PASSAGES, PASSAGES)
def test_both_passages_can_be_put_together_again(before: str, after: str) -> None:
    runs = compare_words(before, after)
    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "removed") == after


@given(PASSAGES)
def test_an_unchanged_passage_has_no_changes(passage: str) -> None:
    assert all(run.kind == "same" for run in compare_words(passage, passage))


def test_changed_words_stand_together() -> None:
    assert compare_words("Svar inom två dagar.", "Svar inom en arbetsdag.") == (
        Words("same", "Svar inom "),
        Words("removed", "två dagar"),
        Words("added", "en arbetsdag"),
        Words("same", "."),
    )
