"""A whole audit of a small site: steps are real, what cannot be walked is no way, two audits agree."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from served_pages import page, serving

from gensvar.audits.address import Allowed, Forbidden
from gensvar.audits.auditing import AuditResult, audit
from gensvar.audits.keeping import as_json
from gensvar.audits.observation import as_data, walk_from
from gensvar.audits.walking import Manners

CALL = "<p>Ring oss på <a href='tel:087352999'>08-735 29 99</a></p>"
MENU = """<header><button id="m" aria-expanded="false" onclick="n.hidden=!n.hidden;this.setAttribute('aria-expanded',!n.hidden)">Meny</button>
<nav id="n" hidden><a href="/kontakt">Kontakta oss</a></nav></header><main><h1>Välkommen</h1></main>"""
COOKIES = """<div id="c" style="position:fixed;inset:0;background:#fff;z-index:9"><p>Vi använder kakor (cookies)</p>
<button onclick="c.remove();document.cookie='ok=1'">Endast nödvändiga</button></div><script>if(document.cookie)c.remove()</script>"""
HOVER = """<style>#u{display:none} li:hover #u{display:block}</style><header><nav><ul><li style="width:200px;height:30px"><span>Mer</span>
<div id="u"><a href="/kontakt">Kontakta oss</a></div></li></ul></nav></header><main><h1>Hej</h1></main>"""
OVER = """<main style="position:relative"><h1>Hej</h1><div style="position:fixed;inset:0;background:rgba(0,0,0,.5);z-index:5"></div>
<a href="/kontakt">Kontakta oss</a></main>"""


def run(
    files: dict[str, str | tuple[int, str]], viewport: str = "desktop", folder: Path | None = None, **more: object
) -> AuditResult:
    with serving(files) as there:
        return audit(
            there.url,
            viewports=(viewport,),
            manners=Manners(max_pages=8, **more),
            allowed=Allowed(private=True),
            folder=folder,  # type: ignore[arg-type]
        )


def test_opening_a_menu_and_following_its_link_are_two_steps(tmp_path: Path) -> None:
    result = run({"/": page("Hem", MENU), "/kontakt": page("Kontakt", f"<main>{CALL}</main>")}, "desktop", tmp_path)
    best = result.visits[0].walk.best("phone")
    assert best and [one.kind for one in best.steps] == ["open", "click"]
    assert best.keyboard is True
    assert (best.value, best.shown) == ("+4687352999", "08-735 29 99")
    shots = [*(one.screenshot for one in best.steps), best.evidence[-1]]
    assert all((tmp_path / str(one)).read_bytes().startswith(b"\x89PNG") for one in shots)


def test_an_overlay_costs_one_step_and_a_number_on_the_first_page_none() -> None:
    covered = run({"/": page("Hem", f"<main><h1>Hej</h1>{CALL}</main>{COOKIES}")}).visits[0].walk.best("phone")
    assert covered and [one.kind for one in covered.steps] == ["accept_cookies"] and covered.behind_overlay
    free = run({"/": page("Hem", f"<main><h1>Hej</h1>{CALL}</main>")}).visits[0].walk.best("phone")
    assert free and free.steps == () and free.scroll < 1


def test_a_bar_that_covers_nothing_on_the_way_costs_no_step() -> None:
    bar = COOKIES.replace("inset:0", "left:0;right:0;bottom:0;height:90px")
    menu = MENU.replace("<button id", "<a href='#n' id").replace("Meny</button>", "Meny</a>")
    files: dict[str, str | tuple[int, str]] = {
        "/": page("Hem", menu.replace("n.hidden=", "event.preventDefault();n.hidden=") + bar),
        "/kontakt": page("Kontakt", f"<main>{CALL}</main>"),
    }
    best = run(files, "mobile").visits[0].walk.best("phone")
    assert best and [one.kind for one in best.steps] == ["open", "click"]


def test_what_only_a_resting_mouse_shows_is_no_way() -> None:
    walk = run({"/": page("Hem", HOVER), "/kontakt": page("Kontakt", f"<main>{CALL}</main>")}).visits[0].walk
    assert walk.best("phone") is None
    assert {one.why_not for one in walk.unreplayed("phone")} == {"hover_only"}


def test_a_link_under_a_layer_without_a_way_out_is_no_way() -> None:
    walk = run({"/": page("Hem", OVER), "/kontakt": page("Kontakt", f"<main>{CALL}</main>")}).visits[0].walk
    assert walk.best("phone") is None
    assert walk.pages[0].first.overlay_share == 1.0


def test_a_site_that_refuses_or_asks_to_be_left_alone_is_blocked_and_not_empty() -> None:
    refused = run({"/": (403, page("Nej", "Åtkomst nekad"))}).visits[0]
    assert refused.walk.blocked.startswith("blocked") and {one.verdict for one in refused.detections} <= {"cannot_tell"}
    files: dict[str, str | tuple[int, str]] = {"/": page("Hem", CALL), "/robots.txt": "User-agent: *\nDisallow: /"}
    assert run(files).visits[0].walk.blocked == "robots.txt"
    assert run(files, obey_robots=False).visits[0].walk.best("phone")


def test_pages_that_robots_close_and_pages_that_are_missing_are_told_apart() -> None:
    links = '<a href="/kontakt">Kontakt</a> <a href="/borta">Om oss</a>'
    files: dict[str, str | tuple[int, str]] = {
        "/": page("Hem", f"<main>{links}</main>"),
        "/kontakt": page("Kontakt", CALL),
        "/robots.txt": "User-agent: *\nDisallow: /kontakt",
    }
    walk = run(files).visits[0].walk
    assert {one.url.rsplit("/", 1)[1]: one.reason for one in walk.unreached} == {
        "kontakt": "robots",
        "borta": "http_error",
    }


def test_two_audits_agree_and_the_walk_reads_back(tmp_path: Path) -> None:
    files: dict[str, str | tuple[int, str]] = {
        "/": page("Hem", MENU + COOKIES),
        "/kontakt": page("Kontakt", f"<main>{CALL}</main>"),
    }
    with serving(files) as there:
        once, again = (
            audit(there.url, manners=Manners(max_pages=8), allowed=Allowed(private=True), folder=folder)
            for folder in (tmp_path / "a", None)
        )
    first, second = ([(one.id, one.verdict, one.steps) for one in each.visits[0].detections] for each in (once, again))
    assert first == second
    walk = once.visits[0].walk
    assert walk_from(json.loads(json.dumps(as_data(walk)))) == walk
    told = json.loads((tmp_path / "a" / "audit.json").read_text("utf-8"))
    assert told == json.loads(json.dumps(as_json(once)))
    assert told["viewport"] == "desktop" and told["pages"] == 2


def test_an_interrupted_audit_goes_on_from_the_walk_it_left(tmp_path: Path) -> None:
    with serving({"/": page("Hem", CALL)}) as there:
        options = {"manners": Manners(max_pages=3), "allowed": Allowed(private=True), "folder": tmp_path}
        audit(there.url, **options)  # type: ignore[arg-type]
        asked = len(there.asked)
        (tmp_path / "audit.json").unlink()  # as if it had been interrupted before its end
        again = audit(there.url, **options)  # type: ignore[arg-type]
        assert again.visits[0].walk.best("phone")
        assert not [one for one in there.asked[asked:] if "robots" in one]  # no second walk
        asked = len(there.asked)
        audit(there.url, **options)  # type: ignore[arg-type]
        assert [one for one in there.asked[asked:] if "robots" in one]  # a finished audit is made anew


def test_personal_numbers_are_masked_in_the_evidence(tmp_path: Path) -> None:
    run(
        {"/": page("Hem", f"<main>{CALL}<p>Anna, 811218-9876, anna.svensson@foretaget.se</p></main>")},
        "desktop",
        tmp_path,
    )
    kept = "".join(one.read_text("utf-8") for one in tmp_path.rglob("*") if one.suffix in (".json", ".html"))
    assert "811218-****" in kept and not re.search("811218-9876|anna.svensson@", kept)


def test_this_machine_is_not_audited_unless_allowed() -> None:
    with serving({"/": page("Hem", CALL)}) as there:
        with pytest.raises(Forbidden):
            audit(there.url)
        assert there.asked == []


def test_an_employees_address_is_no_way_where_another_is_farther_off() -> None:
    files: dict[str, str | tuple[int, str]] = {
        "/": page("Hem", "<main><p>Anna Svensson, anna.svensson@foretaget.se</p><a href='/kontakt'>Kontakt</a></main>"),
        "/kontakt": page("Kontakt", "<main><p>Mejla info@foretaget.se</p></main>"),
    }
    best = run(files).visits[0].walk.best("email")
    assert best and (best.value, len(best.steps)) == ("info@foretaget.se", 1)
    alone = run({"/": files["/"]}).visits[0].walk.best("email")
    assert alone and alone.value == "anna.svensson@foretaget.se"


def test_a_question_of_age_is_answered_by_its_button_and_not_by_the_link_away() -> None:
    gate = """<div style="position:fixed;inset:0;background:#000;color:#fff"><h2>Är du över 20 år?</h2>
    <a href="https://example.com/">Nej</a> <button onclick="this.parentNode.remove()">Ja</button></div>"""
    done = run({"/": page("Hem", f"<main><h1>Hej</h1>{CALL}</main>{gate}")}).visits[0]
    best = done.walk.best("phone")
    assert best and [one.kind for one in best.steps] == ["close_overlay"]
    assert [one.verdict for one in done.detections if one.id == "H04"] == ["fail"]
