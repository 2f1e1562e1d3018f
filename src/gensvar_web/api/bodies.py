"""Files as they come and go: a body is taken piece by piece, a stored file is handed out as a stream."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

from django.conf import settings
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpResponse
from ninja import Query
from ninja.errors import HttpError

from gensvar_web.api.security import ApiRequest
from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import StoredFile

PIECE = 1 << 20
# A file from outside is there to be kept, never to be run by whatever opens it.
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
BINARY = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
FileName = Annotated[str, Query(min_length=1, max_length=200, description="What the file is called")]


def gives(*media_types: str) -> dict[str, Any]:
    """Return the description of an answer that is a file."""
    return {"responses": {"200": {"description": "The file", "content": {one: {} for one in media_types}}}}


@dataclass(frozen=True)
class Sent:
    """The body of a request as rooms take files."""

    name: str
    request: ApiRequest

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces."""
        while piece := self.request.read(PIECE):
            yield piece


def sent(request: ApiRequest, name: str) -> Sent:
    """Return the body as a file; 411 if its length is not said."""
    if not request.headers.get("Content-Length", "").isdigit():
        raise HttpError(411, "Content-Length")
    return Sent(name.replace("\0", ""), request)


@contextmanager
def spooled(request: ApiRequest, name: str, limit: int) -> Iterator[File[bytes]]:
    """Yield the body as a file on disk, for rooms that look into it first; of one over `limit` bytes only the start."""
    body, size = sent(request, name), 0
    with tempfile.NamedTemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as target:
        for piece in body.chunks():
            target.write(piece)
            size += len(piece)
            if size > limit:
                break
        target.seek(0)
        yield File(target, name=body.name)


def handed_out(stored: StoredFile) -> FileResponse:
    """Return a stored file to be kept; 404 if it is gone from the disk."""
    path = absolute(stored.path)
    if not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=stored.name, content_type=stored.media_type)
    response["Content-Security-Policy"] = SANDBOX
    return response


def attachment(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return what was just drawn as a file."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
