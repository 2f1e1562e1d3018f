"""What has been kept long enough goes, what has not stays, and the page says both."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from web_support.keys import key_of
from web_support.world import World

from gensvar.errors import BadInput
from gensvar_web.api.models import Token
from gensvar_web.operations.retention import KINDS, forget_old
from gensvar_web.people.models import Invitation
from gensvar_web.project.environment import read_environment
from gensvar_web.vault.models import Job


def _job(world: World, days: int) -> int:
    done = timezone.now() - timedelta(days=days)
    return Job.objects.create(organisation=world.organisation, kind="x", state="done", finished_at=done).pk


def test_old_things_go_and_new_ones_stay(world: World) -> None:
    now = timezone.now()
    old, new, running = _job(world, 181), _job(world, 179), world.places["job"]
    key_of(world.alice, world.organisation, name="gone", expires_at=now - timedelta(days=366))
    key_of(world.alice, world.organisation, name="expired", expires_at=now - timedelta(days=300))
    Invitation.objects.update(expires_at=now - timedelta(days=91))
    assert "jobs" in forget_old(now)
    assert not Job.objects.filter(pk=old).exists()
    assert Job.objects.filter(pk__in=[new, running]).count() == 2
    assert set(Token.objects.filter(name__in=["gone", "expired"]).values_list("name", flat=True)) == {"expired"}
    assert not Invitation.objects.exists()


def test_other_days_can_be_chosen(world: World, settings: Any) -> None:
    old = _job(world, 10)
    settings.RETENTION = {"jobs": 0}
    assert "jobs" not in forget_old(timezone.now())
    settings.RETENTION = {"jobs": 9}
    forget_old(timezone.now())
    assert not Job.objects.filter(pk=old).exists()


def test_the_page_says_what_holds(client: Client, db: None, settings: Any) -> None:
    settings.RETENTION = {"jobs": 77}
    page = client.get("/sparas/").content.decode()
    assert "77 dagar" in page
    assert all(kind.title.sv in page for kind in KINDS)
    assert "77 days" in client.get("/sparas/", headers={"Accept-Language": "en"}).content.decode()


def test_days_that_cannot_be_understood_are_told(tmp_path: Any) -> None:
    given = {"GENSVAR_DATA": str(tmp_path), "GENSVAR_KEEP_DAYS": "jobs=9, contacts=750"}
    assert read_environment(given).keep_days == {"jobs": 9, "contacts": 750}
    with pytest.raises(BadInput):
        read_environment({**given, "GENSVAR_KEEP_DAYS": "jobs"})
