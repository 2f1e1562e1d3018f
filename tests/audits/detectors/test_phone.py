from walks import button, element, judged, link, page, text, unread, verdict, walk, way_to

from gensvar.audits.observation import Overlay


def test_a_number_reached_by_a_replayed_way_passes_with_its_steps() -> None:
    said = judged("D01", walk(page(), page("kontakt", "Ring oss: 08-465 004 17", label="Kontakt")))
    assert (said.verdict, said.steps, said.found) == ("pass", 1, ("08-465 004 17",))


def test_no_number_on_a_site_that_was_wholly_seen_fails() -> None:
    assert verdict("D01", walk(page("", "Hej"))) == "fail"


def test_what_could_not_be_opened_is_never_not_found() -> None:
    for reason in ("blocked", "timeout", "robots", "limit"):
        assert verdict("D01", walk(page("", "Hej"), unreached=(unread(reason),))) == "cannot_tell"
    assert verdict("D01", walk(page("", "Hej"), complete=False)) == "cannot_tell"
    assert verdict("D01", walk(page("", "Hej"), unreached=(unread("http_error", detail="503"),))) == "cannot_tell"


def test_a_page_that_does_not_exist_hides_no_number() -> None:
    assert (
        verdict("D01", walk(page("", "Hej"), unreached=(unread("http_error", detail="404"), unread("download"))))
        == "fail"
    )


def test_what_lies_behind_a_wall_cannot_be_told() -> None:
    for share, closers, said in ((1.0, (), "cannot_tell"), (1.0, (button("Stäng"),), "fail"), (0.1, (), "fail")):
        layer = Overlay(share, "login", element("Lager", tag="div"), closers)
        start = page("", layer, state={"overlay_share": share})
        assert verdict("D01", walk(start, page("kontakt", "Ring 08-465 004 17"), paths=())) == said


def test_a_way_that_was_not_replayed_is_a_guess() -> None:
    said = judged("D01", walk(page("", "Ring 08-465 004 17"), replay=False))
    assert said.verdict == "cannot_tell"
    assert "covered" in said.reason.en


def test_the_limit_is_a_parameter_without_a_default() -> None:
    far = walk(page(), page("kontakt", "Ring 08-465 004 17", depth=6))
    assert verdict("D01", far) == "pass"
    assert verdict("D01", far, max_steps=5) == "fail"
    assert verdict("D01", way_to(far, "phone", scroll=4.0), max_scroll=2) == "fail"


def test_a_number_in_the_code_alone_is_none() -> None:
    hidden = page("", text("Ring 08-465 004 17", visible=False, hidden_reason="display"))
    said = judged("D01", walk(hidden))
    assert (said.verdict, said.found) == ("fail", ("08-465 004 17",))


def test_article_numbers_are_no_telephone_numbers() -> None:
    assert verdict("D01", walk(page("", "Artikelnr 0701234567 och bankgiro 5050-1055"))) == "fail"


def test_a_short_code_counts_beside_a_word_for_calling() -> None:
    assert verdict("D01", walk(page("", "Ring 118 118"))) == "pass"
    assert verdict("D01", walk(page("", "Rum 118 118"))) == "fail"


def test_an_invalid_number_alone_is_not_called_a_number() -> None:
    assert verdict("D01", walk(page("", link("08-123", "tel:08123")))) != "pass"
