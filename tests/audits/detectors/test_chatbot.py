from walks import BOT_SAYS, button, verdict, with_chat


def test_a_machine_must_say_that_it_is_one() -> None:
    assert verdict("L01", with_chat(BOT_SAYS)) == "pass"
    named = button("Chatta med oss", wanted={"class": "chatbot-knapp"})
    assert verdict("L01", with_chat("Hej! Jag heter Lova. Vad gäller din fråga?", launcher=named)) == "fail"


def test_a_machine_must_let_a_person_through() -> None:
    assert verdict("L05", with_chat(BOT_SAYS, button("Prata med en människa"))) == "pass"
    assert verdict("L05", with_chat(BOT_SAYS)) == "fail"


def test_who_answers_at_once_around_the_clock_is_a_machine() -> None:
    assert verdict("L01", with_chat("Hej! Jag heter Lova och svarar direkt, dygnet runt.")) == "fail"


def test_people_need_no_notice() -> None:
    people = with_chat("Du skriver med en medarbetare på kundservice.")
    assert [verdict(name, people) for name in ("L01", "L05")] == ["not_applicable"] * 2


def test_who_is_not_known_cannot_be_told() -> None:
    assert [verdict(name, with_chat("Hej!")) for name in ("L01", "L05")] == ["cannot_tell"] * 2
