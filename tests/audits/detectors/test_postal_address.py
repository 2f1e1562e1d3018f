from walks import page, verdict, walk


def test_street_postcode_and_town_pass() -> None:
    assert verdict("D03", walk(page("", "Glödgatan 12, 903 99 Umeå"))) == "pass"


def test_none_fails_and_a_guess_cannot_be_told() -> None:
    assert verdict("D03", walk(page("", "Vi finns i Umeå"))) == "fail"
    assert verdict("D03", walk(page("", "Glödgatan 12, 903 99 Umeå"), replay=False)) == "cannot_tell"
    assert verdict("D03", walk(page("", "Vi finns i Umeå"), complete=False)) == "cannot_tell"


def test_a_worked_example_is_no_address() -> None:
    assert verdict("D03", walk(page("", "Anna Exempel, Storgatan 1, 720 80 Landsbyn"))) == "fail"


def test_an_address_for_machines_alone_is_seen_by_nobody() -> None:
    block = '{"@type": "PostalAddress", "address": {"streetAddress": "Glödgatan 12", "postalCode": "903 99"}}'
    assert verdict("D03", walk(page("", "Hej", state={"json_ld": (block,)}))) == "fail"
