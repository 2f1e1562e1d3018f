"""The HTML file: self-contained, closed to everything outside, whole for those who see and those who listen."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from gensvar.report.as_html import draw_html
from gensvar.report.document import (
    Badge,
    Card,
    Chart,
    Code,
    Column,
    Document,
    Gauge,
    Heading,
    Link,
    Paragraph,
    Quote,
    Table,
    walk,
)
from gensvar.text import Language

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """Every start tag with its attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "wbr", "img", "link", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(report: Document) -> Page:
    return Page(draw_html(report))


def document(*blocks: object, language: Language = "sv") -> Document:
    return Document("Titel", language, blocks)  # type: ignore[arg-type]


def test_it_is_well_formed_in_its_language_with_one_h1_and_the_landmarks(page: Page, report: Document) -> None:
    assert not page.open
    assert page.all("html")[0]["lang"] == report.language
    assert len(page.all("h1")) == 1
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1, landmark
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}


def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_id_is_unique_and_every_link_within_has_its_target(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {str(attributes["href"])[1:] for attributes in page.all("a") if str(attributes["href"]).startswith("#")}
    assert targets <= set(ids)
    assert len(targets) > 20


def test_nothing_is_fetched_and_nothing_runs(report: Document) -> None:
    html = draw_html(report)
    page = Page(html)
    assert not {"script", "img", "iframe", "link", "object"} & {tag for tag, _ in page.tags}
    assert not [
        a for _, attributes in page.tags for a in attributes if a == "style" or a.startswith("on") or a == "src"
    ]
    assert set(re.findall(r"url\(([a-z]+):", html)) == {"data"}
    assert "@import" not in html


def test_its_policy_allows_its_own_style_only(report: Document) -> None:
    html = draw_html(report)
    policy = next(str(m["content"]) for m in Page(html).all("meta") if m.get("http-equiv"))
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_every_table_has_a_caption_or_a_name_and_scoped_heads(page: Page) -> None:
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.all("th"))
    regions = [
        attributes for attributes in page.all("div") if attributes.get("role") == "group" and "tabindex" in attributes
    ]
    assert len(regions) == len(page.all("table"))
    assert all(region["aria-label"] and region["tabindex"] == "0" for region in regions)


def test_every_drawing_has_a_title(report: Document, page: Page) -> None:
    drawings = [block for block in walk(report.blocks) if isinstance(block, Chart | Gauge)]
    assert len(drawings) > 8
    assert len(page.all("svg")) == len(drawings)
    for drawing in drawings:
        assert drawing.alt in page.text


def test_a_verdict_is_a_sign_and_a_word_never_a_colour_alone() -> None:
    html = draw_html(document(Paragraph((Badge("not_met"),))))
    assert '<span class="sign" aria-hidden="true">✗</span> Inte uppfylld' in html


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(HOSTILE),
        Paragraph((Code(HOSTILE), Link(HOSTILE, "javascript:alert(1)"))),
        Paragraph((Link("x", '#"><script>alert(1)</script>'),)),
        Quote(HOSTILE, HOSTILE),
        Heading(2, HOSTILE),
        Card((Paragraph(HOSTILE),)),
        Table((Column(HOSTILE),), ((HOSTILE,),), HOSTILE),
    ],
)
def test_what_data_say_is_never_markup(block: object) -> None:
    html = draw_html(document(block))
    page = Page(html)
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert "javascript:" not in html


def test_the_same_document_gives_the_same_bytes(report: Document) -> None:
    assert draw_html(report) == draw_html(report)


def test_a_caption_that_only_repeats_its_heading_is_kept_for_those_who_listen() -> None:
    table = Table((Column("A"),), (("a",),), "Samma ord")
    html = draw_html(document(Heading(2, "Samma ord"), table))
    assert '<caption class="hidden">Samma ord</caption>' in html
    assert "<caption>Samma ord</caption>" in draw_html(document(Heading(2, "Andra ord"), table))
