from walks import form, link, page, unread, verdict, walk

AWAY = link("Kontakta kundservice", "https://hjalp.koncernen.test/kontakt")


def test_contact_on_the_site_itself_passes() -> None:
    assert verdict("H11", walk(page("", AWAY, "Ring 08-465 004 17"))) == "pass"
    assert verdict("H11", walk(page("", AWAY, form("textarea Meddelande")))) == "pass"


def test_contact_on_another_domain_alone_fails() -> None:
    assert verdict("H11", walk(page("", AWAY))) == "fail"
    assert verdict("H11", walk(page(), unreached=(unread("outside", label="Kontakta oss"),))) == "fail"


def test_social_media_alone_fails() -> None:
    assert verdict("H11", walk(page("", link("Följ oss", "https://www.facebook.com/lampor")))) == "fail"


def test_nothing_anywhere_is_not_applicable_and_cut_short_cannot_be_told() -> None:
    assert verdict("H11", walk(page("", link("En annan sida", "https://annan.test/")))) == "not_applicable"
    assert verdict("H11", walk(page("", AWAY), complete=False)) == "cannot_tell"
    assert verdict("H11", walk(page("", AWAY), unreached=(unread("blocked"),))) == "cannot_tell"
