from walks import page, verdict, walk

DEAR = "Ring oss på 0939-100 10 10."


def test_an_expensive_number_needs_its_price_beside_it() -> None:
    assert verdict("P01", walk(page("", DEAR))) == "fail"
    assert verdict("P01", walk(page("", f"{DEAR} Samtalet kostar 9,90 kr per minut."))) == "pass"
    assert verdict("P01", walk(page("", "Ring 0771-23 45 67"))) == "fail"


def test_free_and_normal_numbers_are_not_expensive() -> None:
    for number in ("020-28 00 20", "010-516 51 00", "08-465 004 17"):
        assert verdict("P01", walk(page("", f"Ring {number}"))) == "pass"


def test_a_price_far_away_is_not_beside() -> None:
    assert verdict("P01", walk(page("", DEAR, "x " * 400, "Kabeln kostar 9,90 kr per minut."))) == "fail"


def test_what_a_call_costs_is_said_or_not() -> None:
    assert verdict("L03", walk(page("", "Ring 08-465 004 17. Samtalet kostar som ett vanligt samtal."))) == "pass"
    assert verdict("L03", walk(page("", "Ring 08-465 004 17"))) == "fail"
    assert verdict("L03", walk(page("", "Ring 020-28 00 20"))) == "pass"


def test_without_a_number_there_is_nothing_to_pay() -> None:
    for name in ("P01", "L03"):
        assert verdict(name, walk(page("", "Hej"))) == "not_applicable"
        assert verdict(name, walk(page("", "Hej"), complete=False)) == "cannot_tell"
