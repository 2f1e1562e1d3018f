from walks import button, heading, judged, link, page, verdict, walk

SUBSCRIPTION = "Bli kund i vårt abonnemang."
TOLD = (heading("Säg upp abonnemanget"), "Gör så här: ring oss.")


def test_a_direction_passes() -> None:
    assert verdict("D08", walk(page("", SUBSCRIPTION), page("upp", *TOLD, label="Säg upp"))) == "pass"


def test_a_subscription_without_a_way_out_fails() -> None:
    assert verdict("D08", walk(page("", SUBSCRIPTION))) == "fail"


def test_a_contract_that_goes_on_needs_a_way_out_whatever_it_is_called() -> None:
    for said in ("Teckna elavtal.", "Det kostar 99 kr i månaden.", "Avtalet förlängs om du inte säger till."):
        assert verdict("D08", walk(page("", said))) == "fail", said


def test_legal_prose_is_no_direction() -> None:
    assert verdict("D08", walk(page("", SUBSCRIPTION, "Parterna får säga upp avtalet med en månads varsel."))) == "fail"


def test_a_site_without_lasting_contracts_is_not_concerned() -> None:
    assert verdict("D08", walk(page("", "Vi säljer lampor."))) == "not_applicable"


def test_behind_a_log_in_a_guess_or_cut_short_cannot_be_told() -> None:
    assert verdict("D08", walk(page("", SUBSCRIPTION, link("Mina sidor", "/mina")))) == "cannot_tell"
    assert verdict("D08", walk(page("", SUBSCRIPTION, *TOLD), replay=False)) == "cannot_tell"
    assert verdict("D08", walk(page("", SUBSCRIPTION), complete=False)) == "cannot_tell"


def shop(depth: int, **thresholds: float) -> str:
    return verdict("D11", walk(page("", button("Köp")), page("upp", *TOLD, depth=depth)), **thresholds)


def test_leaving_must_not_be_longer_than_joining() -> None:
    assert shop(0) == "pass"
    assert shop(3) == "fail"
    assert shop(3, max_more_steps=3) == "pass"


def test_the_steps_to_everything_are_reported() -> None:
    said = judged("D11", walk(page("", button("Köp")), page("upp", *TOLD, "Ring 08-465 004 17", depth=2)))
    assert {"steps_buy": 0, "steps_cancellation": 2, "steps_phone": 2, "more_steps": 2}.items() <= dict(
        said.figures
    ).items()


def test_without_something_to_compare_nothing_is_judged() -> None:
    assert verdict("D11", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("D11", walk(page("", "Hej"), complete=False)) == "cannot_tell"
    assert verdict("D11", walk(page("", button("Köp")))) == "cannot_tell"
    assert verdict("D11", walk(page("", button("Köp")), replay=False)) == "cannot_tell"
