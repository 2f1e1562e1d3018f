import pytest
from walks import button, judged, opened, page, text, verdict, walk

from gensvar.audits.observation import Page, Walk

OPENS = button("Chatta med oss")
BOT = "Hej! Jag är en chattbot som drivs av AI och ingen människa. Vad gäller din fråga?"


def site(
    *says: object, launcher: object = OPENS, more: tuple[object, ...] = ("Ring 08-465 004 17",), **kept: object
) -> Walk:
    """A site with a chat that says something when it is opened."""
    first = page("", launcher, *more)
    return walk(Page(**{**vars(first), "states": (*first.states, opened(first, launcher, *says))}), **kept)  # type: ignore[arg-type]


def test_a_chat_beside_other_ways_passes_and_says_who_answers() -> None:
    assert judged("D05", site("Du skriver med en medarbetare på kundservice.")).found == ("human",)
    assert judged("D05", site(BOT)).found == ("bot",)
    assert judged("D05", site("Hej!")).found == ("unknown",)


def test_chat_alone_fails() -> None:
    assert verdict("D05", site("Hej!", more=())) == "fail"
    assert verdict("D05", site("Hej!", more=(), complete=False)) == "cannot_tell"


@pytest.mark.parametrize("name", ["D05", "L01", "L05"])
def test_no_chat_is_not_applicable_and_a_script_that_did_not_answer_cannot_be_told(name: str) -> None:
    assert verdict(name, walk(page("", "Du kan inte chatta med oss."))) == "not_applicable"
    assert verdict(name, walk(page("", "Hej"), complete=False)) == "cannot_tell"
    refused = page("", "Hej", state={"failed_requests": ("https://widget.imbox.io/w.js",)})
    assert verdict(name, walk(refused)) == "cannot_tell"


def test_a_chat_that_cannot_be_opened_cannot_be_told() -> None:
    seen = walk(page("", OPENS, "Ring 08-465 004 17"), unreplayed=["chat"])
    assert [verdict(name, seen) for name in ("D05", "L01", "L05")] == ["cannot_tell"] * 3


def test_the_limit_of_steps_counts() -> None:
    assert verdict("D05", site("Hej!"), max_steps=0) in ("pass", "fail")
    far = walk(page("", "Ring 08-465 004 17"), page("chatt", OPENS, depth=3))
    assert verdict("D05", far, max_steps=2) == "fail"


def test_a_machine_must_say_that_it_is_one() -> None:
    assert verdict("L01", site(BOT)) == "pass"
    named = button("Chatta med oss", wanted={"class": "chatbot-knapp"})
    assert verdict("L01", site("Hej! Jag heter Lova. Vad gäller din fråga?", launcher=named)) == "fail"


def test_a_machine_must_let_a_person_through() -> None:
    assert verdict("L05", site(BOT, button("Prata med en människa"))) == "pass"
    assert verdict("L05", site(BOT)) == "fail"


def test_people_need_no_notice() -> None:
    people = site("Du skriver med en medarbetare på kundservice.")
    assert [verdict(name, people) for name in ("L01", "L05")] == ["not_applicable"] * 2


def test_who_is_not_known_cannot_be_told() -> None:
    assert [verdict(name, site("Hej!")) for name in ("L01", "L05")] == ["cannot_tell"] * 2


def test_the_word_in_running_text_is_no_chat() -> None:
    assert judged("D05", walk(page("", text("Vi tycker om att chatta.")))).verdict == "not_applicable"
