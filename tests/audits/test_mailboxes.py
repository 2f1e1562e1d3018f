"""E-mail addresses: plain, written out, cloaked; examples and employees told apart."""

from __future__ import annotations

import pytest

from gensvar.audits.mailboxes import mailboxes_in, uncloaked, written_to


@pytest.mark.parametrize(
    ("text", "value", "obfuscated"),
    [
        ("Skriv till Info@Foretaget.se.", "info@foretaget.se", False),
        ("info (at) foretaget (punkt) se", "info@foretaget.se", True),
        ("kund[at]foretaget.se", "kund@foretaget.se", True),
        ("info snabel-a foretaget.se", "info@foretaget.se", True),
    ],
)
def test_addresses_in_text(text: str, value: str, obfuscated: bool) -> None:
    assert [(one.value, one.obfuscated) for one in mailboxes_in(text)] == [(value, obfuscated)]


def test_pictures_and_handles_are_no_addresses() -> None:
    assert mailboxes_in("logo@2x.png och @foretaget på nätet") == []


def test_examples_and_employees() -> None:
    (example,) = mailboxes_in("namn@exempel.se")
    (employee,) = mailboxes_in("anna.svensson@foretaget.se")
    (service,) = mailboxes_in("kund.service@foretaget.se")
    assert example.sample and not employee.sample
    assert employee.personal and not service.personal


def test_links_and_cloaked_addresses() -> None:
    assert written_to("mailto:Info@Foretaget.se?subject=Hej") == "info@foretaget.se"
    assert written_to("mailto:") == ""
    code = bytes([7, *(byte ^ 7 for byte in b"info@foretaget.se")]).hex()
    assert uncloaked(code) == "info@foretaget.se"
    assert uncloaked("zz") == ""
