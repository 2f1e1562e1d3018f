"""The address to audit is hostile input: what may be opened, judged after DNS and again for every connection."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gensvar.errors import BadInput
from gensvar.text import Text

_METADATA = {ipaddress.ip_address("169.254.169.254"), ipaddress.ip_address("fd00:ec2::254")}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PORTS = {80, 443, 8080, 8443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Allowed:
    """What is allowed beyond public addresses: private and loopback ones everywhere, or only the named `host:port`s."""

    private: bool = False
    places: frozenset[str] = field(default_factory=frozenset)


class Forbidden(BadInput):
    """An address that an audit must not open."""


def forbidden(why_sv: str, why_en: str, where: str) -> Forbidden:
    """Return the error for one address."""
    return Forbidden(
        Text(sv=f"adressen får inte granskas: {why_sv}", en=f"this address may not be audited: {why_en}"),
        where=where[:200],
        mend=Text(
            sv="Ange en öppen webbadress som börjar med https://. Egna nät tillåts med --allow-private.",
            en="Give a public web address that begins with https://. Your own networks are allowed by --allow-private.",
        ),
    )


def checked_url(url: str, allowed: Allowed) -> str:
    """Return the address in full when its form is one that may be opened (DNS is not asked); raises Forbidden."""
    written = url.strip()
    if "://" not in written and not written.lower().startswith(
        ("javascript:", "data:", "file:", "about:", "view-source:")
    ):
        written = f"https://{written}"
    try:
        parts = urlsplit(written)
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise forbidden("den är felskriven", "it is malformed", url) from fault
    if parts.scheme not in ("http", "https"):
        raise forbidden("bara http och https", "only http and https", url)
    if parts.username is not None or parts.password is not None:
        raise forbidden("den har användarnamn eller lösenord", "it carries a user name or a password", url)
    if not host or any(letter <= " " or letter in "\\\x7f" for letter in written):
        raise forbidden("den saknar värdnamn", "it names no host", url)
    if port is not None and port not in _PORTS and not allowed.private and f"{host}:{port}" not in allowed.places:
        raise forbidden("porten är ovanlig", "the port is unusual", url)
    return written if parts.path or parts.query else written + "/"


def resolved(host: str, port: int, allowed: Allowed) -> list[str]:
    """Return the addresses of a host, all of which may be opened; raises Forbidden (also when there are none)."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise forbidden("namnet finns inte i DNS", "the name is not in DNS", host) from fault
    found = list(dict.fromkeys(str(one[4][0]).split("%")[0] for one in answers))
    for one in found:
        why = refusal(one, allowed, f"{host}:{port}")
        if why:
            raise forbidden(why.sv, why.en, f"{host} ({one})")
    return found


def refusal(address: str, allowed: Allowed, place: str = "") -> Text | None:
    """Return why one IP address may not be opened; None when it may. Metadata services never may."""
    ip = _unwrapped(ipaddress.ip_address(address))
    if ip in _METADATA or ip.is_link_local:
        return Text(sv="länklokal adress eller metadatatjänst", en="a link-local address or metadata service")
    if ip.is_multicast or ip.is_unspecified or (ip.is_reserved and not ip.is_private):
        return Text(sv="adressen är inte en värds", en="not the address of a host")
    if allowed.private or place in allowed.places or ip.is_global:
        return None
    if ip.is_loopback:
        return Text(sv="den leder till den egna datorn", en="it leads to this very machine")
    return Text(sv="den leder till ett slutet nät", en="it leads to a private network")


def _unwrapped(ip: Address) -> Address:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64): it is where the packets go."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
    return ip
