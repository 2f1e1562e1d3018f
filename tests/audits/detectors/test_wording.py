from walks import EN, SV, judged, link, page, text, verdict, walk

HARD = (
    "Kundtjänstorganisationens ärendehanteringsprocesser förutsätter fullständiga identifikationsuppgifter beträffande abonnemangsinnehavaren. "
    * 16
)


def test_the_stated_language_must_be_the_texts() -> None:
    assert verdict("A04", walk(page("", SV))) == "pass"
    assert verdict("A04", walk(page("", SV, lang="sv-SE"))) == "pass"
    assert verdict("A04", walk(page("", SV, lang="en"))) == "fail"
    assert verdict("A04", walk(page("", SV, lang=""))) == "fail"


def test_short_pages_and_menus_cannot_be_told() -> None:
    assert verdict("A04", walk(page("", "Home Products About Contact", lang="sv"))) == "cannot_tell"


def test_a_site_without_swedish_cannot_be_told_and_one_that_leads_to_swedish_passes() -> None:
    assert verdict("A04", walk(page("", EN, lang="en"))) == "cannot_tell"
    assert verdict("A04", walk(page("", EN, link("På svenska", "/sv"), lang="en"))) == "pass"


def running(*said: str, **limits: float) -> str:
    return verdict("A05", walk(page("", *(text(one, is_running=True) for one in said))), **limits)


def test_readability_is_judged_by_the_limit() -> None:
    assert running(SV, SV.replace("lampa", "sak")) == "pass"
    assert running(HARD) == "fail"
    assert running(HARD, max_lix=1000) == "pass"


def test_too_little_text_cannot_be_told() -> None:
    assert running("Ring oss.") == "cannot_tell"


def test_lists_and_menus_do_not_count() -> None:
    assert verdict("A05", walk(page("", HARD))) == "cannot_tell"


def test_the_hardest_page_decides_with_its_counts() -> None:
    easy, hard = text(SV * 3, is_running=True), text(HARD, is_running=True)
    said = judged("A05", walk(page("", easy), page("kontakt", hard, "Ring 08-465 004 17")))
    assert said.verdict == "fail"
    assert dict(said.figures)["sentences"] == 16
