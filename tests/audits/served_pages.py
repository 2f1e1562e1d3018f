"""Pages served on this machine by a threaded server, and who asked for what."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEAD = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head><body>'


def page(title: str, body: str) -> str:
    """Return a whole page."""
    return HEAD.format(title=title) + body + "</body></html>"


class Pages(ThreadingHTTPServer):
    """The server; `asked` lists `METHOD path`."""

    daemon_threads = True

    def __init__(self, files: dict[str, str | tuple[int, str]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.asked = files, list[str]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Pages

    def do_GET(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        found = self.server.files.get(self.path, (404, "Sidan finns inte"))
        status, content = found if isinstance(found, tuple) else (200, found)
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", content)
            content = ""
        data = content.encode()
        kind = "text/plain" if self.path.endswith(".txt") else "text/xml" if self.path.endswith(".xml") else "text/html"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET  # noqa: N815 (the name the server asks for)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(files: dict[str, str | tuple[int, str]]) -> Iterator[Pages]:
    """Serve pages while the block runs."""
    server = Pages(files)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
