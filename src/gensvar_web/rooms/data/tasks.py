"""The jobs of the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from gensvar.text import Text
from gensvar_web.rooms.data import importing, measuring
from gensvar_web.rooms.data.models import Upload
from gensvar_web.vault.jobs import Run, job
from gensvar_web.vault.stores import default_store

NOTES = {"contacts": Text(sv="Kontakter", en="Contacts"), "cases": Text(sv="Ärenden", en="Cases")}


@job("data.inspect", Text(sv="Granskar filen", en="Inspecting the file"))
def inspect(run: Run) -> dict[str, Any]:
    """Find out what a file is."""
    upload = _upload(run)
    importing.inspect_upload(upload, _progress(run))
    return {"url": _page(run, upload)}


@job("data.import", Text(sv="Läser in filen", en="Importing the file"))
def import_(run: Run) -> dict[str, Any]:
    """Read a file into the store."""
    upload = _upload(run)
    importing.import_upload(upload, run.by, _progress(run))
    return {"url": _page(run, upload)}


@job("data.measure", Text(sv="Räknar", en="Computing"))
def measure(run: Run) -> dict[str, Any]:
    """Compute every measure of a period, or what one page asks for."""
    arguments, store = run.arguments, default_store(run.organisation)
    if store is not None and "question" in arguments:
        measuring.computed(store, measuring.Question(**arguments["question"]).requests(), _progress(run))
    elif store is not None:
        wanted = measuring.every_measure(arguments.get("first", ""), arguments.get("last", ""))
        measuring.computed(store, wanted, _progress(run))
    return {"url": arguments.get("url") or reverse("data:measures", args=[run.organisation.slug])}


def _upload(run: Run) -> Upload:
    return Upload.objects.select_related("file", "organisation").get(
        pk=run.arguments["upload"], organisation=run.organisation
    )


def _page(run: Run, upload: Upload) -> str:
    return reverse("data:file", args=[run.organisation.slug, upload.pk])


def _progress(run: Run) -> Callable[[float, str], None]:
    """Return how the library tells how far it has come; told on at every whole per cent only."""
    told = [-1]

    def progress(share: float, note: str) -> None:
        if int(share * 100) != told[0]:
            told[0] = int(share * 100)
            run.progress(share, NOTES.get(note))

    return progress
