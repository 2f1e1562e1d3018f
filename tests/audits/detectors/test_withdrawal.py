from walks import button, form, judged, link, page, verdict, walk

BUYS = button("Köp")
FORM = form(
    "text Ditt namn", "text Beställningens nummer", "email Din e-postadress", label="Bekräfta att jag ångrar avtalet"
)


def test_a_labelled_control_passes() -> None:
    assert verdict("D07", walk(page("", BUYS, link("Ångra avtalet här", "/angra")), page("angra", FORM))) == "pass"


def test_a_shop_without_one_fails() -> None:
    assert verdict("D07", walk(page("", BUYS))) == "fail"


def test_text_about_the_right_is_not_the_function() -> None:
    assert (
        verdict("D07", walk(page("", BUYS, "Du har ångerrätt i fjorton dagar. Skriv då ett brev till oss."))) == "fail"
    )


def test_it_may_lie_behind_a_log_in() -> None:
    assert verdict("D07", walk(page("", BUYS, link("Logga in", "/in")))) == "cannot_tell"


def test_a_site_that_sells_nothing_is_not_concerned() -> None:
    assert verdict("D07", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("L02", walk(page("", "Hej"))) == "not_applicable"


def test_a_guess_and_a_walk_cut_short_cannot_be_told() -> None:
    assert (
        verdict("D07", walk(page("", BUYS, link("Ångra avtalet", "/angra")), unreplayed=["withdrawal"]))
        == "cannot_tell"
    )
    assert verdict("D07", walk(page("", BUYS), complete=False)) == "cannot_tell"
    assert verdict("L02", walk(page("", "Hej"), complete=False)) == "cannot_tell"


def shop(*parts: object) -> str:
    return verdict("L02", walk(page("", BUYS, link("Ångra avtalet här", "/angra")), page("angra", *parts)))


def test_the_second_step_confirms() -> None:
    assert shop(FORM) == "pass"


def test_without_a_button_that_confirms_it_fails() -> None:
    assert shop("Skriv ett brev till oss.") == "fail"
    assert shop(form("text Ditt namn", label="Skicka")) == "fail"


def test_what_a_customer_that_is_known_need_not_state_cannot_be_told() -> None:
    assert shop(form("text Ditt namn", label="Bekräfta")) == "cannot_tell"


def test_the_second_step_of_nothing_or_of_an_unseen_page_cannot_be_told() -> None:
    assert verdict("L02", walk(page("", BUYS))) == "cannot_tell"
    assert verdict("L02", walk(page("", BUYS, link("Ångra avtalet här", "/angra")))) == "cannot_tell"


def test_the_reason_names_what_is_lacking() -> None:
    said = judged(
        "L02",
        walk(
            page("", BUYS, link("Ångra avtalet här", "/angra")), page("angra", form("text Ditt namn", label="Bekräfta"))
        ),
    )
    assert "e-mail" in said.reason.en and "e-post" in said.reason.sv
