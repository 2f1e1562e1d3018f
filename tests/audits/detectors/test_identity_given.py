from walks import judged, page, verdict, walk

WHOLE = ("Lövsta Lampor AB, organisationsnummer 559999-9009", "Glödgatan 12, 903 99 Umeå", "info@lampor.se")


def test_number_address_and_e_mail_pass_with_the_farthest_ones_steps() -> None:
    said = judged("D09", walk(page("", *WHOLE[:2]), page("kontakt", WHOLE[2], depth=2)))
    assert (said.verdict, said.steps) == ("pass", 2)
    assert dict(said.figures)["named"] == 1


def test_the_farthest_decides_where_a_limit_is_set() -> None:
    assert verdict("D09", walk(page("", *WHOLE[:2]), page("kontakt", WHOLE[2], depth=2)), max_steps=1) == "fail"


def test_each_part_is_needed() -> None:
    for at in range(3):
        assert verdict("D09", walk(page("", *(one for i, one in enumerate(WHOLE) if i != at)))) == "fail"


def test_a_wrong_check_digit_is_no_number() -> None:
    assert verdict("D09", walk(page("", "organisationsnummer 559999-9001", *WHOLE[1:]))) == "fail"


def test_a_guess_and_a_walk_cut_short_cannot_be_told() -> None:
    assert verdict("D09", walk(page("", *WHOLE), unreplayed=["identity"])) == "cannot_tell"
    assert verdict("D09", walk(page("", *WHOLE[1:]), complete=False)) == "cannot_tell"


def test_a_sole_traders_number_is_a_personal_number_and_hidden() -> None:
    said = judged("D09", walk(page("", "Enskild firma, org.nr 811218-9876", *WHOLE[1:])))
    assert said.verdict == "cannot_tell"
    assert "9876" not in str(said)
