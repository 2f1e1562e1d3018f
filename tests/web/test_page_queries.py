"""How many queries a page costs: a fixed number, whatever there is to show, fewer when it is shown again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from web_support.assessed import altered, give_assessment
from web_support.world import World, make_world

from gensvar_web.kit.kept import Kept
from gensvar_web.vault.models import Action, AssessmentRecord, FindingRow

# Session, person, organisation, roles, memberships: five. The rest are the page's own.
COLD = {
    "oversikt/": 8,
    "plan/brister/": 9,
    "plan/": 6,
    "bedomningar/": 8,
    "bedomningar/{pk}/": 8,
    "bedomningar/{pk}/KS-1.5/": 9,
}
WARM = COLD | {"oversikt/": 7}


@pytest.fixture
def empty(db: None) -> World:
    """A world where no room has put anything."""
    return make_world(rooms=False)


@pytest.fixture
def cost(empty: World) -> Callable[[str], int]:
    client = Client()
    client.force_login(empty.people["rita"], backend="allauth.account.auth_backends.AuthenticationBackend")

    def counted(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    counted("/regler/")  # the session is new once
    return counted


def _months(world: World, count: int) -> AssessmentRecord:
    records = [
        give_assessment(world.organisation, world.bob, altered(f"2026-0{month}-01T08:00:00+01:00", KS_1_5="not_met"))
        for month in range(1, count + 1)
    ]
    return records[-1]


def _actions(world: World, record: AssessmentRecord, count: int) -> None:
    Action.objects.bulk_create(
        Action(organisation=world.organisation, edition=record.edition, rule=row.rule, title=row.rule, owner=world.bob)
        for row in FindingRow.objects.filter(assessment=record)[:count]
    )


@pytest.mark.parametrize("months", [2, 6])
def test_a_page_costs_a_fixed_number_of_queries(months: int, empty: World, cost: Callable[[str], int]) -> None:
    record = _months(empty, months)
    _actions(empty, record, months * 3)
    for kept in Kept.every:
        kept.forget()
    paths = {path: f"/o/{empty.org}/{path.format(pk=record.pk)}" for path in COLD}
    assert {path: cost(at) for path, at in paths.items()} == COLD
    assert {path: cost(at) for path, at in paths.items()} == WARM


def test_a_rule_costs_a_visitor_nothing_and_a_member_the_menu(cost: Callable[[str], int], client: Client) -> None:
    rule = "/regler/KS/2023-04-01/KS-1.5/"
    with CaptureQueriesContext(connection) as captured:
        client.get(rule)
    assert len(captured) == 0
    assert cost(rule) == 4
