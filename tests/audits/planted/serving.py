"""A threaded server on 127.0.0.1 for one planted site: status codes, headers, slow answers, robots.txt, sitemap.xml."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import unquote, urlsplit

TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
         "txt": "text/plain; charset=utf-8", "xml": "application/xml", "png": "image/png"}  # fmt: skip


@dataclass
class Answer:
    """What one address answers."""

    body: bytes
    type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0


def answer(name: str, text: str | bytes, status: int = 200, **more: object) -> Answer:
    """Return the answer for a file; its type by its ending."""
    body = text if isinstance(text, bytes) else text.encode()
    return Answer(body, TYPES[name.rsplit(".", 1)[-1]], status, **more)  # type: ignore[arg-type]


@contextmanager
def served(files: dict[str, Answer], missing: Answer | None = None) -> Iterator[str]:
    """Serve answers by file name and yield the address of the start page; `{origin}` in a text becomes our own."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path).lstrip("/") or "index.html"
            found = files.get(name) or missing or Answer(b"<h1>404</h1>", TYPES["html"], 404)
            time.sleep(found.delay_s)
            body = found.body.replace(b"{origin}", origin.encode())
            self.send_response(found.status)
            for header, value in {
                "Content-Type": found.type,
                "Content-Length": str(len(body)),
                **found.headers,
            }.items():
                self.send_header(header, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815 (the name the server asks for)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A browser that hangs up early is no fault."""

    server = Server(("127.0.0.1", 0), Handler)
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"{origin}/"
    finally:
        server.shutdown()
        server.server_close()
