"""The job of an audit: a real site, a real browser; what was found is on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client
from served_pages import page, serving
from web_support.world import World

from gensvar_web.rooms.site.actions import begin_audit
from gensvar_web.rooms.site.models import SiteAudit

HOME = page("Hem", '<main><h1>Hej</h1><a href="/kontakt">Kontakta oss</a></main>')
CALL = page("Kontakt", "<main><h1>Kontakt</h1><p>Ring oss på <a href='tel:087352999'>08-735 29 99</a></p></main>")


def test_an_audit_is_made_in_both_windows_and_read_on_its_page(
    world: World, settings: Any, run_tasks: Callable[[Callable[[], Any]], Any], client_of: Callable[[str], Client]
) -> None:
    with serving({"/": HOME, "/kontakt": CALL}) as there:
        settings.AUDIT_PLACES = (there.place,)
        made: SiteAudit = run_tasks(
            lambda: begin_audit(actor=world.bob, organisation=world.organisation, address=there.url, max_pages=4)
        )
    made.refresh_from_db()
    assert made.job is not None
    assert made.job.state == "done", made.job.error
    assert (made.pages, made.verdicts["D01"]) == (2, {"desktop": "pass", "mobile": "pass"})
    shown = client_of("rita").get(f"/o/{world.org}/webbplats/{made.pk}/").content.decode()
    assert "08-735 29 99" in shown
    assert "Kontakta oss" in shown


def test_a_site_that_does_not_answer_is_told_as_such(
    world: World, settings: Any, run_tasks: Callable[[Callable[[], Any]], Any], client_of: Callable[[str], Client]
) -> None:
    settings.AUDIT_PLACES = ("127.0.0.1:1",)
    made: SiteAudit = run_tasks(
        lambda: begin_audit(
            actor=world.bob, organisation=world.organisation, address="http://127.0.0.1:1/", windows=["desktop"]
        )
    )
    made.refresh_from_db()
    assert {verdict for windows in made.verdicts.values() for verdict in windows.values()} == {"cannot_tell"}
    assert client_of("rita").get(f"/o/{world.org}/webbplats/{made.pk}/").status_code == 200
