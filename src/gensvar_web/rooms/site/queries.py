"""Reads: audits of an organisation, what one found, what has changed since the one before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from gensvar.evidence import read_json
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.site.models import ORDER, SiteAudit, SiteWatch, worst
from gensvar_web.vault.folders import absolute

FILE = "audit.json"


def audits_of(organisation: Organisation) -> QuerySet[SiteAudit]:
    """Return the audits, the newest first."""
    return SiteAudit.objects.filter(organisation=organisation).select_related("job", "by")


def previous(audit: SiteAudit) -> SiteAudit | None:
    """Return the finished audit of the same address before this one."""
    earlier = audits_of(audit.organisation).filter(address=audit.address, finished_at__isnull=False)
    return earlier.filter(begun_at__lt=audit.begun_at).first()


def folder_of(audit: SiteAudit) -> Path:
    """Return where an audit's evidence lies."""
    return absolute(audit.folder)


def evidence_names(audit: SiteAudit) -> frozenset[str]:
    """Return the names of the evidence files that belong to an audit."""
    hashes: dict[str, str] = read_json(folder_of(audit) / "hashes.json")
    return frozenset(name.removeprefix("evidence/") for name in hashes)


@dataclass(frozen=True)
class Said:
    """What one detector said: the worst verdict, and what it said in each window."""

    id: str
    title: dict[str, str]
    verdict: str
    windows: tuple[tuple[str, dict[str, Any]], ...]
    before: str = ""

    @property
    def differs(self) -> bool:
        """Whether the windows differ."""
        return len({one["verdict"] for _, one in self.windows}) > 1

    @property
    def changed(self) -> bool:
        """Whether the verdict was another the time before."""
        return bool(self.before) and self.before != self.verdict


def walks(audit: SiteAudit) -> list[dict[str, Any]]:
    """Return what was found, one walk per window."""
    content: dict[str, Any] = read_json(folder_of(audit) / FILE)
    found: list[dict[str, Any]] = content.get("audits", [content])
    return found


def said_by(found: Iterable[dict[str, Any]], before: SiteAudit | None) -> list[Said]:
    """Return what the detectors said, the worst first."""
    by_id: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for walk in found:
        for one in walk["detectors"]:
            by_id.setdefault(one["id"], []).append((walk["viewport"], one))
    lines = [
        Said(
            name,
            windows[0][1].get("title") or {"sv": name, "en": name},
            worst(one["verdict"] for _, one in windows),
            tuple(windows),
            worst(before.verdicts[name].values()) if before and name in before.verdicts else "",
        )
        for name, windows in by_id.items()
    ]
    return sorted(lines, key=lambda one: (ORDER.index(one.verdict), one.id))


def watch_of(organisation: Organisation) -> int:
    """Return the days between audits, 0 for never."""
    return SiteWatch.objects.filter(organisation=organisation).values_list("every_days", flat=True).first() or 0


def due(now: datetime) -> Iterable[tuple[Organisation, SiteAudit]]:
    """Yield each organisation whose next audit is due, with the audit to be done again."""
    for watch in SiteWatch.objects.filter(every_days__gt=0).select_related("organisation"):
        last = audits_of(watch.organisation).first()
        if last is not None and last.begun_at <= now - timedelta(days=watch.every_days):
            yield watch.organisation, last
