"""Gaps become actions, actions are worked on by several at once, measurements close and reopen them."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from web_support.planned import fill_plan, judged
from web_support.world import World, make_world

from gensvar.errors import BadInput
from gensvar_web.kit.person_data import export_person
from gensvar_web.ledger.models import Entry
from gensvar_web.people.actions import erase_person
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import changing, measuring, talking
from gensvar_web.rooms.plan.models import Event, Feed, OwnerLink
from gensvar_web.vault import editions
from gensvar_web.vault.assessments import FOLLOWERS
from gensvar_web.vault.models import Action, AssessmentRecord

GAPS = dict.fromkeys(("KS-1.3", "KS-2.1", "KS-3.1"), "not_met")


@pytest.fixture
def world(db: None) -> World:
    made = make_world(rooms=False)
    fill_plan(made, judged(made.organisation, GAPS))
    return made


def _action(world: World) -> Action:
    return Action.objects.get(pk=world.places["plan_action"])


def _at(world: World, rest: str = "") -> str:
    return f"/o/{world.org}/plan/{rest}"


def _values(action: Action, **changed: Any) -> dict[str, Any]:
    given = {
        "title": action.title, "steps": action.steps, "owner": action.owner_id or "", "unit": action.unit,
        "due": action.due or "", "cost": "", "status": action.status, "obstacle": action.obstacle, "version": action.version,
    }  # fmt: skip
    return given | changed


def test_the_gap_list_shows_each_gap_with_and_without_action(world: World, client_of: Callable[[str], Client]) -> None:
    page = client_of("rita").get(_at(world, "brister/")).content.decode()
    assert all(rule in page for rule in GAPS)
    assert "1 brist har ingen åtgärd på gång." in page
    assert "Gör en åtgärd" not in page  # a reader reads
    only = client_of("bob").get(_at(world, "brister/?utan=1")).content.decode()
    assert "KS-3.1" in only
    assert "KS-1.3</a>" not in only


def test_the_gap_list_takes_the_latest_assessment_only(world: World) -> None:
    now = timezone.now()
    judged(world.organisation, {"KS-4.1": "not_met"}, created_at=now - timedelta(days=30), hash="sha256:1")
    newest = judged(world.organisation, {"KS-2.2": "not_met"}, created_at=now, hash="sha256:2")
    record = queries.latest_of(world.organisation, "KS", timezone.localdate())
    assert record == newest
    assert [gap.finding.rule for gap in queries.gaps_of(world.organisation, record)] == ["KS-2.2"]
    assert queries.latest_of(world.elsewhere, "KS", timezone.localdate()) is None


def test_a_new_edition_leaves_the_gap_list_until_there_is_an_assessment_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, today = timezone.now(), timezone.localdate()
    old = judged(world.organisation, {"KS-2.2": "not_met"}, created_at=now, hash="sha256:2")
    new = next(one for one in editions.editions_of("KS") if one.head.edition != old.edition.edition)
    monkeypatch.setattr(editions, "in_force", lambda rulebook, on: new)
    assert queries.latest_of(world.organisation, "KS", today) == old
    other = judged(world.organisation, {}, created_at=now - timedelta(days=1), hash="sha256:3")
    ref = editions.ref_of(editions.whole(new))
    AssessmentRecord.objects.filter(pk=other.pk).update(edition=ref)
    assert queries.latest_of(world.organisation, "KS", today) == other


def test_an_action_from_a_finding_begins_with_the_steps_of_the_rulebook(
    world: World, client_of: Callable[[str], Client]
) -> None:
    bob, url = client_of("bob"), _at(world, f"ny/?finding={world.places['plan_finding']}")
    page = bob.get(url).content.decode()
    assert "Gör ett prov i varje kanal" in page
    one = bob.get(url + "&forslag=KS-1.3.test")
    assert one.context["form"].initial["suggestion"] == "KS-1.3.test"
    response = bob.post(url, {"title": "Prova kanalerna", "status": "open", "suggestion": "KS-1.3.test", "unit": "IT"})
    assert response.status_code == 302
    made = Action.objects.get(title="Prova kanalerna")
    assert (made.rule, made.chapter, made.suggestion) == ("KS-1.3", "KS-1", "KS-1.3.test")
    assert made.edition is not None and made.edition.reference == "KS@2023-04-01"
    assert made.assessment_id == world.places["plan_record"]
    assert Entry.objects.filter(deed="plan.make_action", subject=f"vault.action:{made.pk}").exists()


def test_a_contributor_proposes_and_changes_only_the_own(world: World, client_of: Callable[[str], Client]) -> None:
    charlie = client_of("charlie")
    assert charlie.post(_at(world, "ny/"), {"title": "Min idé", "status": "open"}).status_code == 302
    made = Action.objects.get(title="Min idé")
    assert (made.status, made.owner) == ("proposed", world.charlie)
    assert charlie.get(_at(world, f"{world.places['plan_outside']}/andra/")).status_code == 403
    mine = _action(world)
    assert (
        charlie.post(_at(world, f"{mine.pk}/andra/"), _values(mine, owner=world.alice.pk, unit="IT")).status_code == 302
    )
    mine.refresh_from_db()
    assert (mine.owner, mine.unit) == (world.charlie, "IT")  # whose it is, a manager decides
    for actor in (world.rita, world.stranger):
        with pytest.raises(PermissionDenied):
            changing.change_action(actor=actor, organisation=world.organisation, action=mine, version=2, title="x")
        with pytest.raises(PermissionDenied):
            changing.make_action(actor=actor, organisation=world.organisation, title="x")
    with pytest.raises(Action.DoesNotExist):
        changing.change_action(actor=world.stranger, organisation=world.elsewhere, action=mine, version=2, title="x")


def test_of_two_writers_the_second_sees_both_and_loses_nothing(
    world: World, client_of: Callable[[str], Client]
) -> None:
    mine, url = _action(world), _at(world, f"{world.places['plan_action']}/andra/")
    first = _values(mine, title="Bobs rubrik", unit="Bobs enhet")
    second = _values(mine, title="Charlies rubrik", steps="Charlies steg")
    assert client_of("bob").post(url, first).status_code == 302
    late = client_of("charlie").post(url, second)
    assert late.status_code == 409
    page = late.content.decode()
    assert "Bobs rubrik" in page and "Charlies rubrik" in page and "båda har ändrat" in page
    form = late.context["form"].initial
    assert form["title"] == "Charlies rubrik" and form["steps"] == "Charlies steg"
    assert form["unit"] == "Bobs enhet"  # Charlie had not touched it
    assert form["version"] == 2
    assert client_of("charlie").post(url, second | {"unit": form["unit"], "version": 2}).status_code == 302
    mine.refresh_from_db()
    assert (mine.title, mine.unit, mine.steps, mine.version) == ("Charlies rubrik", "Bobs enhet", "Charlies steg", 3)
    kept = {str(event.changes.get("title")) for event in mine.events.filter(kind="changed")}
    assert "['Bobs rubrik', 'Charlies rubrik']" in kept  # the history has what was overwritten


def test_moving_on_an_old_board_is_a_conflict_and_moving_again_undoes(
    world: World, client_of: Callable[[str], Client]
) -> None:
    bob, pk = client_of("bob"), world.places["plan_action"]
    url = _at(world, f"{pk}/flytta/")
    assert bob.post(url, {"status": "dropped", "version": 1, "back": "board"})["Location"] == _at(world)
    assert bob.post(url, {"status": "done", "version": 1}).status_code == 409
    assert _action(world).status == "dropped"
    assert bob.post(url, {"status": "open", "version": 2}).status_code == 302
    restored = _action(world)
    assert (restored.status, restored.closed_at) == ("open", None)
    assert bob.post(url, {"status": "done", "version": 3}).status_code == 302
    assert _action(world).closed_by == world.bob
    assert bob.post(url, {"status": "nonsense", "version": 4}).status_code == 302
    assert _action(world).status == "done"


def test_the_board_has_lanes_and_can_be_narrowed(world: World, client_of: Callable[[str], Client]) -> None:
    lanes = {lane["key"]: lane["count"] for lane in client_of("rita").get(_at(world)).context["lanes"]}
    assert lanes == {"late": 1, "blocked": 1, "open": 1, "proposed": 1, "done": 1}
    for query, expected in (
        ("unit=IT", 1), ("unit=-", 1), (f"owner={world.charlie.pk}", 1), ("owner=outside", 1), ("owner=none", 3),
        ("chapter=KS-2", 2), ("chapter=KS-2&unit=IT", 1), ("owner=abc", 0),
    ):  # fmt: skip
        page = client_of("rita").get(_at(world, f"?{query}"))
        assert sum(lane["count"] for lane in page.context["lanes"]) == expected, query
    units = {one.name: one for one in queries.units_of(queries.actions_of(world.organisation), timezone.localdate())}
    assert units["IT"].counts["blocked"] == 1 and units["IT"].cost == 120000 and units["IT"].outside
    assert list(units)[-1] == ""


def test_the_number_of_queries_does_not_grow(
    world: World, client_of: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(path: str) -> int:
        bob = client_of("bob")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert bob.get(_at(world, path)).status_code == 200
        return len(seen)

    before = {path: count(path) for path in ("", "brister/", "enheter/", "utskrift/")}
    finding = queries.gap_of(world.organisation, world.places["plan_finding"])
    for number in range(8):
        changing.make_action(
            actor=world.bob, organisation=world.organisation, finding=finding, title=f"Nr {number}",
            owner=world.alice, status="open",
        )  # fmt: skip
    assert {path: count(path) for path in before} == before


def test_a_measurement_closes_and_reopens(world: World, run_tasks: Callable[[Any], Any]) -> None:
    assert measuring.follow_up in FOLLOWERS
    met = judged(world.organisation, GAPS | {"KS-1.3": "met"}, hash="sha256:1", created_at=timezone.now())
    mail.outbox.clear()
    run_tasks(lambda: measuring.follow_up(met))
    closed = _action(world)
    assert (closed.status, closed.closed_by, closed.closed_by_assessment) == ("done", None, met)
    assert Entry.objects.filter(deed="plan.close_by_measurement").count() == 1
    assert closed.events.first().get_kind_display() == "Mätningen stänger"  # type: ignore[union-attr]
    assert [letter.to for letter in mail.outbox] == [["charlie@example.se"]]
    fails = judged(world.organisation, GAPS, hash="sha256:2", created_at=timezone.now())
    run_tasks(lambda: measuring.follow_up(fails))
    again = _action(world)
    assert (again.status, again.closed_by_assessment) == ("open", None)
    assert "Öppnad igen" in mail.outbox[-1].body
    assert Entry.objects.filter(deed="plan.reopen_by_measurement").count() == 1
    run_tasks(lambda: measuring.follow_up(fails))
    assert _action(world).version == again.version  # the same assessment again changes nothing


def test_older_evidence_neither_closes_nor_reopens(world: World) -> None:
    old = judged(world.organisation, {}, hash="sha256:1", created_at=timezone.now() - timedelta(days=40))
    measuring.follow_up(old)
    assert _action(world).active
    stored = _action(world)
    changing.change_action(
        actor=world.bob, organisation=world.organisation, action=stored, version=stored.version, status="done"
    )
    before = timezone.localdate() - timedelta(days=20)
    measuring.follow_up(judged(world.organisation, GAPS, hash="sha256:2", created_at=timezone.now(), covers_to=before))
    assert _action(world).status == "done"  # what was measured is from before it was done
    after = timezone.localdate() + timedelta(days=20)
    measuring.follow_up(judged(world.organisation, GAPS, hash="sha256:3", created_at=timezone.now(), covers_to=after))
    assert _action(world).status == "open"


def test_a_dropped_action_stays_dropped(world: World) -> None:
    stored = _action(world)
    changing.change_action(actor=world.bob, organisation=world.organisation, action=stored, version=1, status="dropped")
    for verdict, name in (("met", "sha256:1"), ("not_met", "sha256:2")):
        measuring.follow_up(judged(world.organisation, {"KS-1.3": verdict}, hash=name, created_at=timezone.now()))
    assert _action(world).status == "dropped"


def test_files_are_kept_and_hostile_ones_refused(world: World, client_of: Callable[[str], Client]) -> None:
    bob, url = client_of("bob"), _at(world, f"{world.places['plan_action']}/bifoga/")
    for name in ("bild.svg", "sida.html", "makro.exe", "utan"):
        file = BytesIO(b"<script>alert(1)</script>")
        file.name = name
        assert bob.post(url, {"file": file}).status_code == 422
    for name in ("../../etc/pass.pdf", "C:\\temp\\avtal.pdf"):
        talking.attach(
            actor=world.bob, organisation=world.organisation, action=_action(world), name=name, chunks=[b"%PDF"]
        )
    names = [one.file.name for one in queries.attachments_of(_action(world))]
    assert names == ["avtal.pdf", "pass.pdf", "protokoll.txt"]
    with pytest.raises(BadInput):
        talking.attach(
            actor=world.bob, organisation=world.organisation, action=_action(world), name="stor.pdf",
            chunks=(b"x" * 1_000_000 for _ in range(26)),
        )  # fmt: skip
    handed = client_of("rita").get(_at(world, f"{world.places['plan_action']}/fil/{world.places['plan_file']}/"))
    assert handed.content == b"hej"
    assert handed["Content-Disposition"].startswith("attachment") and handed["X-Content-Type-Options"] == "nosniff"
    other = _at(world, f"{world.places['plan_outside']}/fil/{world.places['plan_file']}/")
    assert client_of("rita").get(other).status_code == 404


def test_the_workbook_holds_text_as_text(world: World, client_of: Callable[[str], Client]) -> None:
    from openpyxl import load_workbook

    stored = _action(world)
    changing.change_action(
        actor=world.bob, organisation=world.organisation, action=stored, version=1, title='=HYPERLINK("http://x")'
    )
    content = client_of("rita").get(_at(world, "excel/")).content
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    planted = [cell for cell in cells if str(cell.value).startswith("=HYPERLINK")]
    assert len(planted) == 1 and planted[0].data_type == "s"
    assert any(cell.value == 120000 for cell in cells)


def test_mistakes_are_told_with_the_form(world: World, client_of: Callable[[str], Client]) -> None:
    bob = client_of("bob")
    for changed, field in (
        ({"title": ""}, "title"),
        ({"status": "blocked"}, "obstacle"),
        ({"owner": world.alice.pk, "owner_email": "x@example.se"}, "owner_email"),
        ({"owner": "", "owner_name": "Fia"}, "owner_email"),
        ({"due": "2026-13-01"}, "due"),
        ({"cost": "-5"}, "cost"),
        ({"owner": world.stranger.pk}, "owner"),
    ):
        response = bob.post(_at(world, f"{world.places['plan_action']}/andra/"), _values(_action(world), **changed))
        assert response.status_code == 422
        assert field in response.context["form"].errors, (changed, response.context["form"].errors)
    far = _values(_action(world), due="9999-12-31")
    assert bob.post(_at(world, f"{world.places['plan_action']}/andra/"), far).status_code == 422
    assert bob.get(_at(world, "ny/?finding=99999999999999999999")).status_code == 404
    with pytest.raises(BadInput):
        changing.make_action(actor=world.bob, organisation=world.organisation, title="x", due=date(1, 1, 1))


def test_a_person_is_exported_and_erased(world: World) -> None:
    told = export_person(world.charlie)["plan"]
    assert told["actions"][0]["title"].startswith("Lägg in valet")
    assert told["comments"][0]["text"] == "Jag har pratat med leverantören."
    Feed.objects.create(organisation=world.organisation, user=world.charlie, key_hash="x")
    erase_person(actor=world.charlie)
    assert _action(world).owner is None
    assert Event.objects.get(text="Jag har pratat med leverantören.").by is None
    assert not Feed.objects.filter(user=world.charlie).exists()
    world.rita.email = "fia@example.se"  # the one who owned an action from outside gets an account and leaves
    world.rita.save()
    erase_person(actor=world.rita)
    outside = Action.objects.get(pk=world.places["plan_outside"])
    assert (outside.owner_email, outside.owner_name) == ("", "")
    assert not OwnerLink.objects.filter(email="fia@example.se").exists()
    assert not Event.objects.filter(by_name__contains="Fia").exists()


def test_nothing_of_another_organisation_is_reached(world: World) -> None:
    elsewhere = judged(world.elsewhere, GAPS, hash="sha256:9")
    finding = elsewhere.findings.filter(verdict="not_met").first()
    assert finding is not None
    assert queries.gap_of(world.organisation, finding.pk) is None
    with pytest.raises(BadInput):
        changing.make_action(actor=world.bob, organisation=world.organisation, finding=finding, title="x")
    assert AssessmentRecord.objects.filter(organisation=world.elsewhere).count() == 1
