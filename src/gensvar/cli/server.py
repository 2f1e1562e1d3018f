"""A Gensvar server as the command line talks to it: JSON over HTTP, a token, errors in words."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from gensvar import __version__
from gensvar.errors import BadInput, GensvarError
from gensvar.text import Language, Text

ATTEMPTS = 4
PATIENCE_S = 120.0
NEAR = ("localhost", "127.0.0.1", "::1")
Told = Callable[[int], None]


class _Counted:
    """A file that tells how much of it has been read."""

    def __init__(self, file: BinaryIO, told: Told) -> None:
        self.file, self.told = file, told

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self.file.read(size)
        self.told(self.file.tell())
        return piece


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token is never carried elsewhere."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class Server:
    """Where it is, the token, the organisation that the token belongs to, the language of its errors."""

    address: str
    token: str
    language: Language
    organisation: str = ""
    pause_s: float = 1.0

    @classmethod
    def reach(cls, address: str, token: str, language: Language) -> Server:
        """Return the server, asked whose token this is. BadInput for an address that a token must not be sent to."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadInput(
                Text(sv="adressen går inte att förstå", en="the address cannot be understood"),
                where=address,
                mend=Text(sv="Skriv till exempel https://gensvar.example.se", en="Write https://gensvar.example.se"),
            )
        if parts.scheme == "http" and parts.hostname not in NEAR:
            raise BadInput(
                Text(sv="nyckeln skickas bara över https", en="the key is sent over https only"), where=address
            )
        server = cls(address.rstrip("/").removesuffix("/api/v1"), token, language)
        return replace(server, organisation=str(server.ask("GET", "/token")["organisation"]))

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer to a request with a JSON body. Every request that is sent here may be sent again."""
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self._patiently(lambda: self._open(self._request(method, path, content, "application/json")))

    def send(self, path: str, file: Path, told: Told) -> None:
        """Send a file as it is, however large."""

        def once() -> Any:
            with file.open("rb") as stream:
                request = self._request("PUT", path, _Counted(stream, told), "application/octet-stream")
                request.add_header("Content-Length", str(file.stat().st_size))
                return self._open(request)

        self._patiently(once)

    def _request(self, method: str, path: str, data: Any, media_type: str) -> urllib.request.Request:
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": self.language,
            "Content-Type": media_type,
            "User-Agent": f"gensvar/{__version__}",
        }
        # The scheme was checked when the server was reached.
        return urllib.request.Request(f"{self.address}/api/v1{path}", data, headers, method=method)  # noqa: S310

    def _open(self, request: urllib.request.Request) -> Any:
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=PATIENCE_S) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def _patiently(self, once: Callable[[], Any]) -> Any:
        """Try again when the line is bad or the server busy; say in words what else is wrong."""
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return once()
            except urllib.error.HTTPError as problem:
                if problem.code not in (429, 502, 503, 504) or attempt == ATTEMPTS:
                    raise _told(problem) from problem
                wait = min(float(problem.headers.get("Retry-After") or self.pause_s * attempt), 60.0)
            except (OSError, http.client.HTTPException) as problem:
                if attempt == ATTEMPTS:
                    raise self._unreachable(problem) from problem
                wait = self.pause_s * attempt
            except ValueError as problem:
                raise self._stranger() from problem
            time.sleep(wait)
        raise AssertionError("unreachable")

    def _unreachable(self, problem: Exception) -> GensvarError:
        reason = getattr(problem, "reason", None) or problem
        return GensvarError(
            Text(sv=f"servern svarar inte: {reason}", en=f"the server does not answer: {reason}"),
            where=self.address,
            mend=Text(
                sv="Försök igen; det som kommit fram skickas inte om.", en="Try again; what arrived is not resent."
            ),
        )

    def _stranger(self) -> BadInput:
        return BadInput(
            Text(sv="det som svarar är ingen Gensvar-server", en="what answers is no Gensvar server"),
            where=self.address,
        )


def _told(problem: urllib.error.HTTPError) -> GensvarError:
    """Return what the server said, in the language it said it in."""
    try:
        said = json.loads(problem.read())
        what = str(said.get("detail") or said["title"])
        mend, where = said.get("mend"), said.get("where")
    except (ValueError, KeyError, AttributeError):
        what, mend, where = f"HTTP {problem.code}", None, problem.url
    kind = BadInput if problem.code < 500 else GensvarError
    return kind(Text(sv=what, en=what), where=where, mend=Text(sv=mend, en=mend) if mend else None)
