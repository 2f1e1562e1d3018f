import pytest
from walks import judged, page, verdict, walk


def test_hours_pass_and_say_whether_they_are_the_telephones() -> None:
    said = judged("D04", walk(page("", "Öppettider i telefon: måndag–fredag 8–17")))
    assert said.verdict == "pass"
    assert dict(said.figures)["tied"] == 1
    assert dict(judged("D04", walk(page("", "Butiken: måndag–fredag 8–17"))).figures)["tied"] == 0


def test_none_fails_and_a_guess_cannot_be_told() -> None:
    assert verdict("D04", walk(page("", "Hej"))) == "fail"
    assert verdict("D04", walk(page("", "måndag–fredag 8–17"), replay=False)) == "cannot_tell"
    assert verdict("D04", walk(page("", "Hej"), complete=False)) == "cannot_tell"


@pytest.mark.parametrize(
    "lookalike",
    ["Läs mer om Hansonsgatan 67-73", "organisationsnummer: 559218-35", "Konsert i verkstaden den 7-8 december"],
)
def test_lookalikes_are_no_hours(lookalike: str) -> None:
    assert verdict("D04", walk(page("", lookalike))) == "fail"
