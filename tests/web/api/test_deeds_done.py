"""What the API came to do last of what the pages do: each deed done, read back, and refused where it must be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from web_support.keys import bearer, key_of
from web_support.world import World

from gensvar_web.vault.folders import absolute
from gensvar_web.vault.models import StoredFile

JSON, BYTES = "application/json", "application/octet-stream"
CALLS = "Id;Start;Slut;Svar\na;2026-01-05 09:00:00;2026-01-05 09:03:00;1\nb;2026-01-06 09:00:00;x;1\n"


class Api:
    """A key that asks under `/api/v1/o/<org>/`."""

    def __init__(self, world: World, name: str, language: str = "en", org: Any = None) -> None:
        organisation = org or world.organisation
        self.client: Client = bearer(key_of(world.people[name], organisation), language)
        self.place = f"/api/v1/o/{organisation.slug}/"

    def raw(self, method: str, path: str, body: Any = None, kind: str = JSON) -> Any:
        content = body if isinstance(body, bytes) else json.dumps(body) if body is not None else ""
        return self.client.generic(method, self.place + path, content, content_type=kind)

    def __call__(self, method: str, path: str, body: Any = None, status: int = 200, kind: str = JSON) -> Any:
        response = self.raw(method, path, body, kind)
        assert response.status_code == status, (response.status_code, response.content[:500])
        return response.json() if response.content else None


@pytest.fixture
def bob(world: World) -> Api:
    return Api(world, "bob")


@pytest.fixture
def charlie(world: World) -> Api:
    return Api(world, "charlie")


def content_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_document_is_sent_hung_on_an_answer_fetched_and_taken_off(world: World, bob: Api) -> None:
    pdf = b"%PDF-1.7 vad som helst"
    sent = bob("POST", "documents?name=Rutin.pdf&covers_from=2026-01-01", pdf, 201, BYTES)
    assert (sent["name"], sent["media_type"], sent["size"], sent["covers_from"]) == (
        "Rutin.pdf", "application/pdf", len(pdf), "2026-01-01",
    )  # fmt: skip
    bob("PATCH", f"documents/{sent['id']}", {"covers_from": "2026-02-01", "covers_to": "2026-12-31"})
    url = f"rounds/{world.places['round']}/answers/KS-0.2.policy"
    before = bob("GET", url)
    given = {"value": before["value"], "version": before["version"]}
    saved = bob("PUT", url, {**given, "document": sent["id"]})
    assert saved["document"] == sent["id"]
    kept = bob("PUT", url, {"value": "2026-03-01", "version": saved["version"]})
    assert (kept["value"], kept["document"]) == ("2026-03-01", sent["id"])
    listed = {one["id"]: one for one in bob("GET", "documents?size=200")["items"]}
    assert [one["question"] for one in listed[sent["id"]]["answers"]] == ["KS-0.2.policy"]
    assert listed[sent["id"]]["covers_to"] == "2026-12-31"
    fetched = bob.raw("GET", f"documents/{sent['id']}")
    assert content_of(fetched) == pdf
    assert "sandbox" in fetched.headers["Content-Security-Policy"]
    assert "answer" in bob("DELETE", f"documents/{sent['id']}", status=422)["detail"]
    bob("PATCH", f"documents/{sent['id']}", {}, 422)
    bob("DELETE", f"{url}/document?version={saved['version']}", status=409)
    off = bob("DELETE", f"{url}/document?version={kept['version']}")
    assert (off["document"], off["value"]) == (None, "2026-03-01")
    bob("DELETE", f"{url}/document?version={off['version']}", status=404)
    assert [one["document"] for one in bob("GET", f"{url}/history")["items"]][:2] == [None, sent["id"]]


def test_a_document_that_waits_is_deleted_and_a_hostile_one_refused(
    world: World, bob: Api, charlie: Api, django_capture_on_commit_callbacks: Any
) -> None:
    sent = bob("POST", "documents?name=a.txt", b"hej", 201, BYTES)
    path = absolute(StoredFile.objects.get(pk=sent["id"]).path)
    charlie("GET", f"documents/{sent['id']}", status=404)  # it waits for Bob's answer only
    with django_capture_on_commit_callbacks(execute=True):
        bob("DELETE", f"documents/{sent['id']}", status=204)
    assert not path.exists()
    for name, content in (("a.svg", b"<svg/>"), ("a.pdf", b"<html>"), ("..", b"x"), ("a.docx", b"PK\3\4no")):
        told = bob("POST", f"documents?name={name}", content, 422, BYTES)
        assert told["detail"]
        assert told["mend"]
    big = bob("POST", "documents?name=a.txt", b"x" * 25_000_001, 422, BYTES)
    assert "25 MB" in big["detail"]
    Api(world, "rita")("POST", "documents?name=a.txt", b"hej", 403, BYTES)


def test_a_question_is_handed_over_answered_by_the_colleague_and_undone(
    world: World, bob: Api, charlie: Api, run_tasks: Callable[[Any], Any], mailoutbox: list[Any]
) -> None:
    place = f"rounds/{world.places['round']}"
    questions = bob("GET", f"{place}/questions?size=200&state=open")["items"]
    question = next(one["question"] for one in questions if one["kind"] == "yes_no" and one["handed_to"] is None)
    url = f"{place}/answers/{question}"
    charlie("PUT", url, {"value": True}, 403)
    given = {"questions": [question], "to": world.charlie.pk, "note": "Du kan det här"}
    assert run_tasks(lambda: bob("POST", f"{place}/handed", given)) == {"count": 1}
    assert mailoutbox[-1].to == [world.charlie.email]
    mine = charlie("GET", "handed?size=200")["items"]
    assert question in [one["question"]["question"] for one in mine]
    assert charlie("GET", url)["note"] == "Du kan det här"
    assert charlie("PUT", url, {"value": True, "version": 0})["version"] == 1
    assert "changed the answer" in charlie("POST", f"{url}/undo", {"version": 7}, 409)["detail"]
    undone = charlie("POST", f"{url}/undo", {"version": 1})
    assert (undone["state"], undone["version"]) == ("open", 2)
    assert [one["deed"] for one in charlie("GET", f"{url}/history")["items"]] == ["undone", "saved"]
    bob("DELETE", f"{place}/handed/{question}", status=204)
    bob("DELETE", f"{place}/handed/{question}", status=404)
    charlie("PUT", url, {"value": True, "version": 2}, 403)
    assert bob("POST", f"{place}/handed", {**given, "to": world.rita.pk}, 422)["where"] == "to"
    assert bob("POST", f"{place}/handed", {**given, "questions": ["KS-99"]}, 422)["detail"]


def test_last_years_answers_are_brought_along_read_and_confirmed(world: World, bob: Api) -> None:
    made = bob("POST", "rounds", {"rulebook": "KS", "edition": "2023-04-01", "name": "2027"}, 201)
    place = f"rounds/{made['id']}"
    assert bob("POST", f"{place}/bring-along", {"source": world.places["round_before"]}) == {"count": 2}
    whole = bob("GET", place)
    assert (whole["carried"], whole["done"], whole["brought_from"]) == (2, 0, world.places["round_before"])
    assert sum(one["carried"] for one in whole["chapters"]) == 2
    assert bob("GET", f"{place}/rule-changes") == []  # of one edition
    carried = bob("GET", f"{place}/questions?state=carried")["items"]
    versions = {one["question"]: one["version"] for one in carried}
    stale = dict.fromkeys(versions, 99)
    assert bob("POST", f"{place}/confirm", {"versions": stale}) == {"count": 0}
    assert bob("POST", f"{place}/confirm", {"versions": versions}) == {"count": 2}
    exported = bob.raw("GET", f"{place}/export")
    assert exported.headers["Content-Type"].startswith("application/yaml")
    assert b"KS-1.3.ways" in exported.content
    other = bob("POST", "rounds", {"rulebook": "KS", "edition": "2023-04-01", "name": "2028"}, 201)
    taken = bob("POST", f"rounds/{other['id']}/import", exported.content, kind="application/yaml")
    assert taken == {"count": 2}
    broken = bob("POST", f"rounds/{other['id']}/import?name=mina.yaml", b"answers: [", 422, "application/yaml")
    assert "mina.yaml" in broken["where"]


def test_a_mapping_is_corrected_and_the_file_read_in(world: World, bob: Api, run_tasks: Callable[[Any], Any]) -> None:
    made = run_tasks(lambda: bob("POST", "files?name=samtal.csv", CALLS.encode(), 201, BYTES))
    place = f"files/{made['id']}"
    proposed = bob("GET", f"{place}/mapping")
    assert [one["name"] for one in proposed["columns"]] == ["Id", "Start", "Slut", "Svar"]
    assert "contacts.contact_id" in proposed["choices"]["contacts"]
    correction = {
        "tables": ["contacts"],
        "columns": {"Id": "contacts.contact_id", "Start": "contacts.t_start", "Slut": "contacts.t_end", "Svar": None},
        "zone": "Europe/Stockholm", "save_as": "Min växel",
    }  # fmt: skip
    job = run_tasks(lambda: bob("PATCH", f"{place}/mapping", correction, 202))
    assert bob("GET", f"jobs/{job['id']}")["state"] == "done"
    corrected = bob("GET", f"{place}/mapping")
    goes = {one["name"]: one["to"] for one in corrected["columns"]}
    assert (goes["Slut"], goes["Svar"], corrected["saved_as"]) == ("contacts.t_end", None, "Min växel")
    assert corrected["state"] == "ready", corrected["problem"]
    wrong = bob("PATCH", f"{place}/mapping", {"columns": {"Id": "contacts.nonsense"}}, 422)
    assert wrong["errors"][0]["where"] == "column_0"
    assert bob("PATCH", f"{place}/mapping", {"columns": {"Ide": None}}, 422)["where"] == "Ide"
    jobs = run_tasks(lambda: bob("POST", "files/import", status=202))
    assert len(jobs) >= 1
    assert bob("GET", place)["state"] == "imported"
    rejected = bob("GET", f"{place}/rejected")
    assert rejected["count"] == len(rejected["items"])
    bob("PATCH", f"{place}/mapping", correction, 422)
    saved = next(one for one in bob("GET", "mappings")["items"] if one["name"] == "Min växel")
    bob("DELETE", f"mappings/{saved['id']}", status=204)
    bob("DELETE", f"mappings/{saved['id']}", status=404)


def test_rejected_rows_are_read_and_downloaded(world: World, bob: Api) -> None:
    place = f"files/{world.places['imported']}"
    found = bob("GET", f"{place}/rejected?size=1")
    assert found["count"] >= 1
    assert set(found["items"][0]) == {"row", "table", "column", "reason_sv", "reason_en", "content"}
    lines = content_of(bob.raw("GET", f"{place}/rejected.csv")).decode()
    assert lines.startswith("\ufeff")
    assert len(lines.splitlines()) == found["count"] + 1
    Api(world, "charlie")("GET", f"{place}/rejected", status=403)


def test_a_measure_is_narrowed_and_its_rows_are_read(world: World, bob: Api) -> None:
    figures = bob("GET", "measurements/answer_rate?by=channel")["figures"]
    assert figures[0][0]["id"] == "answer_rate"
    phone = bob("GET", "measurements/answer_rate?channel=phone")["figures"]
    assert phone[0][0]["n"] <= figures[0][0]["n"]
    rows = bob("GET", "measurements/answer_rate/rows?fate=ok&size=2")
    assert len(rows["items"]) == min(2, rows["count"])
    assert bob("GET", "measurements/answer_rate/rows?fate=nonsense", status=422)["detail"]
    assert bob("GET", "measurements/answer_rate?parameter=x", status=422)["where"] == "x"
    assert bob("GET", "measurements/answer_rate?parameter=x=1", status=422)["detail"]
    Api(world, "charlie")("GET", "measurements/answer_rate/rows", status=403)


def test_two_assessments_are_compared_and_one_finding_read_whole(world: World, bob: Api) -> None:
    new, old = (one["id"] for one in bob("GET", "assessments")["items"][:2])
    changed = bob("GET", f"assessments/{new}/changes?since={old}")["items"]
    assert changed
    assert all(one["before"] != one["after"] for one in changed)
    rows = {row["rule"]: row["verdict"] for row in bob("GET", f"assessments/{old}/findings?size=200")["items"]}
    assert all(one["before"] == rows[one["rule"]] for one in changed)
    whole = bob("GET", f"assessments/{new}/findings/{changed[0]['rule']}")
    assert whole["finding"]["verdict"] == changed[0]["after"]
    assert len(whole["history"]) >= 2
    bob("GET", f"assessments/{new}/findings/KS-99", status=404)
    bob("GET", f"assessments/{new}/changes?since=999999", status=404)


def test_a_verdict_is_set_aside_and_taken_back(world: World, bob: Api) -> None:
    place = f"assessments/{world.places['assessment']}/overrides"
    given = {"rule": "KS-1.6", "verdict": "cannot_be_judged", "reason": "Loggen är ny."}
    made = bob("POST", place, given, 201)
    assert (made["by"], made["withdrawn_at"]) == (world.bob.pk, None)
    assert made["id"] in [one["id"] for one in bob("GET", "overrides")["items"]]
    bob("DELETE", f"overrides/{made['id']}", status=204)
    bob("DELETE", f"overrides/{made['id']}", status=404)
    kept = bob("GET", f"assessments/{world.places['assessment']}/findings/KS-1.6")["overrides"]
    assert kept[0]["withdrawn_by"] == world.bob.pk


def test_an_own_threshold_is_set_read_and_removed(world: World, bob: Api) -> None:
    listed = bob("GET", "thresholds?size=200")["items"]
    one = next(line for line in listed if line["unit"] == "share")
    url = f"thresholds/{one['rule']}/{one['parameter']}"
    bob("PUT", url, {"value": 0.9, "note": "mål"}, 204)
    again = bob("GET", "thresholds?rulebook=KS&edition=2023-04-01&size=200")["items"]
    own = {(line["rule"], line["parameter"]): line["own"] for line in again}
    assert own[one["rule"], one["parameter"]] == {"value": 0.9, "note": "mål"}
    assert bob("PUT", url, {"value": 90}, 422)["where"] == "value"
    bob("PUT", url, {"value": -1}, 422)
    assert bob("PUT", "thresholds/KS-1.5/nonsense", {"value": 1}, 422)["where"] == "KS-1.5/nonsense"
    bob("PUT", url, {"value": None}, 204)
    assert all(
        line["own"] is None for line in bob("GET", "thresholds?size=200")["items"] if line["rule"] == one["rule"]
    )
    bob("GET", "thresholds?edition=1900", status=404)


def test_reports_are_drawn_and_fetched(world: World, bob: Api, run_tasks: Callable[[Any], Any]) -> None:
    place = f"assessments/{world.places['assessment']}/reports"
    sealed = bob.raw("GET", f"{place}/json")
    assert "attachment" in sealed.headers["Content-Disposition"]
    assert json.loads(sealed.content)["hash"] == bob("GET", f"assessments/{world.places['assessment']}")["hash"]
    for form, start, kind in (("html", b"<!doctype html", "text/html"), ("xlsx", b"PK", "application/vnd.openxml")):
        bob("GET", f"{place}/{form}", status=404)
        job = run_tasks(lambda form=form: bob("POST", place, {"form": form, "language": "en"}, 202))
        assert bob("GET", f"jobs/{job['id']}")["state"] == "done"
        bob("GET", f"{place}/{form}", status=404)  # it was drawn in English
        found = bob.raw("GET", f"{place}/{form}?language=en")
        assert found.headers["Content-Type"].startswith(kind)
        assert content_of(found).lower().startswith(start.lower())
        assert "sandbox" in found.headers["Content-Security-Policy"]
    assert {one["form"] for one in bob("GET", place)} == {"html", "xlsx"}
    assert bob("POST", place, {"form": "doc"}, 422)["where"] == "doc"


def test_a_link_is_made_opened_without_an_account_and_ended(world: World, bob: Api, client: Client) -> None:
    place = f"assessments/{world.places['assessment']}/links"
    made = bob("POST", place, {"name": "Revisorn", "days": 7}, 201)
    path = "/" + made["address"].split("/", 3)[3]
    assert client.get(path).status_code == 200
    listed = next(one for one in bob("GET", place)["items"] if one["id"] == made["id"])
    assert (listed["opened"], listed["open"], "address" in listed) == (1, True, False)
    bob("DELETE", f"links/{made['id']}", status=204)
    assert client.get(path).status_code == 404
    bob("DELETE", f"links/{made['id']}", status=404)
    bob("POST", place, {"name": "Revisorn", "days": 91}, 422)
    Api(world, "charlie")("POST", place, {"name": "x"}, 403)


def test_the_overview_says_what_the_page_says(world: World, bob: Api, client_of: Callable[[str], Client]) -> None:
    found = bob("GET", "overview")
    page = client_of("bob").get(f"/o/{world.org}/oversikt/", headers={"Accept-Language": "en"}).content.decode()
    assert found["latest"]["id"] == world.places["assessment"]
    assert len(found["next_steps"]) == 3
    assert all(step["url"] in page for step in found["next_steps"])
    total = sum(sum(counts.values()) for counts in found["chapters"].values())
    assert total == bob("GET", f"assessments/{world.places['assessment']}/findings")["count"]
    elsewhere = Api(world, "stranger", org=world.elsewhere)
    elsewhere("GET", "overview", status=404)  # nothing has been assessed there


def test_a_file_is_attached_to_an_action_and_the_plan_taken_out(world: World, bob: Api, charlie: Api) -> None:
    place = f"actions/{world.places['plan_action']}"
    made = charlie("POST", f"{place}/files?name=rutin.txt", "Så gör vi".encode(), 201, BYTES)
    assert made["id"] in [one["id"] for one in bob("GET", f"{place}/files")]
    assert content_of(bob.raw("GET", f"{place}/files/{made['id']}")).decode() == "Så gör vi"
    assert bob("POST", f"{place}/files?name=x.html", b"<script>", 422, BYTES)["mend"]
    other = f"actions/{world.places['plan_outside']}"
    charlie("POST", f"{other}/files?name=rutin.txt", b"x", 403, BYTES)
    bob("GET", f"{other}/files/{made['id']}", status=404)
    assert bob.raw("GET", "actions.xlsx?unit=IT").content.startswith(b"PK")
    units = {one["name"]: one for one in bob("GET", "units")}
    assert units["IT"]["counts"]["blocked"] == len(bob("GET", "actions?unit=IT&status=blocked")["items"])
    assert units["IT"]["outside"] is True


def test_an_owner_without_an_account_gets_a_link(
    world: World, bob: Api, run_tasks: Callable[[Any], Any], mailoutbox: list[Any]
) -> None:
    given = {"title": "Nya skyltar", "owner_name": "Siv", "owner_email": "siv@example.se"}
    made = run_tasks(lambda: bob("POST", "actions", given, 201))
    assert (made["owner"], made["owner_name"], mailoutbox[-1].to) == (None, "Siv", ["siv@example.se"])
    place = f"actions/{made['id']}"
    run_tasks(lambda: bob("POST", f"{place}/owner-link", status=204))
    assert len([one for one in mailoutbox if one.to == ["siv@example.se"]]) == 2
    bob("DELETE", f"{place}/owner-link", status=204)
    moved = bob("PATCH", place, {"version": made["version"], "owner": world.charlie.pk})
    assert (moved["owner"], moved["owner_email"]) == (world.charlie.pk, "")
    bob("POST", f"{place}/owner-link", status=404)
    back = bob("PATCH", place, {"version": moved["version"], "owner_name": "Siv", "owner_email": "siv@example.se"})
    assert (back["owner"], back["owner_email"]) == (None, "siv@example.se")
    both = {**given, "owner": world.charlie.pk}
    assert bob("POST", "actions", both, 422)["where"] == "owner_email"
    assert bob("POST", "actions", {"title": "x", "owner_name": "Siv"}, 422)["where"] == "owner_email"
    bob("POST", "actions", {"title": "x", "owner_email": "siv"}, 422)


def test_a_calendar_gets_an_address_a_new_one_and_an_end(world: World, bob: Api, client: Client) -> None:
    def path(address: str) -> str:
        return "/" + address.split("/", 3)[3]

    assert bob("GET", "calendars") == []
    first = bob("PUT", "calendars/everybody")
    assert client.get(path(first["address"])).headers["Content-Type"].startswith("text/calendar")
    second = bob("PUT", "calendars/everybody")
    assert client.get(path(first["address"])).status_code == 404
    assert bob("GET", "calendars") == [second]
    bob("DELETE", "calendars/everybody", status=204)
    assert client.get(path(second["address"])).status_code == 404
    bob("DELETE", "calendars/own", status=404)
    bob("PUT", "calendars/mine", status=422)
    only_read = bearer(key_of(world.bob, world.organisation, ["read"]))
    assert only_read.get(f"/api/v1/o/{world.org}/calendars").status_code == 403
    assert bob("PUT", "reminders", {"wanted": False}) == bob("GET", "reminders") == {"wanted": False}


def test_help_is_asked_for_answered_by_the_association_and_read(world: World, bob: Api) -> None:
    association = next(one for one in bob("GET", "associations") if one["slug"] == world.places["association"])
    rules = [one["rule"] for one in bob("GET", "gaps/KS")["items"][:1]]
    given = {"association": association["slug"], "rulebook": "KS", "rules": rules, "question": "Hur gör andra?"}
    bob("POST", "help-requests", given, 422)  # without consent nothing is shared
    made = bob("POST", "help-requests", {**given, "consent": True}, 201)
    assert [one["rule"] for one in made["shared"]] == rules
    from gensvar_web.people.models import Organisation

    there = Api(world, "charlie", org=Organisation.objects.get(slug=association["slug"]))
    assert made["id"] in [one["id"] for one in there("GET", "inbox")["items"]]
    there("POST", f"inbox/{made['id']}/answer", {"text": "Så här."})
    assert "already" in there("POST", f"inbox/{made['id']}/answer", {"text": "Igen."}, 422)["detail"]
    read = bob("GET", f"help-requests/{made['id']}")
    assert (read["status"], read["answer"], read["answered_by"]) == ("answered", "Så här.", "Charlie")
    assert bob("POST", f"help-requests/{made['id']}/close")["status"] == "closed"
    assert there("POST", f"inbox/{world.places['plan_question']}/close")["status"] == "closed"
    bob("GET", "inbox", status=403)  # no association
    bad = {**given, "consent": True}
    assert bob("POST", "help-requests", {**bad, "association": "x"}, 422)["where"] == "association"
    assert bob("POST", "help-requests", {**bad, "rulebook": "x"}, 422)["where"] == "rulebook"
    assert bob("POST", "help-requests", {**bad, "rules": ["KS-99"]}, 422)["detail"]


def test_a_member_leaves_and_the_key_ends_with_it(world: World) -> None:
    charlie = Api(world, "charlie")
    members = {one["person"]: one["id"] for one in charlie("GET", "members")["items"]}
    charlie("DELETE", f"members/{members[world.rita.pk]}", status=403)
    charlie("DELETE", f"members/{members[world.charlie.pk]}", status=204)
    charlie("GET", "members", status=401)


def test_a_form_that_is_wrong_says_which_field_and_why(world: World, bob: Api) -> None:
    version = bob("GET", "profile")["version"]
    told = bob("PUT", "profile", {"name": "Nord", "version": version, "profile": {"website": "x y"}}, 422)
    assert told["errors"][0]["where"] == "website"
    assert "URL" in told["errors"][0]["what"]


def test_a_rule_s_history_is_open_to_everybody(client: Client, db: None) -> None:
    stages = client.get("/api/v1/rulebooks/KS/rules/KS-1.6/history").json()
    assert stages[0]["what"] == "new"
    assert client.get("/api/v1/rulebooks/KS/rules/nonsense/history").status_code == 404
    assert client.get("/api/v1/rulebooks/nonsense/rules/KS-1.6/history").status_code == 404


def test_a_manifest_with_a_number_beyond_json_is_refused(world: World, bob: Api) -> None:
    told = bob("POST", "store/uploads", {"manifest": {"rows": 2**60}}, 422)
    assert told["where"] == "manifest.json"
