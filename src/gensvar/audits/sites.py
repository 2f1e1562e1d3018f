"""Which addresses belong to the audited site, and what kind of address a link is."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

Kind = Literal["page", "fragment", "outside", "tel", "mailto", "sms", "download", "other"]
# Public suffixes of two labels that organisations in reach use; everything else has one.
_DOUBLE = {"co.uk", "org.uk", "ac.uk", "gov.uk", "com.au", "co.nz", "com.br", "co.jp", "co.no", "com.pl", "com.tr"}
# Names under these belong to their users, not to the owner of the suffix.
_SHARED = (
    "github.io",
    "gitlab.io",
    "netlify.app",
    "vercel.app",
    "pages.dev",
    "herokuapp.com",
    "wordpress.com",
    "blogspot.com",
)
_FILES = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|7z|gz|tar|exe|msi|dmg|apk|mp3|mp4|m4a|avi|mov|wmv|webm|ogg|wav|"
    r"jpe?g|png|gif|svg|webp|avif|bmp|tiff?|ico|css|js|json|xml|rss|atom|ics|vcf|csv|txt|woff2?|ttf|eot)$",
    re.IGNORECASE,
)


def registrable(host: str) -> str:
    """Return the domain somebody registered; an address of digits is its own."""
    labels = host.lower().rstrip(".").split(".")
    if len(labels) < 2 or labels[-1].isdigit() or ":" in host:
        return host.lower()
    shared = next((one for one in _SHARED if host.lower().endswith("." + one)), "")
    size = shared.count(".") + 2 if shared else 3 if ".".join(labels[-2:]) in _DOUBLE else 2
    return ".".join(labels[-size:])


def place(url: str) -> str:
    """Return what tells sites apart: the registrable domain, with the port for addresses of digits and localhost."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    plain = host.replace(".", "").isdigit() or ":" in host or "." not in host
    return f"{host}:{parts.port or ''}" if plain else registrable(host)


def same_site(url: str, start: str) -> bool:
    """Whether an address belongs to the site of `start`."""
    return urlsplit(url).scheme in ("http", "https") and place(url) == place(start)


def plain(url: str) -> str:
    """Return an address in one form: no fragment, host in lower case, a path of at least `/`."""
    parts = urlsplit(urldefrag(url)[0])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def kind_of(href: str, base: str, start: str) -> tuple[Kind, str]:
    """Return the kind of a link and its absolute address (for tel, mailto and sms: as written)."""
    written = href.strip()
    scheme = written.split(":", 1)[0].lower() if ":" in written.split("/")[0] else ""
    if scheme in ("tel", "mailto", "sms"):
        return ("tel" if scheme == "tel" else "mailto" if scheme == "mailto" else "sms"), written
    try:
        target = urljoin(base, written)
        if urlsplit(target).scheme not in ("http", "https"):
            return "other", target
        same = same_site(target, start)
    except ValueError:
        return "other", written
    if plain(target) == plain(base) and ("#" in written or not written):
        return "fragment", target
    if not same:
        return "outside", plain(target)
    return ("download" if _FILES.search(urlsplit(target).path) else "page"), plain(target)
