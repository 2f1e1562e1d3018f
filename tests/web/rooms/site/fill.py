import base64
import json
from datetime import UTC, datetime
from typing import Any

from web_support.world import World

from gensvar_web.rooms.site.actions import keep_audit
from gensvar_web.rooms.site.models import SiteAudit
from gensvar_web.rooms.site.queries import folder_of, walks
from gensvar_web.vault.folders import folder_of as part_of
from gensvar_web.vault.folders import relative

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def said(name: str, verdict: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": {"sv": f"Detektor {name}", "en": f"Detector {name}"},
        "verdict": verdict,
        "steps": None,
        "scroll": None,
        "path": [],
        "found": [],
        "reason": {"sv": "Så här är det.", "en": "That is how it is."},
        "evidence": [],
        "figures": {},
        **more,
    }


PHONE = said(
    "D01",
    "pass",
    steps=1,
    scroll=0.4,
    found=["0980-319 242"],
    path=[{"kind": "click", "label": "Kontakt", "name": "Kontakt", "screenshot": "evidence/start.png"}],
    evidence=[{"url": "https://x.example/kontakt", "snippet": "<a href='tel:'>", "note": None,
               "screenshot": "evidence/number.png"}],
)  # fmt: skip
HIDDEN = said("H02", "fail", evidence=[{"url": "https://x.example/", "note": {"sv": "Gömt.", "en": "Hidden."}}])
UNCLEAR, OTHER = said("A04", "cannot_tell"), said("P01", "not_applicable")


def made(world: World, *detectors: dict[str, Any], at: datetime) -> SiteAudit:
    one = SiteAudit.objects.create(
        organisation=world.organisation, address="https://x.example/", windows=["desktop", "mobile"], by=world.alice
    )
    SiteAudit.objects.filter(pk=one.pk).update(begun_at=at)
    one.folder = relative(part_of(world.organisation, "audits") / str(one.pk))
    one.save(update_fields=["folder"])
    folder = folder_of(one)
    (folder / "evidence").mkdir(parents=True, exist_ok=True)
    for name in ("start.png", "number.png"):
        (folder / "evidence" / name).write_bytes(DOT)
    visits = [
        {"site": one.address, "viewport": viewport, "pages": 7, "agent": "Gensvar", "detectors": list(detectors)}
        for viewport in one.windows
    ]
    (folder / "audit.json").write_text(json.dumps({"audits": visits}))
    (folder / "hashes.json").write_text(json.dumps({"evidence/start.png": "0", "evidence/number.png": "0"}))
    one.refresh_from_db()
    keep_audit(audit=one, folder=folder, walks=walks(one))
    return one


def fill(world: World) -> None:
    made(world, PHONE, said("H02", "pass"), UNCLEAR, OTHER, at=datetime(2026, 10, 1, 8, tzinfo=UTC))
    newest = made(world, PHONE, HIDDEN, UNCLEAR, OTHER, at=datetime(2026, 11, 1, 8, tzinfo=UTC))
    world.places |= {"site_audit": newest.pk}
