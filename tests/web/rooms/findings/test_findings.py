"""Assessments in the browser: made by a job, read, set aside, compared, drawn, shared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from web_support.assessed import altered, give_assessment, give_store, small_document
from web_support.world import World, make_world

from gensvar.findings.assessment import seal
from gensvar_web.kit.person_data import export_person, forget_person
from gensvar_web.ledger.models import Entry
from gensvar_web.rooms.findings import actions, names, queries
from gensvar_web.rooms.findings.models import Override, Report, ShareLink
from gensvar_web.rooms.findings.ticks import assess_anew
from gensvar_web.vault import jobs
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.editions import edition, ref_of
from gensvar_web.vault.models import Answer, AssessmentRecord, FindingRow, Job

Run = Callable[[Callable[[], Any]], Any]
Clients = Callable[[str], Client]


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own transaction holds the database: a job's heart cannot beat on another connection."""
    monkeypatch.setattr(jobs, "BEAT_S", 3600.0)


@pytest.fixture
def empty(db: None) -> World:
    """A world where no room has put anything."""
    return make_world(rooms=False)


@pytest.fixture
def signed_in(empty: World) -> Clients:
    def make(name: str) -> Client:
        client = Client()
        client.force_login(empty.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return make


def _assess(world: World, run: Run, **more: Any) -> AssessmentRecord:
    job = run(
        lambda: actions.begin_assessment(
            actor=world.bob, organisation=world.organisation, rulebook="KS", edition="2023-04-01", **more
        )
    )
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.error
    return AssessmentRecord.objects.get(pk=job.result["assessment"])


def _answer(world: World, question: str, value: Any) -> None:
    whole = edition("KS", "2023-04-01")
    assert whole is not None
    Answer.objects.create(
        organisation=world.organisation,
        edition=ref_of(whole),
        round="2026",
        question=question,
        value=value,
        by=world.charlie,
        on=timezone.now(),
    )


def test_answers_alone_are_judged_and_persons_are_numbers_in_what_is_sealed(empty: World, run_tasks: Run) -> None:
    rule = edition("KS", "2023-04-01").rules["KS-0.1"]  # type: ignore[union-attr]
    _answer(empty, rule.questions[0].id, True)
    record = _assess(empty, run_tasks)
    document = document_of(record)
    assert record.findings.get(rule="KS-0.1").verdict == "met"
    assert document["answers"]["answers"][rule.questions[0].id]["by"] == f"person:{empty.charlie.pk}"
    assert "Charlie" not in str(document)
    assert seal(document)["hash"] == record.hash
    assert "Charlie" in str(names.with_names(document))
    assert record.round == "2026"


def test_data_and_thresholds_of_ones_own_are_judged_and_progress_is_told(
    empty: World, run_tasks: Run, signed_in: Clients
) -> None:
    give_store(empty.organisation)
    bob = signed_in("bob")
    for parameter, value in (("tau", "60"), ("share", "80")):
        url = f"/o/{empty.org}/bedomningar/granser/KS@2023-04-01/KS-1.5/{parameter}/"
        assert bob.post(url, {"value": value, "note": "Mål 2026"}).status_code == 302
    empty.organisation.refresh_from_db()
    assert empty.organisation.thresholds["KS-1.5"]["share"] == {"value": 0.8, "note": "Mål 2026"}
    empty.organisation.profile |= {"channels": ["phone", "email"], "country": ["SE"]}
    empty.organisation.save()
    record = _assess(empty, run_tasks)
    row = record.findings.get(rule="KS-1.5")
    assert (row.threshold, row.n) == (0.8, 1164)
    page = bob.get(f"/o/{empty.org}/bedomningar/{record.pk}/KS-1.5/").content.decode()
    assert "egen gräns: Mål 2026" in page
    assert "besvarade inom tröskeln" in page
    assert "<svg" in page


def test_the_same_assessment_is_not_begun_twice(empty: World) -> None:
    one, two = (
        actions.begin_assessment(actor=empty.bob, organisation=empty.organisation, rulebook="KS", edition="2023-04-01")
        for _ in range(2)
    )
    assert one.pk == two.pk


def test_the_form_begins_a_job_and_a_backwards_period_is_told(empty: World, signed_in: Clients) -> None:
    charlie, url = signed_in("charlie"), f"/o/{empty.org}/bedomningar/ny/"
    wrong = charlie.post(url, {"edition": "KS@2023-04-01", "first": "2026-05-01", "last": "2026-04-01"})
    assert wrong.status_code == 422
    assert "slutar innan" in wrong.content.decode()
    assert not Job.objects.exists()
    right = charlie.post(url, {"edition": "KS@2023-04-01", "first": "2026-04-01", "last": "2026-05-01"})
    assert right.status_code == 302
    assert Job.objects.get().arguments["from"] == "2026-04-01"


def test_what_contradicts_is_said_and_that_the_measurement_decides(empty: World, signed_in: Clients) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    page = signed_in("rita").get(f"/o/{empty.org}/bedomningar/{record.pk}/KS-1.5/").content.decode()
    assert "Svaret i självskattningen är nej, men mätningen säger att regeln är uppfylld. Mätningen avgör" in page
    assert "Mål för 2026, beslutat av ledningen" in page
    assert "A_τ / (A + B)" in page
    assert "1 164" in page.replace("\xa0", " ")
    whole = signed_in("rita").get(f"/o/{empty.org}/bedomningar/{record.pk}/").content.decode()
    assert "Svar och mätning går isär" in whole


def test_findings_are_narrowed_to_a_verdict(empty: World, signed_in: Clients) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    page = signed_in("rita").get(f"/o/{empty.org}/bedomningar/{record.pk}/?utfall=not_met").content.decode()
    wanted = {one["rule"] for one in small_document()["findings"] if one["verdict"] == "not_met"}
    others = {one["rule"] for one in small_document()["findings"]} - wanted - {"KS-1.5", "KS-1.7", "KS-6.2"}
    assert all(f"/{rule}/" in page for rule in wanted)
    assert not any(f"/{rule}/" in page for rule in others)


def test_an_override_is_carried_into_the_next_assessment_and_can_be_withdrawn(
    empty: World, run_tasks: Run, signed_in: Clients
) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    empty.organisation.profile |= {"channels": ["phone"]}
    empty.organisation.save()
    bob, url = signed_in("bob"), f"/o/{empty.org}/bedomningar/{record.pk}/KS-0.1/"
    assert bob.post(f"{url}andra/", {"verdict": "not_met", "reason": " "}).status_code == 422
    assert bob.post(f"{url}andra/", {"verdict": "not_met", "reason": "Beslutet är upphävt."}).status_code == 302
    assert "Gäller från nästa bedömning" in bob.get(url).content.decode()
    after = _assess(empty, run_tasks)
    row = after.findings.get(rule="KS-0.1")
    assert (row.verdict, row.overridden) == ("not_met", True)
    page = bob.get(f"/o/{empty.org}/bedomningar/{after.pk}/KS-0.1/").content.decode()
    assert "Utfallet är ändrat av en person" in page
    assert "Beslutet är upphävt. (Bob," in page
    assert "Gäller från nästa bedömning" not in page
    kept = Override.objects.get()
    assert bob.post(f"/o/{empty.org}/bedomningar/andrade/{kept.pk}/aterta/").status_code == 302
    again = _assess(empty, run_tasks)
    assert again.findings.get(rule="KS-0.1").verdict != "not_met"
    assert [one["rule"] for one in document_of(again)["changes"]["rules"]] == ["KS-0.1"]
    assert "återtaget" in bob.get(f"/o/{empty.org}/bedomningar/{after.pk}/KS-0.1/").content.decode()
    deeds = list(Entry.objects.values_list("deed", flat=True))
    assert deeds.count("findings.set_aside") == deeds.count("findings.withdraw") == 1


def test_a_second_override_takes_the_place_of_the_first(empty: World) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    for verdict in ("met", "not_met"):
        actions.set_aside(
            actor=empty.bob, organisation=empty.organisation, record=record, rule="KS-1.5", verdict=verdict, reason="x"
        )
    assert [one.verdict for one in queries.overrides(empty.organisation, "KS")] == ["not_met"]
    assert Override.objects.count() == 2


def test_a_reader_sets_nothing_aside(empty: World) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    with pytest.raises(PermissionDenied):
        actions.set_aside(
            actor=empty.charlie,
            organisation=empty.organisation,
            record=record,
            rule="KS-1.5",
            verdict="met",
            reason="x",
        )


def test_two_assessments_side_by_side(empty: World, signed_in: Clients) -> None:
    before = give_assessment(empty.organisation, None, altered("2026-10-01T08:00:00+02:00", KS_2_2="not_met"))
    after = give_assessment(empty.organisation, None)
    rita = signed_in("rita")
    page = rita.get(f"/o/{empty.org}/bedomningar/jamfor/?before={before.pk}&after={after.pk}").content.decode()
    assert "Bättre" in page
    assert "KS-2.2" in page
    assert "Sämre" not in page
    assert "KS-3.4" not in page
    same = rita.get(f"/o/{empty.org}/bedomningar/jamfor/?before={after.pk}&after={after.pk}").content.decode()
    assert "Inget utfall skiljer." in same
    strange = rita.get(f"/o/{empty.org}/bedomningar/jamfor/?before=999999&after=x")
    assert strange.status_code == 200


def test_a_workbook_is_drawn_once_and_kept(empty: World, run_tasks: Run, signed_in: Clients) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    url = f"/o/{empty.org}/bedomningar/{record.pk}/rapporter/"
    rita = signed_in("rita")
    assert rita.get(f"{url}xlsx/").status_code == 404
    assert rita.post(url, {"form": "docx"}).status_code == 404
    run_tasks(lambda: rita.post(url, {"form": "xlsx"}))
    response = rita.get(f"{url}xlsx/")
    assert b"".join(response.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    assert "KS-2026-11-01.xlsx" in response["Content-Disposition"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert Report.objects.count() == 1
    sealed = rita.get(f"{url}json/").json()
    assert seal(sealed)["hash"] == record.hash


def test_a_link_is_told_once_read_without_an_account_written_down_and_revoked(
    empty: World, signed_in: Clients, client: Client
) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    bob, reports = signed_in("bob"), f"/o/{empty.org}/bedomningar/{record.pk}/rapporter/"
    assert bob.post(f"/o/{empty.org}/bedomningar/{record.pk}/dela/", {"name": "Styrelsen", "days": "7"}).url == reports
    page = bob.get(reports).content.decode()
    path = page.split("<code>")[1].split("</code>")[0].removeprefix("http://127.0.0.1:8000")
    assert path not in bob.get(reports).content.decode()
    assert len(path.split("/")[2]) >= 40
    shared = client.get(path)
    assert shared.status_code == 200
    assert "noindex" in shared["X-Robots-Tag"]
    assert shared["Referrer-Policy"] == "no-referrer"
    assert "KS-1.5" in shared.content.decode()
    assert f"/o/{empty.org}" not in shared.content.decode()
    link = ShareLink.objects.get()
    assert (link.opened, Entry.objects.filter(deed="findings.open_link").count()) == (1, 1)
    assert path.split("/")[2] not in str(list(ShareLink.objects.values()))
    assert bob.post(f"/o/{empty.org}/bedomningar/lankar/{link.pk}/aterkalla/").status_code == 302
    assert client.get(path).status_code == 404
    assert client.get(f"{path}pdf/").status_code == 404


def test_a_link_expires(empty: World, client: Client) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    address = actions.share(actor=empty.bob, organisation=empty.organisation, record=record, name="x", days=7)
    path = address.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200
    ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    closed = client.get(path)
    assert closed.status_code == 404
    assert "gäller inte längre" in closed.content.decode()
    assert Entry.objects.filter(deed="findings.open_link").count() == 1


def test_once_a_month_where_the_data_changed(empty: World) -> None:
    store = give_store(empty.organisation)
    month_ago = timezone.now() - timedelta(days=40)
    give_assessment(empty.organisation, None, altered(month_ago.isoformat(timespec="seconds")), store)
    assess_anew(timezone.now())
    assert not Job.objects.exists(), "the data are the same"
    store.data_hash = "sha256:other"
    store.save()
    assess_anew(timezone.now())
    assess_anew(timezone.now())
    assert Job.objects.get().arguments["rulebook"] == "KS"
    Job.objects.all().delete()
    give_assessment(empty.organisation, None, altered(timezone.now().isoformat(timespec="seconds")), store)
    assess_anew(timezone.now())
    assert not Job.objects.exists(), "one this month is enough"


def test_somebody_erased_is_named_nowhere(empty: World, run_tasks: Run, signed_in: Clients) -> None:
    rule = edition("KS", "2023-04-01").rules["KS-0.1"]  # type: ignore[union-attr]
    _answer(empty, rule.questions[0].id, True)
    empty.organisation.profile |= {"channels": ["phone"]}
    empty.organisation.save()
    record = _assess(empty, run_tasks)
    actions.set_aside(
        actor=empty.bob,
        organisation=empty.organisation,
        record=record,
        rule="KS-1.5",
        verdict="met",
        reason="x",
    )
    rita, url = signed_in("rita"), f"/o/{empty.org}/bedomningar/{record.pk}/KS-0.1/"
    run_tasks(lambda: rita.post(f"/o/{empty.org}/bedomningar/{record.pk}/rapporter/", {"form": "xlsx"}))
    assert "Charlie" in rita.get(url).content.decode()
    assert export_person(empty.bob)["findings"]["overrides"][0]["rule"] == "KS-1.5"
    forget_person(empty.charlie)
    page = rita.get(url).content.decode()
    assert "Charlie" not in page
    assert "en tidigare medarbetare" in page
    assert not queries.reports(record).exists()
    forget_person(empty.bob)
    assert Override.objects.get().by is None


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/KS-1.5/", "{pk}/rapporter/", "jamfor/", "granser/"])
def test_a_page_costs_the_same_however_much_there_is(
    path: str, empty: World, signed_in: Clients, django_assert_num_queries: Any
) -> None:
    record = give_assessment(empty.organisation, empty.bob)
    rita, url = signed_in("rita"), f"/o/{empty.org}/bedomningar/{path.format(pk=record.pk)}"
    rita.get(url)  # the session and the editions are read once

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            assert rita.get(url).status_code == 200
        return len(captured)

    before = cost()
    for month in range(1, 7):
        give_assessment(empty.organisation, empty.alice, altered(f"2026-0{month}-01T08:00:00+01:00", KS_1_5="met"))
    assert cost() == before <= 12


def test_another_organisations_assessment_is_not_found(empty: World, signed_in: Clients) -> None:
    there = give_assessment(empty.elsewhere, None)
    bob = signed_in("bob")
    for path in (f"{there.pk}/", f"{there.pk}/KS-1.5/", f"{there.pk}/rapporter/", f"{there.pk}/rapporter/json/"):
        assert bob.get(f"/o/{empty.org}/bedomningar/{path}").status_code == 404
    assert FindingRow.objects.filter(organisation=empty.elsewhere).exists()
