"""How to reach whoever runs the server: as their file says, or said to be missing; the statement of accessibility."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client, override_settings

from gensvar.errors import BadInput
from gensvar_web.kit.operator import FILE, Operator, read_operator

DEMO = Path(__file__).parents[2] / "src/gensvar_web/demo"


def test_the_page_says_what_the_file_says(client: Client) -> None:
    with override_settings(OPERATOR=read_operator(DEMO)):
        page = client.get("/kontakt/").content.decode()
        english = client.get("/kontakt/", headers={"Accept-Language": "en"}).content.decode()
        statement = client.get("/tillganglighet/").content.decode()
    assert '<a href="tel:+46846500425">08-465 004 25</a>. Det kostar som ett vanligt samtal.' in page
    assert "802999-9003" in page
    assert "The call costs as much as any call." in english
    assert 'href="mailto:hej@kundserviceforeningen-demo.se"' in statement


def test_without_a_file_the_page_says_so(client: Client) -> None:
    with override_settings(OPERATOR=None):
        assert "har inte skrivit in" in client.get("/kontakt/").content.decode()
        assert client.get("/tillganglighet/").status_code == 200


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("name: X\nfax: 1", "fax"),
        ("name: X", "a phone or an e-mail"),
        ("phone: 08-1", "a name"),
        ("name: [X", "cannot be read"),
        ("name: X\nphone: {sv: 1}", "phone: write"),
        ("hej", "unknown details"),
    ],
)
def test_a_file_that_is_wrong_says_where_and_what(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(BadInput, match=what):
        read_operator(tmp_path)


def test_no_file_is_no_operator(tmp_path: Path) -> None:
    assert read_operator(tmp_path) is None
    assert Operator("X", phone="020-12 34 56").tel == "+4620123456"
