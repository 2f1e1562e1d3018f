from walks import heading, page, verdict, walk


def test_a_page_that_tells_how_passes() -> None:
    told = page("klaga", heading("Klagomål"), "Gör så här för att klaga: ring eller mejla oss.", label="Klagomål")
    assert verdict("D06", walk(page(), told)) == "pass"


def test_none_fails_and_a_guess_cannot_be_told() -> None:
    told = page("", heading("Klagomål"), "Gör så här: ring oss.")
    assert verdict("D06", walk(page("", "Hej"))) == "fail"
    assert verdict("D06", walk(told, replay=False)) == "cannot_tell"
    assert verdict("D06", walk(page("", "Hej"), complete=False)) == "cannot_tell"


def test_a_mention_in_passing_is_no_direction() -> None:
    assert verdict("D06", walk(page("", heading("Årsberättelse"), "Antalet klagomål sjönk under året."))) == "fail"
    assert verdict("D06", walk(page("", heading("Avtal för handlare"), "Reklamation ska ske skriftligen."))) == "fail"
