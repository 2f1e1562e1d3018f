import pytest

from gensvar.audits.lix import lix


def test_the_value_by_its_definition() -> None:
    """Ten words, two sentences, two long words: 5 + 20 = 25."""
    found = lix("Vi hjälper dig med fakturor. Skriv eller besök vår butik.")
    assert (found.words, found.sentences, found.long_words) == (10, 2, 2)
    assert found.value == pytest.approx(5 + 20)


def test_very_short_sentences_count() -> None:
    assert lix("Ring oss. Ring oss nu.").value == pytest.approx(2.5)


def test_a_line_of_its_own_is_a_sentence_and_digits_are_no_words() -> None:
    found = lix("Ring oss\nSkriv till oss 08-465 004 17")
    assert (found.words, found.sentences) == (5, 2)


def test_a_word_is_long_from_seven_letters() -> None:
    assert lix("sexton sjutton").long_words == 1


def test_no_text_has_no_value() -> None:
    assert lix(" 17 .").value is None
