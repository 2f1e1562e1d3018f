"""The organisation's data as a store made elsewhere: `gensvar push STORE`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status
from ninja.errors import HttpError

from gensvar_web.api import uploads
from gensvar_web.api.bodies import BINARY
from gensvar_web.api.models import Upload
from gensvar_web.api.schemas import Fields
from gensvar_web.api.security import ApiRequest, reach
from gensvar_web.vault.models import Store
from gensvar_web.vault.stores import default_store

router = Router(tags=["data"])


class StoreOut(Schema):
    """What the organisation's data hold: rows by table, the days they cover, a hash over their sources."""

    rows: dict[str, int]
    covers_from: date | None = None
    covers_to: date | None = None
    data_hash: str


class GivenManifest(Schema):
    """The content of the store's `manifest.json`."""

    manifest: Fields


class UploadOut(Schema):
    """An upload under way."""

    id: int
    missing: list[str] = Field(description="The files that are wanted; none if the server has them all")


class Received(StoreOut):
    """The store after something was taken in."""

    new_sources: int


def _shape(store: Store) -> dict[str, Any]:
    return {name: getattr(store, name) for name in ("rows", "covers_from", "covers_to", "data_hash")}


@router.get(
    "/o/{slug:org}/store", response=StoreOut, auth=reach("read", "vault.read"), summary="Read what data there are"
)
def store(request: ApiRequest, org: str) -> dict[str, Any]:
    """404 while nothing has been imported."""
    found = default_store(request.organisation)
    if found is None:
        raise Http404
    return _shape(found)


@router.post("/o/{slug:org}/store/uploads", response={201: UploadOut}, auth=reach("data", uploads.PERMISSION),
             summary="Announce a store")  # fmt: skip
def begin(request: ApiRequest, org: str, given: GivenManifest) -> Status[dict[str, Any]]:
    """Safe to send again: the answer says which files are still wanted."""
    upload, missing = uploads.begin(actor=request.user, organisation=request.organisation, manifest=given.manifest)
    return Status(201, {"id": upload.pk, "missing": missing})


@router.put("/o/{slug:org}/store/uploads/{int:pk}/files/{table}/{file}",
            response={204: None},
            auth=reach("data", uploads.PERMISSION), summary="Send a file of the store",
            openapi_extra=BINARY)  # fmt: skip
def receive(
    request: ApiRequest, org: str, pk: int, table: str, file: str,
    sha256: str = Query(..., pattern="^(sha256:)?[0-9a-fA-F]{64}$"),
) -> Status[None]:  # fmt: skip
    """The bytes as they are, with their SHA-256 in the address. Safe to send again."""
    _require_length(request)
    uploads.receive(
        actor=request.user, upload=_upload(request, pk), file=f"{table}/{file}", stream=request, hash=sha256,  # type: ignore[arg-type]
        limit=uploads.limit(),
    )  # fmt: skip
    return Status(204, None)


def _require_length(request: ApiRequest) -> None:
    if not request.headers.get("Content-Length", "").isdigit():
        raise HttpError(411, "Content-Length")


@router.post("/o/{slug:org}/store/uploads/{int:pk}/finish", response=Received,
             auth=reach("data", uploads.PERMISSION), summary="Take the store in")  # fmt: skip
def finish(request: ApiRequest, org: str, pk: int) -> dict[str, Any]:
    """All or nothing: every file is checked against the manifest first."""
    stored, new = uploads.finish(actor=request.user, upload=_upload(request, pk))
    return {**_shape(stored), "new_sources": new}


def _upload(request: ApiRequest, pk: int) -> Upload:
    return get_object_or_404(Upload.objects.select_related("organisation"), organisation=request.organisation, pk=pk)
