"""Which addresses belong to a site, and what kind a link is."""

from __future__ import annotations

import pytest

from gensvar.audits.sites import kind_of, registrable, same_site


def test_sites() -> None:
    assert registrable("www.shop.example.se") == "example.se"
    assert registrable("a.b.co.uk") == "b.co.uk"
    assert not same_site("https://one.github.io/", "https://two.github.io/")
    assert not same_site("http://127.0.0.1:8001/", "http://127.0.0.1:8000/")
    assert same_site("https://kund.example.se/x", "https://www.example.se/")


@pytest.mark.parametrize(
    ("href", "kind"),
    [
        ("/kontakt", "page"),
        ("#kontakt", "fragment"),
        ("tel:08123", "tel"),
        ("MAILTO:a@b.se", "mailto"),
        ("https://annan.se/", "outside"),
        ("/villkor.pdf", "download"),
        ("javascript:void(0)", "other"),
        ("http://[", "other"),
        ("sida%3Fp=1.html", "page"),
    ],
)
def test_kinds_of_links(href: str, kind: str) -> None:
    assert kind_of(href, "https://www.example.se/start", "https://www.example.se/")[0] == kind
