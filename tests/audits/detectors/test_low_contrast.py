import pytest
from walks import judged, page, text, verdict, walk

from gensvar.audits.elements import Style


@pytest.mark.parametrize(("style", "says"), [
    (Style("", "", 4.6, 16.0), "pass"), (Style("", "", 4.4, 16.0), "fail"), (Style("", "", 3.1, 24.0), "pass"),
    (Style("", "", 3.1, 19.0, bold=True), "pass"), (Style("", "", 3.1, 19.0), "fail"), (Style("", "", 21.0, 11.0), "fail"),
    (Style("", "", None, 16.0), "cannot_tell"), (Style("", "", None, 8.0), "fail"),
])  # fmt: skip
def test_the_look_of_the_number_decides(style: Style, says: str) -> None:
    assert verdict("H06", walk(page("", text("08-465 004 17", style=style)))) == says


def test_the_part_of_the_line_that_holds_the_number_decides() -> None:
    line = text("Telefon: 08-465 004 17", "#rad")
    assert (
        verdict("H06", walk(page("", line, text("08-465 004 17", "#rad > a", style=Style("", "", 1.5, 16.0)))))
        == "fail"
    )


def test_limits_are_parameters() -> None:
    pale = walk(page("", text("08-465 004 17", style=Style("", "", 6.0, 16.0))))
    assert verdict("H06", pale, min_contrast=7) == "fail"
    assert dict(judged("H06", pale).figures) == {"contrast": 6.0, "font_px": 16.0}


def test_nothing_to_read() -> None:
    assert verdict("H06", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("H06", walk(page("", "08-465 004 17"), replay=False)) == "cannot_tell"
