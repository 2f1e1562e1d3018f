import pytest
from walks import BOT_SAYS, CHAT_BUTTON, judged, page, text, verdict, walk, with_chat


def test_a_chat_beside_other_ways_passes_and_says_who_answers() -> None:
    assert judged("D05", with_chat("Du skriver med en medarbetare på kundservice.")).found == ("human",)
    assert judged("D05", with_chat(BOT_SAYS)).found == ("bot",)
    assert judged("D05", with_chat("Hej!")).found == ("unknown",)


def test_chat_alone_fails() -> None:
    assert verdict("D05", with_chat("Hej!", more=())) == "fail"
    assert verdict("D05", with_chat("Hej!", more=(), complete=False)) == "cannot_tell"


@pytest.mark.parametrize("name", ["D05", "L01", "L05"])
def test_no_chat_is_not_applicable_and_a_script_that_did_not_answer_cannot_be_told(name: str) -> None:
    assert verdict(name, walk(page("", "Du kan inte chatta med oss."))) == "not_applicable"
    assert verdict(name, walk(page("", "Hej"), complete=False)) == "cannot_tell"
    refused = page("", "Hej", state={"failed_requests": ("https://widget.imbox.io/w.js",)})
    assert verdict(name, walk(refused)) == "cannot_tell"


def test_a_chat_that_cannot_be_opened_cannot_be_told() -> None:
    seen = walk(page("", CHAT_BUTTON, "Ring 08-465 004 17"), unreplayed=["chat"])
    assert [verdict(name, seen) for name in ("D05", "L01", "L05")] == ["cannot_tell"] * 3


def test_the_limit_of_steps_counts() -> None:
    far = walk(page("", "Ring 08-465 004 17"), page("chatt", CHAT_BUTTON, depth=3))
    assert verdict("D05", far, max_steps=2) == "fail"


def test_the_word_in_running_text_is_no_chat() -> None:
    assert judged("D05", walk(page("", text("Vi tycker om att chatta.")))).verdict == "not_applicable"
