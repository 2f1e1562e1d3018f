from walks import axe, judged, page, verdict, walk


def test_no_violation_passes_and_review_is_kept_apart() -> None:
    said = judged("A01", walk(page("", state={"axe": axe(review=["color-contrast"])})))
    assert said.verdict == "pass"
    assert dict(said.figures) == {"pages": 1, "rules_broken": 0, "rules_to_review": 1}


def test_a_violation_on_the_way_fails() -> None:
    said = judged("A01", walk(page("", state={"axe": axe("image-alt")})))
    assert (said.verdict, said.found) == ("fail", ("image-alt",))


def test_a_violation_off_the_way_does_not_count() -> None:
    assert (
        verdict("A01", walk(page("", state={"axe": axe()}), page("nyheter", state={"axe": axe("image-alt")}))) == "pass"
    )


def test_a_page_that_was_not_tried_cannot_be_told() -> None:
    assert verdict("A01", walk(page())) == "cannot_tell"
    assert verdict("A01", walk(page("", state={"axe": axe()}), page("kontakt", "Ring 08-465 004 17"))) == "cannot_tell"
