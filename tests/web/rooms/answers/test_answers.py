"""The self-assessment: answering, conflicts, undoing, handing over, bringing along, files in and out, erasure."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from web_support.world import World

from gensvar.assess import load_answers
from gensvar.errors import BadInput
from gensvar.rulebook.model import Question
from gensvar.text import Text
from gensvar_web.kit.person_data import export_person
from gensvar_web.ledger.models import Entry
from gensvar_web.people.actions import erase_person
from gensvar_web.people.models import Organisation
from gensvar_web.rooms.answers import actions, carrying, queries
from gensvar_web.rooms.answers.fitting import fitting
from gensvar_web.rooms.answers.forms import AnswerForm
from gensvar_web.rooms.answers.models import Round, Waiting
from gensvar_web.vault import editions
from gensvar_web.vault.answers import answers_of, rounds_of
from gensvar_web.vault.models import Answer, EditionRef, StoredFile

Clients = Callable[[str], Client]
OPEN = "KS-1.1.details"


def _round(world: World) -> Round:
    return Round.objects.get(pk=world.places["round"])


def _who(world: World, name: str = "bob") -> dict[str, Any]:
    return {"actor": world.people[name], "organisation": world.organisation, "round": _round(world)}


def _url(world: World, rest: str = "") -> str:
    return f"/o/{world.org}/svar/{world.places['round']}/{rest}"


def _stored(world: World, question: str, name: str = "2026") -> Answer:
    return Answer.objects.get(organisation=world.organisation, round=name, question=question)


def _given(world: World, **more: bool) -> dict[str, Any]:
    edition = editions.edition("KS", "2023-04-01")
    assert edition
    return answers_of(world.organisation, edition, "2026", **more).answers


def _site(world: World) -> None:
    """Say that there is a website, so that the first questions of chapter 1 concern the organisation."""
    world.organisation.profile |= {"has_website": True}
    world.organisation.save()


# answering


def test_an_answer_is_saved_and_leads_to_the_next_question(world: World, client_of: Clients) -> None:
    _site(world)
    url = _url(world, f"fraga/{OPEN}/")
    response = client_of("bob").post(url, {"choice": "yes", "comment": "Se sidan.", "version": 0})
    assert response["Location"] == _url(world, f"fraga/KS-1.1.steps/?sparat={OPEN}")
    answer = _stored(world, OPEN)
    assert (answer.value, answer.comment, answer.by, answer.version) == (True, "Se sidan.", world.bob, 1)
    entry = Entry.objects.order_by("-number").first()
    assert entry
    assert (entry.deed, entry.details["question"]) == ("answers.save", OPEN)
    assert "Se sidan" not in str(entry.details)
    page = client_of("bob").get(response["Location"]).content.decode()
    assert f"Svaret på {OPEN} är sparat." in page


def test_an_answer_has_to_be_chosen_and_the_comment_is_kept(world: World, client_of: Clients) -> None:
    response = client_of("bob").post(_url(world, f"fraga/{OPEN}/"), {"comment": "ett utkast", "version": 0})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Välj ett svar" in page
    assert "ett utkast" in page
    assert not Answer.objects.filter(question=OPEN).exists()


def test_dont_know_is_an_answer(world: World) -> None:
    actions.save_answer(**_who(world), question=OPEN, value=None, dont_know=True, version=0)
    assert _given(world)[OPEN]["value"] is None


KINDS = [
    ("yes_no", (), {"choice": "no"}, False),
    ("choice", ("a", "b"), {"choice": "b"}, "b"),
    ("number", (), {"value": "3,5"}, 3.5),
    ("number", (), {"value": "4"}, 4),
    ("date", (), {"value": "2026-02-03"}, "2026-02-03"),
    ("document", (), {"choice": "dated", "value": "2026-02-03"}, "2026-02-03"),
    ("document", (), {"choice": "yes"}, True),
    ("document", (), {"choice": "no"}, False),
    ("text", (), {"value": "Två <b>rader</b>\r\nhär"}, "Två <b>rader</b>\nhär"),
]


@pytest.mark.parametrize(("kind", "choices", "sent", "expected"), KINDS)
def test_every_kind_of_question(kind: Any, choices: tuple[str, ...], sent: dict[str, str], expected: Any) -> None:
    question = Question(id="X.y", text=Text(sv="?", en="?"), kind=kind, choices=choices)
    form = AnswerForm(question, {**sent, "version": "0"})
    assert form.is_valid(), form.errors
    value = fitting(question, form.content()["value"])
    assert (value, type(value)) == (expected, type(expected))
    unknown = {"choice": "unknown"} if "choice" in form.fields else {"unknown": "on"}
    form = AnswerForm(question, {**unknown, "version": "0"})
    assert form.is_valid()
    assert form.content()["dont_know"] is True
    assert not AnswerForm(question, {"version": "0"}).is_valid()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("yes_no", "ja"), ("yes_no", 1), ("number", True), ("number", float("inf")), ("number", 1e40)],
        *[("date", "2026-2-3"), ("date", "igår"), ("choice", "c"), ("document", 3), ("text", 3), ("text", "x" * 6000)],
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(kind: Any, value: Any) -> None:
    with pytest.raises(BadInput):
        fitting(Question(id="X.y", text=Text(sv="?", en="?"), kind=kind, choices=("a",)), value)


def test_a_question_is_asked_only_of_whom_it_concerns(world: World, client_of: Clients) -> None:
    whole = queries.sheet(world.organisation, _round(world))
    assert whole
    line = whole.lines[OPEN]
    assert (line.concerned, line.missing) == (None, ("has_website",))
    page = client_of("bob").get(_url(world, "kapitel/KS-1/")).content.decode()
    assert "Har ni en webbplats?" in page
    assert f"/o/{world.org}/profil/" in page
    world.organisation.profile["has_website"] = False
    whole = queries.sheet(world.organisation, _round(world))
    assert whole
    assert whole.lines[OPEN] in whole.part("KS-1").set_aside  # type: ignore[union-attr]
    world.organisation.profile["has_website"] = True
    whole = queries.sheet(world.organisation, _round(world))
    assert whole
    assert whole.lines[OPEN] in whole.part("KS-1").asked  # type: ignore[union-attr]


def test_a_page_takes_the_same_number_of_queries_however_much_is_answered(world: World, client_of: Clients) -> None:
    client, counts = client_of("bob"), []
    for questions in ((), ("KS-2.1.a",), [one.id for one in _questions(world)[:30]]):
        for name in questions:
            if name in {one.id for one in _questions(world)}:
                seen = Answer.objects.filter(round="2026", question=name).first()
                version = seen.version if seen else 0
                actions.save_answer(**_who(world), question=name, value=None, dont_know=True, version=version)
        with CaptureQueriesContext(
            connection,
        ) as seen_queries:
            client.get(_url(world, "utskrift/"))
        counts.append(len(seen_queries))
    assert counts[0] == counts[-1] <= 12


def _questions(world: World) -> list[Question]:
    edition = editions.edition("KS", "2023-04-01")
    assert edition
    return [question for rule in edition.rules.values() for question in rule.questions]


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("document", {"choice": "yes", "value": "2026-01-01"}),
        ("document", {"choice": "dated"}),
        ("number", {"value": "3", "unknown": "on"}),
        ("number", {"value": "tre"}),
        ("date", {"value": "2026-13-01"}),
        ("yes_no", {"choice": "kanske"}),
    ],
)
def test_an_answer_that_says_two_things_or_nothing_is_asked_about(kind: Any, sent: dict[str, str]) -> None:
    question = Question(id="X.y", text=Text(sv="?", en="?"), kind=kind)
    assert not AnswerForm(question, {**sent, "version": "0"}).is_valid()


def test_only_the_question_one_came_from_is_marked_to_be_handed_over(world: World, client_of: Clients) -> None:
    page = client_of("bob").get(_url(world, "lamna-over/?fraga=KS-1.3.ways&kapitel=KS-1"))
    assert page.context["form"].initial["questions"] == ["KS-1.3.ways"]


# two at once


def test_two_at_once_lose_nothing(world: World, client_of: Clients) -> None:
    url = _url(world, f"fraga/{OPEN}/")
    alice, bob = client_of("alice"), client_of("bob")
    assert alice.post(url, {"choice": "yes", "comment": "Alices", "version": 0}).status_code == 302
    document = SimpleUploadedFile("prov.pdf", b"%PDF-1.7 prov")
    late = bob.post(url, {"choice": "no", "comment": "Bobs", "version": 0, "document": document})
    assert late.status_code == 409
    page = late.content.decode()
    assert "Alice har ändrat svaret medan du skrev" in page
    assert "Alices" in page
    assert "Bobs" in page
    assert "prov.pdf är mottaget" in page
    assert _stored(world, OPEN).value is True
    waiting = Waiting.objects.get().file
    again = {"choice": "no", "comment": "Bobs", "version": 1, "waiting": waiting.pk}
    assert f'name="waiting" value="{waiting.pk}"' in page
    assert 'name="version" value="1"' in page
    assert bob.post(url, again).status_code == 302
    answer = _stored(world, OPEN)
    assert (answer.value, answer.comment, answer.document, answer.version) == (False, "Bobs", waiting, 2)
    assert [one.comment for one in queries.changes_of(_round(world), OPEN)] == ["Bobs", "Alices"]
    assert not Waiting.objects.exists()


def test_the_same_answer_from_two_is_no_conflict(world: World) -> None:
    for name in ("alice", "bob"):
        actions.save_answer(**_who(world, name), question=OPEN, value=True, version=0)
    assert _stored(world, OPEN).version == 1


# undoing


def test_undoing_gives_back_what_was_and_keeps_the_history(world: World, client_of: Clients) -> None:
    for version, value in enumerate((True, False)):
        actions.save_answer(**_who(world), question=OPEN, value=value, version=version)
    url = _url(world, f"fraga/{OPEN}/angra/")
    assert "Svaret blir" in client_of("bob").get(url).content.decode()
    assert client_of("bob").post(url, {"version": 2}).status_code == 302
    assert (_stored(world, OPEN).value, _stored(world, OPEN).version) == (True, 3)
    assert client_of("bob").post(url, {"version": 2}).status_code == 400
    assert [one.value for one in queries.changes_of(_round(world), OPEN)] == [True, False, True]


def test_the_first_answer_can_be_undone_and_counts_no_more(world: World) -> None:
    actions.save_answer(**_who(world), question=OPEN, value=True, version=0)
    assert OPEN in _given(world)
    actions.undo(**_who(world), question=OPEN, version=1)
    assert OPEN not in _given(world)
    # A form from before does not slip through.
    with pytest.raises(actions.Conflict):
        actions.save_answer(**_who(world), question=OPEN, value=False, version=1)


# who may


def test_a_contributor_answers_what_was_handed_over_and_nothing_else(world: World, client_of: Clients) -> None:
    charlie = client_of("charlie")
    assert charlie.post(_url(world, "fraga/KS-1.2.hours/"), {"choice": "yes", "version": 0}).status_code == 302
    assert charlie.post(_url(world, f"fraga/{OPEN}/"), {"choice": "yes", "version": 0}).status_code == 403
    assert charlie.post(_url(world, "fraga/KS-0.1.mapped/angra/"), {"version": 2}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.save_answer(**_who(world, "charlie"), question=OPEN, value=True, version=0)
    with pytest.raises(PermissionDenied):
        actions.save_answer(**_who(world, "rita"), question=OPEN, value=True, version=0)
    page = charlie.get(f"/o/{world.org}/svar/mina/").content.decode()
    assert "KS-1.2.deviations" in page
    assert "Du vet bäst." in page


def test_handing_over_writes_a_letter_and_taking_back_ends_it(
    world: World, client_of: Clients, run_tasks: Callable[[Any], Any]
) -> None:
    form = {"to": world.charlie.pk, "questions": [OPEN, "KS-1.1.steps"], "note": "Tack på förhand"}
    _site(world)
    response = run_tasks(lambda: client_of("bob").post(_url(world, "lamna-over/"), form))
    assert response.status_code == 302
    letter = next(one for one in mail.outbox if "Tack på förhand" in one.body)
    assert letter.to == ["charlie@example.se"]
    assert f"/o/{world.org}/svar/mina/" in letter.body
    assert client_of("bob").post(_url(world, f"fraga/{OPEN}/ta-tillbaka/")).status_code == 302
    assert client_of("charlie").post(_url(world, f"fraga/{OPEN}/"), {"choice": "no", "version": 0}).status_code == 403


def test_nothing_is_handed_to_readers_or_strangers(world: World) -> None:
    for name in ("rita", "stranger"):
        with pytest.raises(BadInput):
            actions.hand_over(**_who(world), questions=[OPEN], to=world.people[name])


def test_a_round_of_another_organisation_is_not_there(world: World, client_of: Clients) -> None:
    other = actions.begin_round(
        actor=world.stranger, organisation=world.elsewhere, rulebook="KS", edition="2023-04-01", name="2026"
    )
    assert client_of("alice").get(f"/o/{world.org}/svar/{other.pk}/").status_code == 404
    path = f"/o/{world.elsewhere.slug}/svar/dokument/{world.places['answer_document']}/"
    assert client_of("stranger").get(path).status_code == 404
    with pytest.raises(BadInput):
        actions.bring_along(**_who(world), source=other)


# rounds


def test_a_round_begins_with_the_edition_in_force_and_only_once(world: World, client_of: Clients) -> None:
    url = f"/o/{world.org}/svar/ny/"
    page = client_of("bob").get(url)
    today = timezone.localdate()
    current = editions.in_force("KS", today)
    assert current is not None
    assert page.context["form"].initial == {"edition": f"KS@{current.head.edition}", "name": str(today.year)}
    form = {"edition": "TK@2024-01-01", "name": "2026 vår"}
    assert client_of("bob").post(url, form).status_code == 302
    assert client_of("bob").post(url, form).status_code == 422
    assert client_of("bob").post(url, {"edition": "KS@1999", "name": "x"}).status_code == 422


def test_answers_are_brought_along_and_count_when_confirmed(world: World, client_of: Clients) -> None:
    assert "KS-1.3.ways" not in _given(world)
    assert _given(world, carried=True)["KS-1.3.ways"]["comment"] == "Som förut."
    assert "KS-0.1.mapped" in _given(world)
    page = client_of("bob").get(_url(world, "granska/")).content.decode()
    assert 'value="KS-1.3.ways:1" checked' in page
    assert client_of("bob").post(_url(world, "granska/"), {"confirm": "KS-1.3.ways:1"}).status_code == 302
    assert _given(world)["KS-1.3.ways"]["value"] is True
    assert _stored(world, "KS-1.3.ways", "2025").version == 1


def test_an_answer_changed_meanwhile_is_not_confirmed_unseen(world: World) -> None:
    actions.save_answer(**_who(world), question="KS-1.3.ways", value=False, version=1)
    assert actions.confirm(**_who(world), versions={"KS-1.3.ways": 1}) == 0


def test_undoing_a_confirmation_marks_the_answer_again(world: World) -> None:
    actions.undo(**_who(world), question="KS-0.1.mapped", version=2)
    assert "KS-0.1.mapped" not in _given(world)
    assert _stored(world, "KS-0.1.mapped").carried_from is not None


def test_what_changed_in_the_rules_is_told(world: World, client_of: Clients) -> None:
    who: dict[str, Any] = {"actor": world.bob, "organisation": world.organisation}
    world.organisation.profile |= {"mark_holder": True}
    world.organisation.save()
    before = actions.begin_round(**who, rulebook="TK", edition="2015-06-16", name="2023")
    actions.save_answer(**who, round=before, question="TK-4.review", value="2023-02-01", version=0)
    now = actions.begin_round(**who, rulebook="TK", edition="2024-01-01", name="2026")
    assert actions.bring_along(**who, round=now, source=before) == 1
    page = client_of("bob").get(f"/o/{world.org}/svar/{now.pk}/granska/").content.decode()
    assert "Sedan dess har detta ändrats i regeln:" in page
    assert "TK-4.review" in page
    assert "Frågor till nya och ändrade regler" in page


def test_a_question_is_followed_into_the_rule_that_came_of_its_rule() -> None:
    before, after = editions.edition("TK", "2015-06-16"), editions.edition("TK", "2024-01-01")
    assert before
    assert after
    found = carrying.origins(before, after)
    assert found["TK-4.review"] == "TK-4.review"
    assert all(new in {q.id for rule in after.rules.values() for q in rule.questions} for new in found)
    assert carrying.origins(after, after) == {q.id: q.id for rule in after.rules.values() for q in rule.questions}


def test_a_mended_wording_loses_no_answers(world: World) -> None:
    EditionRef.objects.filter(rulebook="KS").update(hash="sha256:" + "0" * 64)
    assert "KS-0.1.mapped" in _given(world)
    seen = _stored(world, "KS-0.1.mapped")
    actions.save_answer(**_who(world), question="KS-0.1.mapped", value=False, version=seen.version)
    assert _given(world)["KS-0.1.mapped"]["value"] is False


# files of answers


def test_answers_go_out_and_come_in_as_the_library_has_them(world: World, client_of: Clients, tmp_path: Path) -> None:
    edition = editions.edition("KS", "2023-04-01")
    assert edition
    content = client_of("rita").get(_url(world, "hamta/")).content
    file = tmp_path / "svar.yaml"
    file.write_bytes(content)
    assert load_answers(file, edition.rules).answers == _given(world)
    assert rounds_of(world.organisation, edition) == ["2026", "2025"]
    new = actions.begin_round(
        actor=world.bob, organisation=world.organisation, rulebook="KS", edition="2023-04-01", name="kopia"
    )
    url = f"/o/{world.org}/svar/{new.pk}/las-in/"
    form = {"file": SimpleUploadedFile("svar.yaml", content), "replace": "no"}
    assert client_of("bob").post(url, form).status_code == 302
    copied = answers_of(world.organisation, edition, "kopia").answers
    assert {name: one["value"] for name, one in copied.items()} == {
        name: one["value"] for name, one in _given(world).items()
    }


def test_a_file_replaces_answers_only_when_asked_to(world: World, client_of: Clients) -> None:
    content = b"answers:\n  KS-0.1.mapped: false\n  KS-1.1.details: true\n"
    for replace, expected in (("no", True), ("yes", False)):
        form = {"file": SimpleUploadedFile("a.yaml", content), "replace": replace}
        assert client_of("bob").post(_url(world, "las-in/"), form).status_code == 302
        assert _stored(world, "KS-0.1.mapped").value is expected
    assert _stored(world, OPEN).value is True


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"answers:\n  KS-0.1.mappd: true\n", "KS-0.1.mapped"),
        (b"answers:\n  KS-0.1.mapped: kanske\n", "true, false"),
        (b"a: &a [x]\nb: *a\n", "ankare"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[1, 2", "YAML"),
    ],
)
def test_a_bad_file_changes_nothing_and_says_why(world: World, client_of: Clients, content: bytes, said: str) -> None:
    before = Answer.objects.count()
    form = {"file": SimpleUploadedFile("mina svar.yaml", content), "replace": "yes"}
    response = client_of("bob").post(_url(world, "las-in/"), form)
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert "/tmp/" not in page
    assert Answer.objects.count() == before


# persons


def test_a_person_is_exported_and_taken_out_of_the_answers(world: World) -> None:
    text = "Fråga CHARLIE, charlie@example.se."
    actions.save_answer(**_who(world, "charlie"), question="KS-1.2.hours", value=True, comment=text, version=0)
    known = export_person(world.charlie)["answers"]
    assert known["answers"][0]["comment"] == text
    assert len(known["handed"]) == 2
    erase_person(actor=world.charlie)
    answer = _stored(world, "KS-1.2.hours")
    assert (answer.value, answer.by, answer.comment) == (True, None, "Fråga […], […].")
    assert "charlie" not in str(list(queries.changes_of(_round(world), "KS-1.2.hours").values())).lower()
    assert not _round(world).handed.filter(to=world.charlie.pk).exists()


def test_an_organisation_without_rounds_is_told_how_to_begin(world: World, client_of: Clients) -> None:
    page = client_of("stranger").get(f"/o/{world.elsewhere.slug}/svar/").content.decode()
    assert "Ingen självskattning än" in page
    assert f"/o/{world.elsewhere.slug}/svar/ny/" in page


def test_documents_that_hang_on_nothing_are_forgotten(world: World, django_capture_on_commit_callbacks: Any) -> None:
    from gensvar_web.vault.folders import absolute

    file = SimpleUploadedFile("a.txt", b"text")
    stored = actions.receive_document(actor=world.bob, organisation=world.organisation, file=file)
    now = timezone.now()
    assert actions.forget_waiting(before=now - timedelta(days=2)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget_waiting(before=now + timedelta(days=1)) == 1
    assert not absolute(stored.path).exists()
    assert StoredFile.objects.filter(pk=world.places["answer_document"]).exists()
    assert Organisation.objects.filter(pk=world.organisation.pk).exists()
