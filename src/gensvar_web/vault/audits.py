"""Audits of websites as evidence: the newest one goes into the next assessment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gensvar.evidence import file_hash
from gensvar.findings.audited import FILE, load_audit
from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.folders import absolute, relative
from gensvar_web.vault.models import StoredFile


def keep(organisation: Organisation, path: Path, *, by: User | None) -> StoredFile:
    """Write down an audit's file, which lies where it is to stay."""
    return StoredFile.objects.create(
        organisation=organisation,
        kind=StoredFile.Kind.OTHER,
        name=FILE,
        media_type="application/json",
        path=relative(path),
        size=path.stat().st_size,
        hash=file_hash(path),
        received_from=by,
    )


def newest(organisation: Organisation) -> dict[str, Any] | None:
    """Return the newest audit as an assessment embeds it; None where there is none."""
    kept = StoredFile.objects.filter(
        organisation=organisation, kind=StoredFile.Kind.OTHER, name=FILE, removed_at=None
    ).first()
    if kept is None or not absolute(kept.path).is_file():
        return None
    return load_audit(absolute(kept.path))
