from walks import judged, page, text, verdict, walk


def test_an_address_that_is_reached_passes() -> None:
    assert verdict("D02", walk(page("", "Mejla kundservice@lampor.se"))) == "pass"


def test_none_fails_and_a_guess_cannot_be_told() -> None:
    assert verdict("D02", walk(page("", "Hej"))) == "fail"
    assert verdict("D02", walk(page("", "Mejla kundservice@lampor.se"), replay=False)) == "cannot_tell"
    assert verdict("D02", walk(page("", "Hej"), complete=False)) == "cannot_tell"


def test_sample_addresses_in_forms_do_not_count() -> None:
    assert verdict("D02", walk(page("", "Skriv så här: namn@exempel.se"))) == "fail"


def test_an_employees_own_address_alone_cannot_be_told_and_its_name_is_hidden() -> None:
    said = judged("D02", walk(page("", "anna.andersson@lampor.se")))
    assert said.verdict == "cannot_tell"
    assert "anna.andersson" not in str(said.evidence) + str(said.found)


def test_an_employees_address_beside_one_for_all_passes() -> None:
    assert verdict("D02", walk(page("", "anna.andersson@lampor.se", "info@lampor.se"))) == "pass"


def test_an_obfuscated_address_counts_and_is_reported_apart() -> None:
    said = judged("D02", walk(page("", "kundservice (at) lampor.se")))
    assert said.verdict == "pass"
    assert dict(said.figures)["obfuscated"] == 1


def test_a_hidden_address_is_none() -> None:
    assert verdict("D02", walk(page("", text("info@lampor.se", visible=False, hidden_reason="display")))) == "fail"
