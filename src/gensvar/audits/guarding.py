"""A small proxy between the browser and the network: every connection, redirects and scripts too, is checked after DNS.

The browser never resolves a name itself, so an answer that changes between check and connection cannot slip through.
It refuses requests that change things (anything but GET, HEAD, OPTIONS) on unencrypted connections; forms are stopped
in
the page as well.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from gensvar.audits.address import Allowed, Forbidden, resolved

LIMIT = 64 * 1024 * 1024  # bytes of one answer; more is cut off
_PIECE = 64 * 1024
_REFUSED = b"HTTP/1.1 %d %s\r\nX-Gensvar: %s\r\nContent-Length: 7\r\nConnection: close\r\n\r\nrefused"


class Guard:
    """The proxy. `async with Guard(allowed) as guard: guard.port`; `refused` lists the hosts that were not opened."""

    def __init__(self, allowed: Allowed) -> None:
        self.allowed, self.refused, self.port = allowed, list[str](), 0
        self._server: asyncio.Server | None = None
        self._busy: set[asyncio.Task[None]] = set()
        self._known: dict[tuple[str, int], asyncio.Future[list[str]]] = {}
        self._threads = ThreadPoolExecutor(24, "dns")  # names that do not answer must not hold up the others

    async def __aenter__(self) -> Guard:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server
        self._server.close()
        for task in list(self._busy):
            task.cancel()
        await asyncio.gather(*self._busy, *self._known.values(), return_exceptions=True)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 30)
            method, target, _ = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ", 2)
            await self._forward(method, target, head, reader, writer)
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _forward(
        self, method: str, target: str, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        tunnel = method == "CONNECT"
        parts = urlsplit(f"//{target}" if tunnel else target)
        host, port = parts.hostname or "", parts.port or 80
        if not tunnel and method not in ("GET", "HEAD", "OPTIONS"):
            writer.write(_REFUSED % (405, b"Method Not Allowed", b"read-only"))
            return
        try:
            there, upstream = await self._connect(host, port)
        except Forbidden:
            self.refused.append(f"{host}:{port}")
            writer.write(_REFUSED % (403, b"Forbidden", b"forbidden-address"))
            return
        except OSError:
            writer.write(_REFUSED % (502, b"Bad Gateway", b"no-answer"))
            return
        if tunnel:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        else:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            upstream.write(f"{method} {path} HTTP/1.1\r\n".encode("latin-1") + _headers(head))
        sending = asyncio.ensure_future(_pour(reader, upstream)) if tunnel else None
        try:
            await _pour(there, writer)
        finally:
            if sending:
                sending.cancel()
            upstream.close()

    async def _addresses(self, host: str, port: int) -> list[str]:
        """The checked addresses of a host, asked for once an audit: later connections go to the same ones."""
        known = self._known.get((host, port))
        if known is None:
            known = self._known[host, port] = asyncio.ensure_future(self._ask(host, port))
        return await asyncio.shield(known)

    async def _ask(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(loop.run_in_executor(self._threads, resolved, host, port, self.allowed), 6)
        except TimeoutError as fault:
            raise OSError("DNS does not answer") from fault

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        addresses = await self._addresses(host, port)
        fault: OSError = OSError("no address")
        for address in addresses[:3]:
            try:
                return await asyncio.wait_for(asyncio.open_connection(address, port), 10)
            except (OSError, TimeoutError) as happened:
                fault = happened if isinstance(happened, OSError) else OSError("time-out")
        raise fault


def _headers(head: bytes) -> bytes:
    """The request's headers for one answer and no more: the connection ends with it."""
    lines = head.split(b"\r\n")[1:-2]
    gone = (b"proxy-", b"connection:", b"keep-alive:")
    kept = [line for line in lines if not line.lower().startswith(gone)]
    return b"\r\n".join([*kept, b"Connection: close"]) + b"\r\n\r\n"


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    seen = 0
    while seen < LIMIT and (piece := await source.read(_PIECE)):
        seen += len(piece)
        sink.write(piece)
        await sink.drain()
