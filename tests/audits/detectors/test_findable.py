import pytest
from walks import link, page, unread, verdict, walk

PHONE = "Ring 08-465 004 17"
LINKED = page("", link("Kontakt", "/kontakt"))


def test_a_linked_contact_page_passes_and_so_does_one_in_the_sitemap() -> None:
    assert verdict("H07", walk(LINKED, page("kontakt", PHONE, label="Kontakt"))) == "pass"
    assert verdict("H07", walk(page(), page("kontakt", PHONE, in_sitemap=True))) == "pass"
    assert verdict("H07", walk(page("", PHONE))) == "pass"


def test_neither_linked_nor_in_the_sitemap_fails() -> None:
    assert verdict("H07", walk(page(), page("kontakt", PHONE, depth=3))) == "fail"


def test_without_a_sitemap_the_links_decide_alone() -> None:
    assert verdict("H07", walk(LINKED, page("kontakt", PHONE), sitemap=None)) == "pass"
    assert verdict("H07", walk(page(), page("kontakt", PHONE, depth=3), sitemap=None)) == "fail"
    assert verdict("H07", walk(page(), page("kontakt", PHONE), sitemap=None)) == "not_applicable"


@pytest.mark.parametrize("name", ["H07", "H08"])
def test_without_a_contact_page(name: str) -> None:
    assert verdict(name, walk(page("", "Hej"))) == "not_applicable"
    assert verdict(name, walk(page("", "Hej"), complete=False)) == "cannot_tell"


def test_a_contact_page_that_search_engines_may_show_passes() -> None:
    assert verdict("H08", walk(LINKED, page("kontakt", PHONE))) == "pass"


def test_disallowed_or_noindex_fails() -> None:
    assert verdict("H08", walk(LINKED, page("kontakt", PHONE, robots_allows=False))) == "fail"
    for name in ("robots", "x-robots-tag"):
        assert verdict("H08", walk(LINKED, page("kontakt", PHONE, state={"meta": {name: "NOINDEX"}}))) == "fail"
    assert verdict("H08", walk(LINKED, unreached=(unread("robots", label="Kontakta oss"),))) == "fail"


def test_a_site_that_is_shut_out_whole_may_be_a_test_site() -> None:
    shut = walk(page("", robots_allows=False), page("kontakt", PHONE, robots_allows=False))
    assert verdict("H08", shut) == "cannot_tell"


def test_robots_that_could_not_be_read_cannot_be_told_and_none_at_all_allows() -> None:
    pages = (page("", robots_allows=None), page("kontakt", PHONE, robots_allows=None))
    assert verdict("H08", walk(*pages, robots_status=503)) == "cannot_tell"
    assert verdict("H08", walk(*pages, robots_status=404)) == "pass"
