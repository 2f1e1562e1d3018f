from walks import link, page, verdict, walk

TOP = link("Kontakta kundservice", "/kontakt", region="nav")
BOTTOM = link("Kontakta kundservice", "/kontakt", region="footer")
FAQ = link("Frågor och svar", "/faq", region="nav")


def test_help_in_the_same_place_passes() -> None:
    assert verdict("A08", walk(page("", TOP, FAQ), page("a", TOP, FAQ), page("b", TOP))) == "pass"


def test_help_that_moves_to_the_footer_fails() -> None:
    assert verdict("A08", walk(page("", TOP), page("a", BOTTOM))) == "fail"


def test_help_in_another_order_fails() -> None:
    assert verdict("A08", walk(page("", TOP, FAQ), page("a", FAQ, TOP))) == "fail"


def test_a_bare_page_without_a_menu_does_not_count() -> None:
    assert verdict("A08", walk(page("", TOP), page("a", TOP), page("kassa", "Betala"))) == "pass"


def test_help_in_the_text_of_a_page_does_not_count() -> None:
    assert verdict("A08", walk(page("", TOP), page("a", TOP, link("kundservice", "/kontakt", region="main")))) == "pass"


def test_help_that_is_not_repeated_is_not_concerned() -> None:
    assert verdict("A08", walk(page("", TOP), page("a", "Hej"))) == "not_applicable"
    assert verdict("A08", walk(page("", TOP), complete=False)) == "cannot_tell"
