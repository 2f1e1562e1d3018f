"""The website's audits through the API: begun, read with their proof, made by themselves."""

from __future__ import annotations

from typing import Any

from web_support.keys import bearer, key_of
from web_support.world import World

from gensvar_web.rooms.site.models import SiteAudit
from gensvar_web.rooms.site.queries import evidence_names


def test_an_audit_is_begun_read_and_made_again(world: World, settings: Any) -> None:
    settings.AUDIT_PLACES = ("127.0.0.1:1",)  # nothing answers there, and nobody is asked for a name
    client, place = bearer(key_of(world.bob, world.organisation), "en"), f"/api/v1/o/{world.org}/site"

    def ask(method: str, path: str, body: Any = None) -> Any:
        return client.generic(method, f"{place}/{path}", body or "", content_type="application/json")

    done = SiteAudit.objects.filter(organisation=world.organisation, finished_at__isnull=False).first()
    assert done is not None
    whole = ask("GET", f"audits/{done.pk}").json()
    assert whole["walks"]
    assert set(whole["evidence"]) == set(evidence_names(done))
    picture = next(name for name in whole["evidence"] if name.endswith(".png"))
    found = ask("GET", f"audits/{done.pk}/evidence/{picture}")
    assert (found.status_code, found.headers["Content-Type"]) == (200, "image/png")
    assert b"".join(found.streaming_content).startswith(b"\x89PNG")
    for name in ("none.png", "..%2Faudit.json"):
        assert ask("GET", f"audits/{done.pk}/evidence/{name}").status_code == 404
    assert ask("POST", "audits", '{"address": "ftp://x"}').status_code == 422
    begun = ask("POST", "audits", '{"address": "http://127.0.0.1:1/", "max_pages": 1}')
    assert (begun.status_code, begun.json()["kind"]) == (202, "site.audit")
    under_way = ask("GET", "audits").json()["items"][0]
    assert (under_way["job"], under_way["finished_at"]) == (begun.json()["id"], None)
    assert ask("GET", f"audits/{under_way['id']}").status_code == 404
    assert ask("PUT", "watch", '{"every_days": 7}').json() == ask("GET", "watch").json() == {"every_days": 7}
    assert ask("PUT", "watch", '{"every_days": 8}').status_code == 422
