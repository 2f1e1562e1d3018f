"""E-mail addresses in text and links: plain, written out to fool robots, or put together by a script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_PLAIN = re.compile(r"(?<![\w.+@/-])[\w.+-]+@(?:[\w-]+\.)+[a-zA-ZåäöÅÄÖ]{2,24}(?![\w@-])")
_AT = r"\s*(?:\(\s*(?:at|a|snabel-?a|@)\s*\)|\[\s*(?:at|a|snabel-?a|@)\s*\]|\{\s*at\s*\}|\bsnabel-?a\b)\s*"
_DOT = r"(?:\s*(?:\.|\(\s*(?:dot|punkt|\.)\s*\)|\[\s*(?:dot|punkt|\.)\s*\]|\bpunkt\b)\s*)"
_WRITTEN = re.compile(rf"(?<![\w.])([\w.+-]+){_AT}([\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-zA-Z]{{2,24}})(?!\w)", re.IGNORECASE)
_FILE_ENDINGS = ("png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "css", "js", "woff", "woff2", "ico")
_SAMPLE_DOMAINS = re.compile(
    r"@(example|exempel|domain|doman|domän|dindomän|foretag|företag|company|mail|email|epost|test)\.\w+$|\.(example|test|invalid)$"
)
_SAMPLE_NAMES = re.compile(
    r"^(namn|name|your|din|ditt|you|user|exempel|example|fornamn|förnamn|epost|email|e-post)([._-].*)?@"
)
STAFF = re.compile(r"^[a-zåäöé]{2,}[._-][a-zåäöé-]{2,}\d?@")
ROLES = re.compile(
    r"(kund|service|support|info|kontakt|order|butik|kansli|press|sales|help|customer|post|reception|klagom|data|privacy|gdpr)"
)


@dataclass(frozen=True)
class Mailbox:
    """An address: normal form, as shown, place; how it was written; whether it is an example or a person's own."""

    value: str
    shown: str
    start: int
    end: int
    obfuscated: bool = False

    @property
    def sample(self) -> bool:
        """An example to be replaced (`namn@exempel.se`), not an address to write to."""
        return bool(_SAMPLE_DOMAINS.search(self.value) or _SAMPLE_NAMES.match(self.value))

    @property
    def personal(self) -> bool:
        """An employee's own address, first name and surname."""
        return bool(STAFF.match(self.value)) and not ROLES.search(self.value.split("@")[0])


def mailboxes_in(text: str) -> list[Mailbox]:
    """Return the addresses of a text, in order."""
    found = [Mailbox(one[0].lower(), one[0], one.start(), one.end()) for one in _PLAIN.finditer(text)]
    for one in _WRITTEN.finditer(text):
        domain = re.sub(_DOT, ".", one[2], flags=re.IGNORECASE)
        found.append(Mailbox(f"{one[1]}@{domain}".lower(), one[0].strip(), one.start(), one.end(), obfuscated=True))
    real = [one for one in found if one.value.rsplit(".", 1)[-1] not in _FILE_ENDINGS]
    return sorted(real, key=lambda one: one.start)


def written_to(href: str) -> str:
    """Return the address a `mailto:` link writes to, lower case; "" when it names none."""
    address = unquote(href.split(":", 1)[-1].split("?")[0]).strip().lower()
    return address if _PLAIN.fullmatch(address) else ""


def uncloaked(code: str) -> str:
    """Return the address in Cloudflare's `data-cfemail` code (hexadecimal, first byte the key); "" when it is none."""
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return ""
    address = bytes(byte ^ data[0] for byte in data[1:]).decode("utf-8", "replace") if data else ""
    return address.lower() if _PLAIN.fullmatch(address) else ""
