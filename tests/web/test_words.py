"""Every word has its English, and the same Swedish is never two things in English."""

from pathlib import Path

import pytest

from gensvar_web.kit.catalogue import compile_catalogues, po_files, read_po
from gensvar_web.kit.words import apps, missing_in, said_in


@pytest.mark.parametrize("app", apps(), ids=lambda app: app.name)
def test_every_word_of_an_app_has_english(app: Path) -> None:
    assert missing_in(app) == []


def test_words_are_found_at_all() -> None:
    people = next(app for app in apps() if app.name == "people")
    assert {"Bjud in", "Rollen är ändrad.", "Välkommen till %(name)s"} <= said_in(people)


def test_a_word_is_translated_in_one_way() -> None:
    seen: dict[str, tuple[str, Path]] = {}
    for file in po_files()["en"]:
        for word, english in read_po(file).items():
            if word and english.strip("\0"):
                before, where = seen.setdefault(word, (english, file))
                assert before == english, f"{word}: {where} and {file}"


def test_the_catalogue_is_one_that_gettext_reads(tmp_path: Path) -> None:
    import gettext

    compile_catalogues(tmp_path)
    with (tmp_path / "en/LC_MESSAGES/django.mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Bjud in") == "Invite"
    assert words.ngettext("%(n)s regel", "%(n)s regler", 2) == "%(n)s rules"
