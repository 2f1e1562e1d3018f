"""The demo: all of the story is there, once; its sign-in without letters is closed everywhere else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, override_settings

from gensvar.errors import BadInput
from gensvar_web.demo.calendar import days_of
from gensvar_web.demo.filling import fill, mark
from gensvar_web.demo.population import EMAILS, SLUG
from gensvar_web.demo.website import place_website
from gensvar_web.ledger.recording import find_break
from gensvar_web.people.models import Organisation, User
from gensvar_web.post.models import Outgoing
from gensvar_web.project.environment import read_environment
from gensvar_web.rooms.plan.models import HelpRequest
from gensvar_web.rooms.site.models import SiteAudit
from gensvar_web.vault.models import Action, Answer, AssessmentRecord

OPEN = override_settings(
    DEMO=True, ROOT_URLCONF="demo_addresses", INSTALLED_APPS=[*settings.INSTALLED_APPS, "gensvar_web.demo"]
)


@pytest.fixture
def marked() -> Iterator[None]:
    mark().write_text('{"alice": "alice@example.se"}')
    yield
    mark().unlink()


@pytest.mark.parametrize(
    "given",
    [
        {"GENSVAR_ADDRESS": "https://gensvar.example.se"},
        {"GENSVAR_ADDRESS": "http://0.0.0.0:8000"},
        {"GENSVAR_ADDRESS": "http://127.0.0.1.example.se"},
        {"GENSVAR_ADDRESS": "http://127.0.0.1:8000", "GENSVAR_HOSTS": "gensvar.example.se"},
        {"GENSVAR_ADDRESS": "http://127.0.0.1:8000", "GENSVAR_DATABASE_URL": "postgresql://a:b@c/d"},
        {"GENSVAR_ADDRESS": "http://127.0.0.1:8000", "GENSVAR_DATA": ""},
    ],
)
def test_a_server_in_earnest_does_not_start_as_the_demo(
    given: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    values = {"GENSVAR_DATA": str(tmp_path / "data"), **given}
    assert read_environment(values).demo is False
    with pytest.raises(BadInput, match="GENSVAR_DEMO"):
        read_environment({**values, "GENSVAR_DEMO": "1"})


def test_only_the_demos_own_setting_opens_it(tmp_path: Path) -> None:
    values = {"GENSVAR_DATA": str(tmp_path), "GENSVAR_ADDRESS": "http://127.0.0.1:8000"}
    assert read_environment({**values, "GENSVAR_DEMO": "1"}).demo
    assert not read_environment({**values, "GENSVAR_DEMO": "yes"}).demo
    assert not settings.DEMO
    assert "gensvar_web.demo" not in settings.INSTALLED_APPS


def test_its_addresses_are_not_there_in_earnest(client: Client, db: None) -> None:
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/alice/").status_code == 404


@pytest.mark.parametrize("way", [{"REMOTE_ADDR": "10.0.0.7"}, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}])
def test_even_in_the_demo_it_is_closed_for_other_machines(way: dict[str, str], client_of: Any, marked: None) -> None:
    with OPEN:
        client = client_of("anonymous")
        assert client.get("/demo/").status_code == 200
        assert client.get("/demo/", **way).status_code == 404
        assert client.post("/demo/alice/", **way).status_code == 404


def test_it_is_closed_where_the_data_are_not_the_demos_and_lets_in_nobody_else(client_of: Any, marked: None) -> None:
    with OPEN:
        client = client_of("anonymous")
        assert client.post("/demo/stranger/").status_code == 404
        assert client.get("/demo/alice/").status_code == 405
        assert client.post("/demo/alice/").status_code == 302
        mark().rename(mark().with_suffix(".away"))
        assert client_of("anonymous").post("/demo/alice/").status_code == 404
        mark().with_suffix(".away").rename(mark())


def test_days_are_whole_months_before_today() -> None:
    days = days_of(date(2027, 1, 10))
    assert (days.earlier.first, days.earlier.last) == (date(2025, 7, 1), date(2025, 12, 31))
    assert (days.later.first, days.later.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert days.assessed == date(2026, 1, 12)


def test_the_whole_story_is_there_once(db: None, tmp_path: Path) -> None:
    try:
        assert fill(tmp_path / "made-up", 24_000)
        assert not fill(tmp_path / "made-up", 24_000)
        organisation = Organisation.objects.get(slug=SLUG)
        kept = AssessmentRecord.objects.filter(organisation=organisation)
        assert {"NIX", "TM"} <= set(kept.values_list("edition__rulebook", flat=True))
        now, before = kept.filter(edition__rulebook="KS")
        assert (now.created_at - before.created_at).days > 300
        assert before.covers_to is not None
        assert now.covers_from is not None
        assert before.covers_to < now.covers_from
        assert now.met > before.met
        assert Answer.objects.filter(organisation=organisation, round=now.round).exclude(carried_from=None).count() == 2
        actions = list(Action.objects.filter(organisation=organisation))
        today = date.today()
        assert any(one.late(today) for one in actions)
        assert {"done", "open", "blocked", "proposed"} <= {one.status for one in actions}
        assert any(one.owner_email and one.outside for one in actions)
        assert any(one.closed_by_assessment == now for one in actions)
        assert set(HelpRequest.objects.values_list("status", flat=True)) == {"answered", "sent"}
        assert not Outgoing.objects.filter(sent_at=None).exists()
        assert find_break() is None
        _has_its_website_audited(organisation)
        with OPEN:
            client = Client()
            assert client.post("/demo/rita/").status_code == 302
            assert client.get(f"/o/{SLUG}/oversikt/").status_code == 200
            assert set(EMAILS.values()) == set(User.objects.values_list("email", flat=True))
    finally:
        mark().unlink(missing_ok=True)


def test_a_database_with_others_in_it_is_left_alone(world: Any, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="something else"):
        fill(tmp_path / "made-up", 200)
    assert not (tmp_path / "made-up").exists()


def _has_its_website_audited(organisation: Organisation) -> None:
    """An address the settings do not know is refused; another port than last time is written down, not audited again."""
    alice = User.objects.get(email=EMAILS["alice"])
    with pytest.raises(BadInput):
        place_website(organisation, alice, "http://127.0.0.1:8101/")
    with override_settings(AUDIT_PLACES=("127.0.0.1:8101", "127.0.0.1:8102")):
        for address in ("http://127.0.0.1:8101/", "http://127.0.0.1:8102/"):
            organisation.refresh_from_db()
            place_website(organisation, alice, address)
    audit = SiteAudit.objects.get(organisation=organisation)
    assert audit.job and audit.job.state == "waiting"
    organisation.refresh_from_db()
    assert audit.address == organisation.profile["website"] == "http://127.0.0.1:8102/"
