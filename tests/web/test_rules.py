"""The reading room: permanent addresses, words in both languages, downloads, history, search, few queries."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from gensvar.rulebook.json_form import from_json
from gensvar_web.vault import editions

pytestmark = pytest.mark.django_db


def test_every_rule_of_every_edition_has_its_page(client: Client) -> None:
    for one in editions.listed():
        whole = editions.whole(one)
        rule = next(iter(whole.rules))
        page = client.get(f"/regler/{one.head.rulebook}/{one.head.edition}/{rule}/")
        assert page.status_code == 200
        assert whole.rules[rule].title.sv in page.content.decode()


def test_a_rule_page_in_english_says_what_the_rulebook_says(client: Client) -> None:
    client.cookies["language"] = "en"
    page = client.get("/regler/KS/2023-04-01/KS-1.6/").content.decode()
    rule = editions.edition("KS", "2023-04-01").rules["KS-1.6"]  # type: ignore[union-attr]
    assert rule.title.en in page
    assert rule.guidance.en[:40] in page


@pytest.mark.parametrize(
    "path", ["XX/", "KS/1999/", "KS/2023-04-01/KS-99.9/", "KS/2023-04-01/kapitel/x/", "KS/2023-04-01/ladda-ner/doc/"]
)
def test_what_does_not_exist_is_404(client: Client, path: str) -> None:
    assert client.get(f"/regler/{path}").status_code == 404


def test_the_newest_edition_in_force_is_shown(client: Client) -> None:
    assert client.get("/regler/TM/")["Location"] == "/regler/TM/2026-11-25/"


def test_the_history_tells_which_edition_changed_a_rule() -> None:
    from gensvar_web.rooms.rules.queries import history

    stages = history("TM", next(iter(editions.edition("TM", "2017-01-01").rules)))  # type: ignore[union-attr]
    assert [stage.what for stage in stages][0] == "new"


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{"), ("oscal", b"{")])
def test_an_edition_can_be_downloaded(client: Client, form: str, start: bytes) -> None:
    response = client.get(f"/regler/TK/2024-01-01/ladda-ner/{form}/")
    assert response.content.startswith(start)
    assert "TK-2024-01-01" in response["Content-Disposition"]
    if form == "json":
        assert from_json(response.json()).reference == "TK@2024-01-01"


def test_search_finds_a_rule_by_its_number_and_by_words(client: Client) -> None:
    current = editions.in_force("KS", date.today())
    assert current is not None
    assert f"/regler/KS/{current.head.edition}/KS-1.6/" in client.get("/regler/sok/?q=ks-1.6").content.decode()
    assert "KS-1.6" in client.get("/regler/sok/?q=återuppringning").content.decode()
    assert "Inget hittades" in client.get("/regler/sok/?q=zzzz").content.decode()


def test_a_page_costs_no_query_for_a_visitor(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        client.get("/regler/KS/2023-04-01/")


def test_the_headers_let_nothing_in_from_elsewhere(client: Client) -> None:
    response = client.get("/regler/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    page = response.content.decode()
    assert " style=" not in page
    assert "<script>" not in page
