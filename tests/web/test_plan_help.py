"""Questions to the association: what is shared, who may answer, and how the answer comes back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from web_support.planned import fill_plan, judged
from web_support.world import World, make_person, make_world

from gensvar.errors import BadInput
from gensvar_web.ledger.models import Entry
from gensvar_web.people.models import Membership, Organisation
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import asking
from gensvar_web.rooms.plan.models import Event, HelpRequest
from gensvar_web.vault.models import Action, AssessmentRecord

GAPS = dict.fromkeys(("KS-1.3", "KS-2.1", "KS-3.1"), "not_met")


@pytest.fixture
def world(db: None) -> World:
    made = make_world(rooms=False)
    fill_plan(made, judged(made.organisation, GAPS))
    return made


@pytest.fixture
def expert(world: World) -> Client:
    """Somebody of the association who is not in the organisation that asks."""
    erik = make_person("Erik")
    association = Organisation.objects.get(slug=world.places["association"])
    Membership.objects.create(user=erik, organisation=association, role="contributor")
    client = Client()
    client.force_login(erik, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _question(world: World) -> HelpRequest:
    return HelpRequest.objects.get(pk=world.places["plan_question"])


def test_asking_needs_consent_and_shares_exactly_what_is_said(world: World, client_of: Callable[[str], Client]) -> None:
    bob, url = client_of("bob"), f"/o/{world.org}/plan/hjalp/ny/"
    page = bob.get(url).content.decode()
    assert "Det här delas med branschorganisationen" in page and "KS-3.1" in page
    association = Organisation.objects.get(slug=world.places["association"])
    given = {"rules": ["KS-2.1", "KS-3.1"], "question": "Hur då?", "association": association.pk}
    assert bob.post(url, given).status_code == 422  # no consent
    assert bob.post(url, given | {"consent": "on", "rules": ["KS-4.1"]}).status_code == 422  # that one is met
    assert bob.post(url, given | {"consent": "on"}).status_code == 302
    made = HelpRequest.objects.get(question="Hur då?")
    assert made.shared == [
        {"rule": rule, "verdict": "not_met", "value": 0.71, "unit": "share", "threshold": 0.8, "n": 1240}
        for rule in ("KS-2.1", "KS-3.1")
    ]
    assert client_of("charlie").post(url, given | {"consent": "on"}).status_code == 403


def test_the_association_reads_answers_and_the_answer_comes_back(
    world: World, expert: Client, client_of: Callable[[str], Client], run_tasks: Callable[[Any], Any]
) -> None:
    inbox = f"/o/{world.places['association']}/plan/fragor/"
    assert "Elbolaget Nord" in expert.get(inbox).content.decode()
    page = expert.get(f"{inbox}{_question(world).pk}/").content.decode()
    assert "Hur har andra gjort med boten?" in page
    assert "Väntar på leverantören" not in page  # actions are not shared
    assert expert.get(f"/o/{world.org}/plan/").status_code == 404
    mail.outbox.clear()
    url = f"{inbox}{_question(world).pk}/"
    assert expert.post(url, {"text": ""}).status_code == 422
    run_tasks(lambda: expert.post(url, {"text": "Sätt människan först."}))
    answered = _question(world)
    assert (answered.status, answered.answer) == ("answered", "Sätt människan först.")
    letter = next(one for one in mail.outbox if one.to == ["bob@example.se"])
    assert "Sätt människan först." in letter.body
    there = client_of("rita").get(f"/o/{world.org}/plan/hjalp/{answered.pk}/").content.decode()
    assert "Sätt människan först." in there
    case = Action.objects.get(pk=world.places["plan_action"])
    assert case.events.get(kind=Event.Kind.ANSWERED).text == "Sätt människan först."
    assert Entry.objects.filter(deed="plan.answer_question").count() == 1
    assert expert.post(url, {"text": "En gång till"}).status_code == 422
    assert expert.post(url, {"do": "close"}).status_code == 302
    assert _question(world).status == "closed"


def test_who_asked_may_close_and_others_may_not(world: World, client_of: Callable[[str], Client]) -> None:
    url = f"/o/{world.org}/plan/hjalp/{_question(world).pk}/"
    assert client_of("charlie").post(url).status_code == 403
    assert client_of("bob").post(url).status_code == 302
    assert _question(world).status == "closed"
    with pytest.raises(PermissionDenied):
        asking.close_question(actor=world.stranger, organisation=world.elsewhere, request=_question(world))


def test_only_associations_have_an_inbox(world: World, client_of: Callable[[str], Client]) -> None:
    assert client_of("alice").get(f"/o/{world.org}/plan/fragor/").status_code == 403
    assert "Frågor från medlemmar" not in client_of("alice").get(f"/o/{world.org}/plan/").content.decode()
    record = AssessmentRecord.objects.get(pk=world.places["plan_record"])
    with pytest.raises(BadInput):
        asking.ask_for_help(
            actor=world.bob, organisation=world.organisation, association=world.elsewhere, record_of=record,
            rules=["KS-1.3"], question="x",
        )  # fmt: skip
    association = Organisation.objects.get(slug=world.places["association"])
    with pytest.raises(PermissionDenied):
        asking.answer(actor=world.rita, association=association, request=_question(world), text="x")
    assert list(queries.inbox_of(world.elsewhere)) == []
