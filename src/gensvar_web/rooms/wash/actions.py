"""The deeds: begin a wash, keep its receipt, hand the answered list out once, take files away."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.wash import queries
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.vault.folders import folder_of, relative, write_stream
from gensvar_web.vault.jobs import start

FILES = ("list", "consents", "relations", "opt_outs")
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".parquet")


def begin_wash(
    *, actor: User, organisation: Organisation, files: dict[str, tuple[str, Iterable[bytes]]], wishes: dict[str, Any]
) -> Wash:
    """Take a list in and begin its wash. `files`: list, and consents, relations, opt_outs where given, by name and
    bytes.

    Raises BadInput for an ending that no list has, or a file over the limit; then nothing is kept.
    """
    require(actor, "wash.wash", organisation)
    name = Path(files["list"][0]).name[:200]
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        raise BadInput(
            Text(
                sv="Listan ska vara CSV, Excel (.xlsx) eller Parquet.",
                en="The list must be CSV, Excel (.xlsx) or Parquet.",
            )
        )
    made = Wash(organisation=organisation, name=name, wishes=wishes, by=actor)
    with transaction.atomic():
        made.save()
        folder = folder_of(organisation, "washes") / f"{made.pk}-{secrets.token_hex(8)}"
        folder.mkdir(mode=0o700)
        try:
            for part, (_given, chunks) in files.items():
                written = write_stream(chunks, folder, ending if part == "list" else ".csv", settings.UPLOAD_LIMIT)
                written.path.replace(folder / f"{part}{written.path.suffix}")
            made.folder = relative(folder)
            made.job = start(kind="wash.wash", actor=actor, organisation=organisation, arguments={"wash": made.pk})
            made.save(update_fields=["folder", "job"])
            details = {"seller": wishes.get("seller", ""), "campaign": wishes.get("campaign", "")}
            write_down(actor=actor, organisation=organisation, deed="wash.begin", subject=made, details=details)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    return made


@transaction.atomic
def keep_receipt(*, wash: Wash, receipt: dict[str, Any], kept_proof: bool) -> None:
    """Keep the receipt; the list that was given is gone by now. Called by the job."""
    wash.receipt, wash.kept_proof, wash.finished_at = receipt, kept_proof, timezone.now()
    wash.save(update_fields=["receipt", "kept_proof", "finished_at"])
    details = {"receipt": receipt["id"], "version": receipt["register"]["version"]["seq"]}
    write_down(actor=wash.by, organisation=wash.organisation, deed="wash.finish", subject=wash, details=details)


@transaction.atomic
def hand_out(*, actor: User, wash: Wash) -> None:
    """Write down that the answered list was fetched; it stays an hour, for a connection that broke."""
    require(actor, "wash.wash", wash.organisation)
    if wash.fetched_at is None:
        wash.fetched_at = timezone.now()
        wash.save(update_fields=["fetched_at"])
        write_down(actor=actor, organisation=wash.organisation, deed="wash.fetch", subject=wash)


def forget_lists(now: datetime) -> int:
    """Take away answered lists that were fetched, or that nobody fetched in a day; receipts stay."""
    gone = 0
    for wash in [*queries.overdue(now), *Wash.objects.exclude(fetched_at=None).exclude(folder="")]:
        shutil.rmtree(queries.folder_of(wash), ignore_errors=True)
        gone += Wash.objects.filter(pk=wash.pk).update(folder="")
    return gone
