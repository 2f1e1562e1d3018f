"""The deeds: begin an audit, keep what it found, set how often there is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gensvar.audits.address import Allowed, checked_url
from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.site.models import SiteAudit, SiteWatch
from gensvar_web.rooms.site.queries import FILE
from gensvar_web.vault import audits as vault
from gensvar_web.vault.folders import folder_of, relative
from gensvar_web.vault.jobs import start

WINDOWS = ("desktop", "mobile")


def allowed() -> Allowed:
    """Return which places beyond the public net the server's settings let audits open."""
    return Allowed(places=frozenset(settings.AUDIT_PLACES))


@transaction.atomic
def begin_audit(
    *,
    actor: User | None,
    organisation: Organisation,
    address: str,
    windows: Sequence[str] = WINDOWS,
    max_pages: int = 40,
    own: bool = False,
) -> SiteAudit:
    """Begin an audit, or return the one under way. Nobody is the schedule. BadInput for a forbidden address."""
    if actor is not None:
        require(actor, "site.audit", organisation)
    if not windows or not set(windows) <= set(WINDOWS):
        raise BadInput(Text(sv="Välj dator, mobil eller båda.", en="Choose desktop, mobile or both."))
    start_page = checked_url(address, allowed())
    under_way = SiteAudit.objects.filter(
        organisation=organisation, finished_at=None, job__state__in=("waiting", "running")
    ).first()
    if under_way is not None:
        return under_way
    made = SiteAudit.objects.create(
        organisation=organisation,
        address=start_page,
        windows=[one for one in WINDOWS if one in windows],
        max_pages=max_pages,
        own=own,
        by=actor,
    )
    made.folder = relative(folder_of(organisation, "audits") / str(made.pk))
    made.job = start(
        kind="site.audit", actor=actor, organisation=organisation, arguments={"audit": made.pk}, key="audit"
    )
    made.save(update_fields=["folder", "job"])
    details = {"address": start_page, "windows": made.windows, "max_pages": max_pages}
    write_down(actor=actor, organisation=organisation, deed="site.audit", subject=made, details=details)
    return made


@transaction.atomic
def keep_audit(*, audit: SiteAudit, folder: Path, walks: Sequence[dict[str, Any]]) -> None:
    """Keep what an audit found; called by the job that made it."""
    file = vault.keep(audit.organisation, folder / FILE, by=audit.by)
    audit.verdicts = {}
    for walk in walks:
        for one in walk["detectors"]:
            audit.verdicts.setdefault(one["id"], {})[walk["viewport"]] = one["verdict"]
    audit.pages = max((walk["pages"] for walk in walks), default=0)
    audit.hash, audit.finished_at = file.hash, timezone.now()
    audit.save(update_fields=["verdicts", "pages", "hash", "finished_at"])
    details = {"hash": audit.hash, "pages": audit.pages}
    write_down(
        actor=audit.by, organisation=audit.organisation, deed="site.finish_audit", subject=audit, details=details
    )


@transaction.atomic
def set_watch(*, actor: User, organisation: Organisation, every_days: int) -> None:
    """Set how often the website is audited by itself."""
    require(actor, "site.watch", organisation)
    if every_days not in SiteWatch.Every.values:
        raise BadInput(Text(sv="Välj ett av alternativen.", en="Choose one of the options."))
    watch, _ = SiteWatch.objects.update_or_create(organisation=organisation, defaults={"every_days": every_days})
    write_down(
        actor=actor,
        organisation=organisation,
        deed="site.set_watch",
        subject=watch,
        details={"every_days": every_days},
    )
