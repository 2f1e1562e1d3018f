"""Organisations, invitations, roles, the profile, erasure."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from web_support.world import World

from gensvar.errors import BadInput
from gensvar.rulebook.scope import FIELDS
from gensvar_web.kit.person_data import export_person
from gensvar_web.ledger.models import Entry
from gensvar_web.people import actions
from gensvar_web.people.models import Membership, Role, User
from gensvar_web.people.policy import role_of
from gensvar_web.people.profile import CHOICES, WORDS, ProfileForm
from gensvar_web.post.models import Outgoing


def _member(world: World, name: str) -> Membership:
    return Membership.objects.get(user=world.people[name], organisation=world.organisation)


def test_an_invitation_makes_a_new_person_a_member(world: World, run_tasks: Callable[[Any], Any]) -> None:
    run_tasks(
        lambda: actions.invite(actor=world.bob, organisation=world.organisation, email="Eva@Example.se", role="reader")
    )
    letter = mail.outbox[0]
    assert letter.to == ["eva@example.se"]
    path = letter.body.split(settings.ADDRESS)[1].split()[0]
    client = Client()
    assert client.post(path, {"name": "Eva"}).status_code == 302
    eva = User.objects.get(email="eva@example.se")
    assert role_of(eva, world.organisation) == "reader"
    assert client.get(f"/o/{world.org}/").status_code == 200
    assert Client().post(path, {"name": "Igen"}).status_code == 404
    assert Outgoing.objects.get(to="eva@example.se").body == ""


def test_somebody_elses_invitation_is_refused(world: World, client_of: Callable[[str], Client]) -> None:
    path = f"/inbjudan/{world.places['invitation_key']}/"
    client_of("stranger").post(path)
    assert role_of(User.objects.get(pk=world.stranger.pk), world.organisation) is None


def test_nobody_gives_a_role_above_the_own(world: World) -> None:
    with pytest.raises(BadInput):
        actions.invite(actor=world.bob, organisation=world.organisation, email="x@example.se", role="owner")
    with pytest.raises(PermissionDenied):
        actions.invite(actor=world.charlie, organisation=world.organisation, email="x@example.se", role="reader")


def test_the_last_owner_stays(world: World) -> None:
    alice = _member(world, "alice")
    with pytest.raises(BadInput):
        actions.remove_member(actor=world.alice, organisation=world.organisation, membership=alice)
    with pytest.raises(BadInput):
        actions.change_role(actor=world.alice, organisation=world.organisation, membership=alice, role="reader")
    actions.change_role(
        actor=world.alice, organisation=world.organisation, membership=_member(world, "bob"), role="owner"
    )
    actions.remove_member(actor=world.alice, organisation=world.organisation, membership=alice)
    assert Entry.objects.last().deed == "people.remove_member"  # type: ignore[union-attr]


def test_the_profile_has_exactly_the_fields_of_the_library() -> None:
    assert set(WORDS) == set(FIELDS)
    assert set(ProfileForm().fields) == {*FIELDS, "version"}
    assert all(name in CHOICES for name, kind in FIELDS.items() if kind == "list")


def test_the_profile_is_saved_and_a_second_writer_is_told(world: World, client_of: Callable[[str], Client]) -> None:
    url = f"/o/{world.org}/profil/"
    form = {"name": "Elbolaget Nord", "version": 1, "public": "no", "employees": "120", "channels": ["phone", "chat"]}
    assert client_of("bob").post(url, form).status_code == 302
    world.organisation.refresh_from_db()
    assert world.organisation.profile == {
        "name": "Elbolaget Nord", "public": False, "employees": 120.0, "channels": ["phone", "chat"],
    }  # fmt: skip
    late = client_of("alice").post(url, form)
    assert late.status_code == 422
    assert "Någon annan har sparat" in late.content.decode()


def test_signing_up_by_code_founds_an_organisation(db: None, run_tasks: Callable[[Any], Any]) -> None:
    client = Client()
    form = {"name": "Nina Ny", "email": "nina@example.se", "organisation": "Nybolaget"}
    response = run_tasks(lambda: client.post("/konto/skapa/", form))
    assert response.status_code == 302
    code = _code(mail.outbox[-1].body)
    response = client.post(response["Location"], {"code": code})
    assert response.status_code == 302
    page = client.get("/mitt/", follow=True)
    assert "Nybolaget" in page.content.decode()
    assert Membership.objects.get(user__email="nina@example.se").role == Role.OWNER


def test_signing_in_by_code(world: World, run_tasks: Callable[[Any], Any]) -> None:
    client = Client()
    response = run_tasks(lambda: client.post("/konto/logga-in/", {"email": "alice@example.se"}))
    code = _code(mail.outbox[-1].body)
    assert client.post(response["Location"], {"code": "WRONG1"}).status_code == 200
    assert client.post(response["Location"], {"code": code}).status_code == 302
    assert client.get(f"/o/{world.org}/").status_code == 200


def _code(body: str) -> str:
    import re

    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", body, re.MULTILINE)
    assert found, body
    return found.group(1)


def test_a_person_can_be_exported_and_erased(world: World, client_of: Callable[[str], Client]) -> None:
    assert export_person(world.charlie)["people"]["email"] == "charlie@example.se"
    client = client_of("charlie")
    assert client.post("/konto/ta-bort/").status_code == 302
    charlie = User.objects.get(pk=world.charlie.pk)
    assert (charlie.name, charlie.is_active) == ("", False)
    assert "charlie" not in str(export_person(charlie)).lower()
    assert client.get(f"/o/{world.org}/").status_code == 302
    with pytest.raises(BadInput):
        actions.erase_person(actor=world.alice)
    assert User.objects.get(pk=world.alice.pk).is_active


def test_the_secret_key_is_for_its_owner_only() -> None:
    key = Path(settings.DATA) / "secret.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert key.read_text() == settings.SECRET_KEY
