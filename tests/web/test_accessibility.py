"""axe (WCAG 2.2 AA) on every page, in both languages, at both widths, in Debian's Chromium on a running site."""

from typing import Any

import pytest
from web_support.access import table
from web_support.axe import violations
from web_support.site import Site

PAGES = sorted(name for name, line in table().items() if line.page)
TABLE = table()
WIDTHS = (1366, 320)
PATIENCE_MS = 120_000


def _look(browser: Any, site: Site, path: str, person: str | None, language: str, scheme: str) -> list[str]:
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, base_url=site.address)
    context.add_cookies(site.cookies(person, language, scheme))
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda message: found.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: found.append(f"error: {error}"))
    response = page.goto(path)
    assert response.status < 400, (path, response.status)
    assert page.locator("html").get_attribute("lang") == language
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{language} {width} {scheme}: {one}" for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{language}: wider than {width} px")
    context.close()
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation(name: str, browser: Any, site: Site) -> None:
    person = None if TABLE[name].allowed == "public" else "alice"
    found = _look(browser, site, site.pages[name], person, "sv", "light")
    found += _look(browser, site, site.pages[name], person, "en", "dark")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("path", "field"), [("/konto/skapa/", "name"), ("/konto/logga-in/", "email")])
def test_a_form_with_mistakes_has_no_violation_and_leads_to_the_field(
    path: str, field: str, browser: Any, site: Site
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900}, base_url=site.address)
    context.add_cookies(site.cookies())
    page = context.new_page()
    page.goto(path)
    page.locator("main form.form button").first.click()
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    assert not violations(page)
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name") == field
    context.close()


def test_a_planted_fault_is_found(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang=sv><title>x</title><main><h1>x</h1><img src='data:,'>"
        "<p style='color:#aaa;background:#fff'>svag text</p><a href='#' style='display:inline-block;width:10px;height:10px'></a>"
    )
    found = "\n".join(violations(page))
    assert "image-alt" in found
    assert "color-contrast" in found
    page.close()


def test_a_page_works_with_the_keyboard_alone(browser: Any, site: Site) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, base_url=site.address)
    context.add_cookies(site.cookies("alice"))
    page = context.new_page()
    page.goto(site.pages["people:members"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()
