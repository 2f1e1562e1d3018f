"""Signing in with an app's codes and with passkeys, in a real browser, under the policy that real pages have."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import shutil
import struct
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from web_support.acting import Actor
from web_support.site import CHROMIUM, CHROMIUM_FLAGS, Site

# A passkey belongs to a name, never to a number: it is tried at localhost.
FLAGS = [f"{flag}, EXCLUDE localhost" if flag.startswith("--host-resolver") else flag for flag in CHROMIUM_FLAGS]
KEY = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}


class Person(Actor):
    """Somebody who signs in and out."""

    complaints: list[str]

    def ask_for_code(self) -> None:
        """Write the address, then the code out of the letter."""
        before = set(self._letters())
        shutil.rmtree(self.site.data / "cache", ignore_errors=True)  # three letters a minute; no test waits that long
        self.open("/konto/logga-in/")
        self.fill(email=self.email)
        self.press("Skicka koden")
        until = time.monotonic() + 60
        while not (new := [one for one in self._letters() if one not in before]):
            assert time.monotonic() < until, "no letter came"
            time.sleep(0.2)
        found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", new[0], re.MULTILINE)
        assert found, new[0]
        self.send_code(found[1])

    def sign_out(self) -> None:
        """End the session."""
        self.open("/konto/logga-ut/")
        self.page.locator("main form button").first.click()
        self.page.wait_for_load_state()
        self.open("/konto/")
        assert "/logga-in/" in self.page.url

    def send_code(self, code: str) -> None:
        """Write a code where one is asked for."""
        self.fill(code=code)
        self.page.locator("main form:has([name=code]) button").first.click()
        self.page.wait_for_load_state()

    def with_key(self, button: str) -> None:
        """Press what asks the device for its key, and wait for what comes of it."""
        before = self.page.url
        self.page.locator(button).click()
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state()

    def is_signed_in(self) -> bool:
        """Whether the account page opens."""
        self.open("/konto/")
        return urlsplit(str(self.page.url)).path == "/konto/"


@pytest.fixture
def charlie(browser: Any, site: Site) -> Iterator[Person]:
    """Charlie, signed out, with a key in the device; what the browser refuses under the policy is noted."""
    other = browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS)
    context = other.new_context(base_url=site.address.replace("127.0.0.1", "localhost"), color_scheme="light")
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "language", "value": "sv", "url": site.address.replace("127.0.0.1", "localhost")}])
    page = context.new_page()
    person = Person("Charlie", "charlie@example.se", page, site)
    person.complaints = []
    page.on("console", lambda said: person.complaints.append(said.text) if said.type == "error" else None)
    yield person
    assert not [one for one in person.complaints if "Content Security Policy" in one]
    other.close()


@pytest.fixture
def device(charlie: Person) -> Any:
    """The device that holds Charlie's keys: `(session, its number)`."""
    session = charlie.page.context.new_cdp_session(charlie.page)
    session.send("WebAuthn.enable")
    options = {**KEY, "isUserVerified": True, "automaticPresenceSimulation": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def code_of(secret: str, at: float) -> str:
    """Return what an app shows (RFC 6238: SHA-1, 30 seconds, six digits)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at // 30)), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


SAFE = "/konto/saker-inloggning"


def test_codes_of_an_app(charlie: Person) -> None:
    charlie.ask_for_code()
    assert charlie.is_signed_in()
    charlie.open(f"{SAFE}/totp/activate/")
    secret = charlie.page.locator("#authenticator_secret").input_value()
    wrong = f"{(int(code_of(secret, time.time())) + 1) % 1_000_000:06}"
    charlie.send_code(wrong)
    charlie.sees("Koden stämmer inte")
    assert charlie.page.locator("#authenticator_secret").input_value() == secret  # the app need not scan again
    charlie.send_code(code_of(secret, time.time()))
    recovery = charlie.page.locator("#recovery_codes").input_value().split()
    assert len(recovery) == 10

    charlie.sign_out()
    charlie.ask_for_code()
    charlie.sees("återställningskoder")
    charlie.send_code("000000")
    charlie.sees("Koden stämmer inte")
    assert not charlie.is_signed_in()
    charlie.send_code(code_of(secret, time.time() + 30))  # the one before was used when the app was added
    assert charlie.is_signed_in()

    charlie.sign_out()
    charlie.ask_for_code()
    charlie.send_code(recovery[0])
    assert charlie.is_signed_in()
    charlie.sign_out()
    charlie.ask_for_code()
    charlie.send_code(recovery[0])
    charlie.sees("Koden stämmer inte")  # good once
    charlie.send_code(recovery[1])

    charlie.open(f"{SAFE}/totp/deactivate/")
    charlie.send_code(recovery[2])  # before something that matters, the code is asked for again
    charlie.page.locator("main form button").first.click()
    charlie.page.wait_for_load_state()
    charlie.sign_out()
    charlie.ask_for_code()
    assert charlie.is_signed_in()


def test_a_key_on_the_device(charlie: Person, device: Any) -> None:
    session, number = device
    charlie.ask_for_code()
    charlie.open(f"{SAFE}/webauthn/add/")
    charlie.fill(name="Min telefon")
    charlie.with_key("#mfa_webauthn_add")
    charlie.open(f"{SAFE}/webauthn/")
    charlie.sees("Min telefon", "Loggar in ensam", "inte använd än")

    charlie.sign_out()
    charlie.open("/konto/logga-in/")
    charlie.with_key("#passkey_login")  # no address, no letter
    assert charlie.is_signed_in()

    charlie.sign_out()
    charlie.ask_for_code()  # the other way asks for the key as well
    charlie.with_key("#mfa_webauthn_authenticate")
    assert charlie.is_signed_in()

    charlie.sign_out()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": False})
    charlie.open("/konto/logga-in/")
    charlie.page.locator("#passkey_login").click()
    charlie.page.locator("#key-problem:focus").wait_for()
    charlie.sees("Nyckeln kunde inte användas")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": True})
    charlie.with_key("#passkey_login")

    charlie.open(f"{SAFE}/webauthn/")
    charlie.page.get_by_role("link", name="Ta bort").click()
    charlie.page.wait_for_load_state()
    if "/reauthenticate/" in charlie.page.url:
        charlie.open(charlie.page.url.replace("/reauthenticate/", "/webauthn/reauthenticate/"))
        charlie.with_key("#mfa_webauthn_reauthenticate")
    charlie.page.locator("main form button").first.click()
    charlie.page.wait_for_load_state()
    charlie.open(f"{SAFE}/webauthn/")
    assert "Min telefon" not in charlie.page.inner_text("main")
    charlie.sign_out()
    charlie.open("/konto/logga-in/")
    charlie.page.locator("#passkey_login").click()  # the device still has it, the site does not
    charlie.page.wait_for_timeout(1500)
    assert not charlie.is_signed_in(), charlie.page.url
