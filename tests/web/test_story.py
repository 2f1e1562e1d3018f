"""The whole story in a real browser: three people of one organisation and a stranger, on SQLite and on PostgreSQL.

GENSVAR_PICTURES=docs/web/pictures makes the pictures of the tutorial on the way (scripts/pictures.sh).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from web_support.acting import Actor
from web_support.postgresql import binaries, start_cluster
from web_support.site import Site, running_site

EDITION, RULE, QUESTION = "KS@2023-04-01", "KS-1.5", "KS-1.5.kept"
ORG = "/o/bergvik-energi-ab"
PICTURES = os.environ.get("GENSVAR_PICTURES", "")
MONDAY = datetime.fromisocalendar(2026, 32, 1).replace(hour=9)  # 3 August 2026: a month without holidays
COLUMNS = {
    "Samtal": "contact_id",
    "Började": "t_start",
    "Ställdes i kö": "t_queue",
    "Svarade vi": "t_answer",
    "Slutade": "t_end",
    "Hur det gick": "outcome",
    "Väg in": "channel",
    "Väntan sagd": "wait_announced",
    "Åt vilket håll": "direction",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """A site in earnest with nobody in it."""
    url = ""
    if request.param == "postgresql":
        if binaries() is None:
            pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
        url = start_cluster()
    with running_site(tmp_path, url, filled=False) as one:
        yield one


@pytest.fixture
def stage(browser: Any, empty_site: Site) -> Iterator[dict[str, Actor]]:
    """Alice, Bob and Charlie, and Sven who is a stranger; Charlie and Sven have no JavaScript."""
    contexts, actors = [], {}
    for name in ("Alice", "Bob", "Charlie", "Sven"):
        context = browser.new_context(
            base_url=empty_site.address,
            viewport={"width": 1100, "height": 760},
            java_script_enabled=name in ("Alice", "Bob"),
            color_scheme="light",
        )
        context.add_cookies(empty_site.cookies())
        context.set_default_timeout(120_000)
        actors[name] = Actor(name, f"{name.lower()}@bergvik.example", context.new_page(), empty_site)
        contexts.append(context)
    yield actors
    for context in contexts:
        context.close()


def log_of(first: datetime, slow_every: int) -> bytes:
    """Return 200 calls in three weeks; one of `slow_every` waited four minutes, 0 is none."""
    lines = [";".join(COLUMNS)]
    for number in range(200):
        came = first + timedelta(days=number % 4 + 7 * (number % 3), minutes=number)
        waited = 240 if slow_every and number % slow_every == 0 else 20
        seconds = (0, 5, 5 + waited, 305 + waited)
        times = (f"{came + timedelta(seconds=one):%Y-%m-%d %H:%M:%S}" for one in seconds)
        lines.append(";".join((f"{first:%m}-{number:04}", *times, "Besvarat", "Telefon", "Ja", "In")))
    return ("\r\n".join(lines) + "\r\n").encode()


def picture(actor: Actor, name: str) -> None:
    """Take a picture for the tutorial, where pictures are asked for and this is the first database."""
    if PICTURES and not (actor.site.data / "no-pictures").exists():
        actor.page.evaluate("scrollTo(0, 0)")
        actor.page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def test_the_whole_story(stage: dict[str, Actor], empty_site: Site, request: pytest.FixtureRequest) -> None:
    if "postgresql" in request.node.name:
        (empty_site.data / "no-pictures").touch()
    alice, bob, charlie, sven = stage.values()
    alice_signs_up(alice)
    fills_in_the_profile(alice)
    invites(alice, bob, "manager")
    invites(alice, charlie, "contributor")
    reads_the_rules(sven)
    answers_a_chapter_and_hands_one_over(alice, charlie)
    charlie_answers(charlie)
    sets_targets(bob)
    uploads_and_corrects(bob)
    first = assesses(bob)
    sees_the_contradiction(bob, first)
    action = makes_actions(bob, first)
    charlie_finishes(charlie, action)
    uploads_the_next_month(bob)
    second = assesses(bob, first=MONDAY + timedelta(days=28))
    sees_it_closed(alice, second)
    link = shares(alice, second)
    stranger_reads_the_link_and_nothing_else(sven, link, [first, second, action])


def alice_signs_up(alice: Actor) -> None:
    alice.open("/konto/skapa/")
    picture(alice, "01-skapa-konto")
    alice.fill(name="Alice Ahlgren", email=alice.email, organisation="Bergvik Energi AB")
    alice.press("Fortsätt")
    alice.fill(code=code_in(alice.letter("Subject: .*")))
    alice.page.locator("main button").first.click()
    alice.page.wait_for_load_state()
    assert alice.open("/mitt/") == 200
    assert f"{ORG}/oversikt/" in alice.page.url
    alice.sees("Bergvik Energi AB")


def code_in(letter: str) -> str:
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", letter, re.MULTILINE)
    assert found, letter
    return found[1]


def fills_in_the_profile(alice: Actor) -> None:
    alice.open(f"{ORG}/profil/")
    alice.choose(sector="energy", public="no", outsourced="no", has_website="yes", sells_by_phone="no")
    for channel in ("phone", "email"):
        alice.page.locator(f"main [name=channels][value={channel}]").check()
    picture(alice, "02-profil")
    alice.press("Spara")
    alice.sees("Energi")


def invites(alice: Actor, colleague: Actor, role: str) -> None:
    alice.open(f"{ORG}/personer/bjud-in/")
    alice.fill(email=colleague.email)
    alice.choose(role=role)
    alice.press("Skicka inbjudan")
    link = re.search(r"http\S+/inbjudan/\S+", colleague.letter("/inbjudan/"))
    assert link
    colleague.open(link[0])
    colleague.fill(name=f"{colleague.name} Berg")
    colleague.press("Gå med")
    assert colleague.page.url.endswith(f"{ORG}/")


def reads_the_rules(anybody: Actor) -> None:
    anybody.open("/regler/KS/2023-04-01/")
    anybody.press(RULE)
    anybody.sees(RULE, "Mål för väntetid")
    assert anybody.open(f"/regler/KS/2023-04-01/{RULE}/") == 200


def answers_a_chapter_and_hands_one_over(alice: Actor, charlie: Actor) -> None:
    alice.open(f"{ORG}/svar/ny/")
    alice.choose(edition=EDITION)
    alice.fill(name="2026")
    alice.press("Börja")
    alice.page.locator("main ul.chapters a").nth(1).click()
    alice.page.wait_for_load_state()
    chapter = alice.page.url
    alice.press("Fortsätt svara")
    for number in range(3):
        alice.choose(choice="yes")
        if number == 0:
            alice.fill(comment="Står längst ner på varje sida.")
            picture(alice, "03-en-fraga")
        alice.press("Spara och fortsätt")
    questions = chapter.split("/kapitel/")[0] + "/fraga/"
    for name in ("KS-1.5.target", "KS-1.5.public"):
        alice.open(f"{questions}{name}/")
        alice.choose(choice="yes")
        alice.press("Spara och fortsätt")
    question = f"{questions}{QUESTION}/"
    alice.open(question)
    alice.press("Lämna frågan till en kollega")
    alice.page.locator("main select[name=to]").select_option(label="Charlie Berg")
    alice.fill(note="Du vet det här bäst.")
    alice.press("Lämna över", exact=True)
    alice.open(chapter)
    alice.sees("Charlie Berg")


def charlie_answers(charlie: Actor) -> None:
    assert "Du vet det här bäst." in charlie.letter("svar/mina/")
    charlie.open(f"{ORG}/svar/mina/")
    charlie.page.locator(f"main a[href*='/fraga/{QUESTION}/']").first.click()
    charlie.choose(choice="yes")
    charlie.press("Spara och fortsätt")
    charlie.open(f"{ORG}/plan/installningar/")  # a page of theirs still opens
    assert charlie.open(f"{ORG}/profil/") == 403


def sets_targets(bob: Actor) -> None:
    for parameter, value in (("tau", "60"), ("share", "80")):
        bob.open(f"{ORG}/bedomningar/granser/{EDITION}/{RULE}/{parameter}/")
        bob.fill(value=value, note="Mål för 2026, beslutat av ledningen")
        bob.press("Spara")


def uploads_and_corrects(bob: Actor) -> None:
    _upload(bob, "samtal augusti.csv", log_of(MONDAY, slow_every=2))
    picture(bob, "04-filen")
    bob.press("Ändra kolumnerna")
    bob.page.locator("select#table").select_option("contacts")
    bob.press("Byt")
    lines = bob.page.locator("main ul.columns > li")
    for place in range(lines.count()):
        line = lines.nth(place)
        name = line.locator("strong").inner_text()
        line.locator("select").first.select_option(f"contacts.{COLUMNS[name]}")
    bob.fill(name="Växeln")
    picture(bob, "05-kolumner")
    bob.press("Granska igen")
    bob.wait_for_work()
    _import(bob)


def uploads_the_next_month(bob: Actor) -> None:
    _upload(bob, "samtal september.csv", log_of(MONDAY + timedelta(days=28), slow_every=0))
    bob.sees("Växeln")  # read as last time
    _import(bob)


def _upload(bob: Actor, name: str, content: bytes) -> None:
    bob.open(f"{ORG}/data/lamna-filer/")
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    bob.page.locator("main input[type=file]").set_input_files(file)
    bob.press("Lämna in")
    bob.wait_for_work()
    if "/fil/" not in bob.page.url:
        bob.press(name)
    bob.wait_for_work()


def _import(bob: Actor) -> None:
    bob.press("Läs in filen")
    bob.wait_for_work()
    bob.sees("Filen är inläst", "200")


def assesses(bob: Actor, first: datetime | None = None) -> str:
    """Return the address of the assessment."""
    bob.open(f"{ORG}/bedomningar/ny/")
    bob.choose(edition=EDITION)
    if first:
        bob.fill(first=f"{first:%Y-%m-%d}")
    bob.press("Bedöm", exact=True)
    bob.wait_for_work()
    assert re.search(r"/bedomningar/\d+/$", bob.page.url), bob.page.url
    return str(bob.page.url)


def sees_the_contradiction(bob: Actor, assessment: str) -> None:
    bob.sees("Svar och mätning går isär", RULE)
    picture(bob, "06-bedomning")
    bob.open(f"{assessment}{RULE}/")
    bob.sees("Inte uppfyll", "50")
    picture(bob, "07-utfallet")


def makes_actions(bob: Actor, assessment: str) -> str:
    """Give one action to Charlie and one to Alice; returns the address of Charlie's."""
    for owner, title in (("Alice Ahlgren", "Flytta pass till måndagen"), ("Charlie Berg", "Visa målet på webben")):
        bob.open(f"{assessment}{RULE}/")
        bob.press("Lägg till i planen")
        bob.fill(title=title, steps="Bestäm\nGör\nBerätta", unit="Kundservice", due="2026-12-15")
        bob.page.locator("main select[name=owner]").select_option(label=owner)
        bob.choose(status="open")
        if owner.startswith("Charlie"):
            picture(bob, "08-ny-atgard")
        bob.press("Skapa åtgärden")
    bob.open(f"{ORG}/plan/")
    bob.sees("Flytta pass till måndagen", "Visa målet på webben", "Charlie Berg", "2026-12-15")
    picture(bob, "09-planen")
    bob.press("Visa målet på webben")
    return str(bob.page.url)


def charlie_finishes(charlie: Actor, action: str) -> None:
    assert "Visa målet på webben" in charlie.letter(re.escape(action))
    charlie.open(action)
    charlie.fill(text="Det står på kontaktsidan nu.")
    charlie.press("Skriv", exact=True)
    charlie.open(action)
    charlie.press("Klar", exact=True)
    charlie.open(action)
    charlie.sees("Klar", "Det står på kontaktsidan nu.")


def sees_it_closed(alice: Actor, assessment: str) -> None:
    alice.open(f"{ORG}/plan/")
    alice.press("Flytta pass till måndagen")
    alice.sees("Mätningen stänger")
    alice.open(f"{ORG}/oversikt/")
    alice.sees("Bättre", RULE)
    picture(alice, "10-oversikt")
    alice.open(f"{assessment}{RULE}/")
    alice.sees("Uppfylld", "100")


def shares(alice: Actor, assessment: str) -> str:
    """Have the PDF drawn and downloaded, then return the address of a shared link."""
    alice.open(f"{assessment}rapporter/")
    alice.page.locator("main button[name=form][value=pdf]").click()
    alice.page.wait_for_load_state()
    alice.wait_for_work()
    with alice.page.expect_download() as waiting:
        alice.page.locator("main a[href$='/rapporter/pdf/']").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
    alice.press("Dela bedömningen")
    alice.fill(name="Styrelsen")
    alice.choose(days="30")
    alice.press("Skapa länken")
    link: str = alice.page.locator("main .note code").inner_text()
    picture(alice, "11-dela")
    return link


def stranger_reads_the_link_and_nothing_else(sven: Actor, link: str, closed: list[str]) -> None:
    assert sven.open(link) == 200
    sven.sees("Bergvik Energi AB", RULE)
    assert sven.open("/konto/logga-in/") == 200
    _signs_up_elsewhere(sven)
    for address in [
        *closed,
        f"{ORG}/",
        f"{ORG}/oversikt/",
        f"{ORG}/data/",
        f"{ORG}/svar/",
        f"{ORG}/plan/",
        f"{ORG}/logg/",
    ]:
        assert sven.open(address) == 404, address


def _signs_up_elsewhere(sven: Actor) -> None:
    sven.open("/konto/skapa/")
    sven.fill(name="Sven Svensson", email=sven.email, organisation="Någon Annan AB")
    sven.press("Fortsätt")
    sven.fill(code=code_in(sven.letter("Subject: .*")))
    sven.page.locator("main button").first.click()
    assert sven.open("/mitt/") == 200
