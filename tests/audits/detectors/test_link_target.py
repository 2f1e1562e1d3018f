import pytest
from walks import link, page, verdict, walk

from gensvar.audits.observation import MOBILE


@pytest.mark.parametrize(("label", "href", "says"), [
    ("08-465 004 17", "tel:+46846500417", "pass"),
    ("+46 (0)8-465 004 17", "tel:08-465 004 17", "pass"),
    ("Ring oss", "tel:+46846500417", "pass"),
    ("08-465 004 17", "tel:+46846500471", "fail"),
    ("08-465 004 17", "tel:0846", "fail"),
    ("info@lampor.se", "mailto:info@lampor.se?subject=Hej", "pass"),
    ("info@lampor.se", "mailto:order@lampor.se", "fail"),
    ("Mejla oss", "mailto:info", "fail"),
])  # fmt: skip
def test_a_link_goes_where_its_text_says(label: str, href: str, says: str) -> None:
    assert verdict("H10", walk(page("", link(label, href)))) == says


def test_a_number_that_cannot_be_tapped_fails_on_a_phone_only() -> None:
    assert verdict("H10", walk(page("", "Ring 08-465 004 17"), viewport=MOBILE)) == "fail"
    assert verdict("H10", walk(page("", "Ring 08-465 004 17"))) == "pass"
    assert (
        verdict("H10", walk(page("", "Ring 08-465 004 17", link("Ring", "tel:+46846500417")), viewport=MOBILE))
        == "pass"
    )


def test_without_links() -> None:
    assert verdict("H10", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("H10", walk(page("", "Hej"), complete=False)) == "cannot_tell"
