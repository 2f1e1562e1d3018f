from walks import form, link, page, unread, verdict, walk

LOGIN = form("password Lösenord", label="Logga in")


def test_a_number_that_the_site_keeps_behind_a_log_in_fails() -> None:
    assert verdict("H03", walk(page("", "Logga in för att ringa oss.", "info@lampor.se"))) == "fail"
    assert verdict("H03", walk(page("", "Numret till kundservice finns på Mina sidor."))) == "fail"


def test_a_contact_page_that_is_a_log_in_fails() -> None:
    assert verdict("H03", walk(page(), page("kontakt", LOGIN, label="Kontakta oss", asks_login=True))) == "fail"
    assert verdict("H03", walk(page(), unreached=(unread("login", label="Kontakta oss"),))) == "fail"


def test_customer_pages_with_a_public_twin_are_no_fault() -> None:
    twin = page("mina", LOGIN, "Logga in för att ringa oss.", label="Mina sidor", asks_login=True)
    assert verdict("H03", walk(page("", "Ring 08-465 004 17"), twin)) == "pass"


def test_nothing_found_beside_a_log_in_cannot_be_told() -> None:
    assert verdict("H03", walk(page("", link("Mina sidor", "/mina")))) == "cannot_tell"
    assert verdict("H03", walk(page("", "Hej"), complete=False)) == "cannot_tell"
    assert verdict("H03", walk(page("", "Hej"))) == "not_applicable"
