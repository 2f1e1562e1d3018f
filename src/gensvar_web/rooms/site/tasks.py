"""The job of the room: an audit. Begun again after a lost worker it goes on from the pages it had seen."""

from __future__ import annotations

import time
from typing import Any

from django.urls import reverse

from gensvar.text import Text
from gensvar_web.rooms.site import actions, queries
from gensvar_web.rooms.site.models import SiteAudit
from gensvar_web.vault.jobs import Run, job

PAUSE_S = 0.5  # between two writings of how far it has come
# How far a window has come when a stage begins and ends, and what is said meanwhile.
STAGES: dict[str, tuple[float, float, Text]] = {
    "pages": (0.0, 0.5, Text(sv="Går igenom sidorna", en="Going through the pages")),
    "paths": (0.5, 0.75, Text(sv="Går vägarna som en kund", en="Walking the paths as a customer would")),
    "look": (0.75, 0.95, Text(sv="Tittar närmare på vägen", en="Looking closer at the path")),
    "proof": (0.95, 1.0, Text(sv="Tar bilder som bevis", en="Taking pictures as proof")),
}


@job("site.audit", Text(sv="Granskar webbplatsen", en="Auditing the website"))
def audit_site(run: Run) -> dict[str, Any]:
    """Audit a website and keep what was found."""
    from gensvar.audits.auditing import audit
    from gensvar.audits.walking import Manners

    made = SiteAudit.objects.select_related("organisation", "by").get(
        pk=run.arguments["audit"], organisation=run.organisation
    )
    folder = queries.folder_of(made)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    audit(
        made.address,
        viewports=made.windows,
        manners=Manners(max_pages=made.max_pages, obey_robots=not made.own),
        allowed=actions.allowed(),
        folder=folder,
        progress=_Told(run, len(made.windows)),
    )
    actions.keep_audit(audit=made, folder=folder, walks=queries.walks(made))
    return {"url": reverse("site:audit", args=[run.organisation.slug, made.pk])}


class _Told:
    """Tells how far an audit has come; each window begins again with its pages."""

    def __init__(self, run: Run, windows: int) -> None:
        self.run, self.windows = run, windows
        self.window, self.last, self.told_at = 0, "", 0.0

    def __call__(self, stage: str, done: int, of: int) -> None:
        if stage == "pages" and self.last not in ("", "pages"):
            self.window = min(self.window + 1, self.windows - 1)
        fresh, self.last = stage != self.last, stage
        if not fresh and time.monotonic() - self.told_at < PAUSE_S:
            return
        self.told_at = time.monotonic()
        begins, ends, words = STAGES.get(stage, STAGES["proof"])
        share = begins + (ends - begins) * (done / of if of else 0)
        self.run.progress((self.window + share) / self.windows, words)
