from walks import heading, link, page, verdict, walk

OWN = "Lampor AB står bakom webbplatsen. Den är delvis förenlig med lagen. Uppdaterad den 10 november 2026. Mejla info@lampor.se om hinder."
START = page("", "Lampor AB säljer lampor")


def site(*parts: object) -> str:
    return verdict("A06", walk(START, page("till", *parts, title="Lampor")))


def test_an_own_statement_with_its_parts_passes() -> None:
    assert site(heading("Tillgänglighetsredogörelse för Lampor AB"), OWN) == "pass"


def test_each_part_is_needed() -> None:
    for part in ("Den är delvis förenlig med lagen.", "den 10 november 2026", "Mejla info@lampor.se om hinder."):
        assert site(heading("Tillgänglighetsredogörelse"), OWN.replace(part, "")) == "fail"


def test_the_public_sector_links_to_the_authority() -> None:
    public = f"{OWN} Lagen om tillgänglighet till digital offentlig service gäller."
    assert site(heading("Tillgänglighetsredogörelse"), public) == "fail"
    assert (
        site(heading("Tillgänglighetsredogörelse"), public, link("Anmäl", "https://www.digg.se/tdosanmalan")) == "pass"
    )


def test_another_organisations_statement_is_not_the_own() -> None:
    assert site(heading("Tillgänglighetsredogörelse för Norrbacka kommun"), OWN) == "fail"


def test_none_fails_and_cut_short_cannot_be_told() -> None:
    assert verdict("A06", walk(START)) == "fail"
    assert verdict("A06", walk(START, complete=False)) == "cannot_tell"
