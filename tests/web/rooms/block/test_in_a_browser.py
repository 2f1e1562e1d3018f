"""A number blocked and a letter read in a real browser: with and without JavaScript, in both languages, narrow and wide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from web_support.axe import violations
from web_support.site import Site

from gensvar.blocklist.register.register import Register

WIDTHS = (1366, 320)


def look(page: Any) -> list[str]:
    """Return what is wrong with the page at each width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} {width}: {one}" for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{page.url}: wider than {width} px")
    return found


@pytest.fixture
def complaints() -> list[str]:
    """What the browser refused under the policy, or failed at."""
    return []


@pytest.fixture
def open_page(browser: Any, site: Site, complaints: list[str]) -> Iterator[Any]:
    """Return a function that opens a page as somebody, in a language."""
    contexts = []

    def make(person: str | None = None, language: str = "sv", scripts: bool = True) -> Any:
        # axe is put in by the test itself, which a policy does not stop; without JavaScript there is no axe either
        context = browser.new_context(base_url=site.address, java_script_enabled=scripts)
        contexts.append(context)
        context.add_cookies(site.cookies(person, language))
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if "Security" in said.text else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()


def newest_code(site: Site, log: str = "sms.log") -> str:
    words = (site.data / log).read_text("utf-8").splitlines()[-1].split("\t")[1]
    return "".join(one for one in words.split(".")[0] if one.isdigit())


@pytest.mark.parametrize(
    ("language", "scripts", "number", "words"),
    [
        ("sv", True, "070-555 41 01", ("Fortsätt", "Spärra numret", "numret är spärrat")),
        ("en", True, "070-555 41 02", ("Continue", "Block the number", "the number is blocked")),
        ("sv", False, "070-555 41 03", ("Fortsätt", "Spärra numret", "numret är spärrat")),
    ],
)
def test_a_number_is_blocked_by_text_message(
    language: str, scripts: bool, number: str, words: tuple[str, str, str], open_page: Any, site: Site, complaints: Any
) -> None:
    page, found = open_page(language=language, scripts=scripts), []
    go_on, confirm, done = words
    page.goto("/sparra/")
    page.locator("[name=number]").fill(number)
    page.get_by_role("button", name=go_on).click()
    page.wait_for_url("**/sparra/kod/")
    found += look(page) if scripts else []
    page.locator("[name=code]").fill("000000" if newest_code(site) != "000000" else "000001")
    page.get_by_role("button", name=confirm).click()
    page.locator("main .error-summary").wait_for()
    found += look(page) if scripts else []
    page.locator("[name=code]").fill(newest_code(site))
    page.get_by_role("button", name=confirm).click()
    page.wait_for_url("**/sparra/klart/")
    assert done in page.locator("h1").inner_text()
    found += look(page) if scripts else []
    assert not found + complaints, "\n".join(found + complaints)
    nsn = int("".join(one for one in number if one.isdigit())[1:])
    assert nsn in Register.open(site.data / "register").members()


def test_a_fixed_number_is_led_to_the_call_by_keyboard(open_page: Any, site: Site, complaints: Any) -> None:
    page = open_page()
    page.goto("/sparra/")
    page.locator("[name=number]").focus()
    page.keyboard.type("08-555 41 04")
    page.keyboard.press("Enter")
    page.locator("main .error-summary").wait_for()
    found = look(page)
    assert page.locator("[name=way][value=voice]").is_checked()
    page.locator("[name=number]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/sparra/kod/")
    found += look(page)
    page.locator("[name=code]").focus()
    page.keyboard.type(newest_code(site, "voice.log"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/sparra/klart/")
    assert not found + complaints
    assert 85554104 in Register.open(site.data / "register").members()


def test_the_letter_prints_as_a_letter(open_page: Any) -> None:
    page = open_page()
    page.goto("/sparra/brev/")
    page.emulate_media(media="print")
    assert page.locator(".paper").is_visible()
    assert not any(page.locator(part).first.is_visible() for part in (".top", ".foot", ".crumbs", "h1", ".not-printed"))
    assert page.locator(".paper .line").first.evaluate("one => one.getBoundingClientRect().height") > 30


def test_two_persons_read_a_letter(open_page: Any, site: Site, complaints: Any) -> None:
    home, found = site.pages["block:run"], []
    for person, says in (("charlie", "läst en gång"), ("alice", "är infört")):
        page = open_page(person)
        page.goto(home)
        if person == "alice":
            page.get_by_role("link", name="BREV-1", exact=True).click()
        else:
            page.get_by_role("link", name="Läs in ett brev").click()
            page.locator("[name=name]").fill("brev-1")
        assert page.locator("main [name=number]").input_value() == ""
        page.locator("[name=number]").fill("08-555 41 05")
        page.locator("[name=deed][value=add]").check()
        page.get_by_role("button", name="Spara").click()
        page.locator(".flash").wait_for()
        assert says in page.locator(".flash").inner_text()
        found += look(page)
    assert 85554105 in Register.open(site.data / "register").members()
    page = open_page("alice", "en")
    page.goto(home)
    page.get_by_role("button", name="Write a snapshot").click()
    page.locator(".flash").wait_for()
    assert "has been written" in page.locator(".flash").inner_text()
    found += look(page)
    assert not found + complaints, "\n".join(found + complaints)
