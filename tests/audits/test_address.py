"""The address to audit is hostile input."""

from __future__ import annotations

import pytest

from gensvar.audits.address import Allowed, Forbidden, checked_url, refusal, resolved

STRICT, OWN = Allowed(), Allowed(private=True)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.se/",
        "https://user:secret@example.se/",
        "https://example.se:22/",
        "https://",
        "http://exa mple.se/",
        "http://[::1",
        "view-source:http://example.se/",
    ],
)
def test_forms_that_are_refused(url: str) -> None:
    with pytest.raises(Forbidden):
        checked_url(url, STRICT)


def test_a_bare_name_becomes_an_address() -> None:
    assert checked_url("www.example.se", STRICT) == "https://www.example.se/"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fd00:ec2::254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_hosts_that_lead_inside_are_refused_after_dns(host: str) -> None:
    with pytest.raises(Forbidden):
        resolved(host, 80, STRICT)


def test_own_networks_can_be_allowed_but_metadata_never() -> None:
    assert resolved("127.0.0.1", 80, OWN) == ["127.0.0.1"]
    assert resolved("127.0.0.1", 8000, Allowed(places=frozenset({"127.0.0.1:8000"}))) == ["127.0.0.1"]
    with pytest.raises(Forbidden):
        resolved("127.0.0.1", 8001, Allowed(places=frozenset({"127.0.0.1:8000"})))
    assert refusal("169.254.169.254", OWN)
    assert refusal("::ffff:169.254.169.254", OWN)


def test_public_addresses_are_allowed() -> None:
    assert refusal("193.0.6.139", STRICT) is None
    assert refusal("2001:67c:2e8:22::c100:68b", STRICT) is None
