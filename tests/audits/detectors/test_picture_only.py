from walks import element, page, verdict, walk

from gensvar.audits.elements import Image


def picture(read: str | None, alt: str = "Så ringer du oss") -> Image:
    """A picture with what was read in it."""
    return Image(element("", tag="img"), "bild.png", alt, read)


def test_a_number_only_in_a_picture_fails() -> None:
    assert verdict("H05", walk(page("", picture("Ring 08-465 004 17")))) == "fail"


def test_a_number_in_text_or_alt_too_is_no_fault() -> None:
    assert verdict("H05", walk(page("", picture("Ring 08-465 004 17"), "Ring 08-465 004 17"))) == "pass"
    assert verdict("H05", walk(page("", picture("Ring 08-465 004 17", alt="Ring 08-465 004 17")))) == "pass"


def test_a_contact_page_without_any_way_that_was_walked_is_looked_at_too() -> None:
    contact, news = (
        page(name, picture(None), label=label) for name, label in (("k", "Kontakta oss"), ("n", "Nyheter"))
    )
    assert verdict("H05", walk(page("", "Hej"), contact)) == "cannot_tell"
    assert verdict("H05", walk(page("", "Hej"), news)) == "not_applicable"


def test_a_logotype_is_no_fault() -> None:
    assert verdict("H05", walk(page("", picture("LAMPOR 1987")))) == "pass"


def test_pictures_that_were_not_read_cannot_be_told_unless_all_is_in_text() -> None:
    assert verdict("H05", walk(page("", picture(None)))) == "cannot_tell"
    assert verdict("H05", walk(page("", picture(None), "Ring 08-465 004 17 eller mejla info@lampor.se"))) == "pass"
    assert verdict("H05", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("H05", walk(page("", "Hej"), complete=False)) == "cannot_tell"
