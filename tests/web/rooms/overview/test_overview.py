"""The overview: where an organisation stands, what changed, what to do next; a new one is led to its first assessment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from web_support.assessed import altered, give_assessment, give_store
from web_support.world import World, make_world

from gensvar_web.rooms.overview.next_steps import next_steps
from gensvar_web.rooms.overview.queries import standing, work
from gensvar_web.vault.models import Action, AssessmentRecord
from gensvar_web.vault.verdicts import wording_of, worst_first


@pytest.fixture
def empty(db: None) -> World:
    """A world where no room has put anything."""
    return make_world(rooms=False)


@pytest.fixture
def rita(empty: World) -> Client:
    return _signed_in(empty, "rita")


def _signed_in(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.people[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _two(world: World) -> AssessmentRecord:
    give_assessment(world.organisation, None, altered("2026-10-01T08:00:00+02:00", KS_2_2="not_met", KS_3_4="met"))
    return give_assessment(world.organisation, world.bob)


def test_whoever_signs_in_lands_on_the_overview(empty: World, rita: Client) -> None:
    assert rita.get("/mitt/")["Location"] == f"/o/{empty.org}/oversikt/"


def test_a_new_organisation_is_led_step_by_step(empty: World) -> None:
    alice, url = _signed_in(empty, "alice"), f"/o/{empty.org}/oversikt/"
    page = alice.get(url).content.decode()
    assert page.index("Fyll i profilen") < page.index("Svara på frågorna") < page.index("Läs in data")
    assert page.count("nästa steg") == 1
    assert page.index("nästa steg") < page.index("1. Fyll i profilen")
    empty.organisation.profile |= {"sector": "energy"}
    empty.organisation.save()
    give_store(empty.organisation)
    page = alice.get(url).content.decode()
    assert page.count(">klart<") == 2
    assert page.index("1. Fyll i profilen") < page.index("nästa steg") < page.index("2. Svara på frågorna")


def test_it_says_what_got_better_and_worse(empty: World, rita: Client) -> None:
    record = _two(empty)
    page = rita.get(f"/o/{empty.org}/oversikt/").content.decode()
    better, worse = page.index("<h3>Bättre</h3>"), page.index("<h3>Sämre</h3>")
    assert better < page.index(f"/{record.pk}/KS-2.2/", better) < worse < page.index(f"/{record.pk}/KS-3.4/", worse)
    assert "14 av 21 regler som kunde bedömas" in page
    assert "Sätt en egen gräns." in page
    assert "<svg" in page


def test_the_first_assessment_has_nothing_to_be_set_beside(empty: World, rita: Client) -> None:
    give_assessment(empty.organisation, None)
    assert "Det här är den första bedömningen." in rita.get(f"/o/{empty.org}/oversikt/").content.decode()


def _steps(world: World) -> list[Any]:
    today = timezone.localdate()
    found = standing(world.organisation, "", today)
    assert found is not None
    return next_steps(world.organisation, found, work(world.organisation, "KS", today), wording_of(found.latest))


def test_three_things_to_do_one_of_each_kind_first(empty: World) -> None:
    record = _two(empty)
    worst = worst_first(list(record.findings.all()))
    steps = _steps(empty)
    assert [step.kind for step in steps] == ["Brist", "Obesvarat", "Brist"]
    assert steps[0].title.startswith(worst[0].rule)
    late = timezone.localdate() - timedelta(days=3)
    Action.objects.create(
        organisation=empty.organisation, edition=record.edition, rule=worst[0].rule, title="Utbilda fler", due=late
    )
    steps = _steps(empty)
    assert [step.kind for step in steps] == ["Försenad åtgärd", "Brist", "Obesvarat"]
    assert steps[0].title == "Utbilda fler"
    assert steps[1].title.startswith(worst[1].rule), "somebody works on the worst one"


def test_an_assessment_whose_document_is_gone_is_still_shown(empty: World, rita: Client) -> None:
    from gensvar_web.vault.folders import absolute

    record = give_assessment(
        empty.organisation, None, altered((timezone.now() - timedelta(days=1)).isoformat(timespec="seconds"))
    )
    absolute(record.path).unlink()
    assert rita.get(f"/o/{empty.org}/oversikt/").status_code == 200


def test_an_older_edition_is_said_to_be_older(empty: World, rita: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from gensvar_web.vault import editions

    record = give_assessment(empty.organisation, None)
    own = next(one for one in editions.editions_of("KS") if one.head.edition == record.edition.edition)
    monkeypatch.setattr(editions, "in_force", lambda rulebook, on: own)
    assert "En nyare utgåva" not in rita.get(f"/o/{empty.org}/oversikt/").content.decode()
    other = editions.editions_of("TM")[-1]
    monkeypatch.setattr(editions, "in_force", lambda rulebook, on: other)
    assert "En nyare utgåva" in rita.get(f"/o/{empty.org}/oversikt/").content.decode()


def test_it_costs_the_same_however_much_there_is(empty: World, rita: Client) -> None:
    url = f"/o/{empty.org}/oversikt/"
    _two(empty)
    rita.get(url)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert rita.get(url).status_code == 200
        return len(captured)

    before = cost()
    for month in range(1, 9):
        give_assessment(empty.organisation, None, altered(f"2026-0{month}-01T08:00:00+01:00"))
    Action.objects.bulk_create(
        Action(organisation=empty.organisation, title=f"Åtgärd {number}", owner=empty.bob) for number in range(9)
    )
    assert cost() == before <= 9
