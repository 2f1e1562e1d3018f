from walks import form, page, verdict, walk

PHONE = "Ring 08-465 004 17"
FIELDS = ("email Din e-postadress", "textarea Ditt meddelande")


def test_a_form_beside_other_ways_passes() -> None:
    assert verdict("H09", walk(page("", PHONE, form(*FIELDS)))) == "pass"
    assert verdict("H09", walk(page("", PHONE, form(*FIELDS, action="#", has_handler=True)))) == "pass"


def test_a_form_as_the_only_way_fails() -> None:
    assert verdict("H09", walk(page("", form(*FIELDS)))) == "fail"
    assert verdict("H09", walk(page("", form(*FIELDS)), complete=False)) == "cannot_tell"


def test_a_form_that_goes_nowhere_fails() -> None:
    assert verdict("H09", walk(page("", PHONE, form(*FIELDS, action=None, method="get", has_handler=False)))) == "fail"
    said = "Det här är en demo: formuläret skickar eller lagrar inga uppgifter."
    assert verdict("H09", walk(page("", PHONE, form(*FIELDS, has_handler=True, text=said)))) == "fail"


def test_forms_are_never_sent_so_some_cannot_be_told() -> None:
    assert verdict("H09", walk(page("", PHONE, form(*FIELDS, action="")))) == "cannot_tell"
    assert verdict("H09", walk(page("", PHONE, form(*FIELDS, action="", has_handler=False)))) == "cannot_tell"


def test_search_and_log_in_are_no_contact_forms() -> None:
    search, login = form("search Sök"), form("text Kundnummer", "password Lösenord")
    assert verdict("H09", walk(page("", PHONE, search, login))) == "not_applicable"
    assert verdict("H09", walk(page("", PHONE, search), complete=False)) == "cannot_tell"
