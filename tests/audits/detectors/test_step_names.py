import pytest
from walks import page, verdict, walk, way_to

from gensvar.audits.observation import Step

SITE = walk(page(), page("kontakt", "Ring 08-465 004 17", label="Kontakt"))


def step(label: str, name: str) -> str:
    return verdict("A03", way_to(SITE, "phone", steps=(Step("click", "#a", name, "link", label),)))


@pytest.mark.parametrize(("label", "name", "says"), [
    ("Kontakt", "Kontakt", "pass"), ("Kontakt", "Kontakt och kundservice", "pass"), ("☰ Meny", "Meny", "pass"), ("", "Meny", "pass"),
    ("", "", "fail"), ("Kontakt", "Gå vidare till sidan", "fail"), ("Läs mer", "Läs mer", "fail"), ("Click here", "Click here", "fail"),
    ("Läs mer", "Läs mer om kundservice", "pass"),
])  # fmt: skip
def test_a_step_has_a_name_that_says_where_it_leads(label: str, name: str, says: str) -> None:
    assert step(label, name) == says


def test_without_a_way_there_is_nothing_to_name() -> None:
    assert verdict("A03", walk(page())) == "cannot_tell"
    assert verdict("A03", walk(page("", "Ring 08-465 004 17"))) == "pass"
