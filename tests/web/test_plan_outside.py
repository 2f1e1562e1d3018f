"""Owners without an account, calendars, reminders: what leaves the platform, and by which key it is reached."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from web_support.planned import fill_plan, judged
from web_support.world import World, make_world

from gensvar_web.kit.ticking import SCHEDULE
from gensvar_web.ledger.models import Entry
from gensvar_web.people.models import Membership
from gensvar_web.rooms.plan import queries
from gensvar_web.rooms.plan.actions import changing, owning, reminding, subscribing
from gensvar_web.rooms.plan.icalendar import Event, calendar, fold
from gensvar_web.rooms.plan.models import OwnerLink
from gensvar_web.vault.models import Action

STOCKHOLM = ZoneInfo("Europe/Stockholm")
DUE = date(2027, 3, 15)


@pytest.fixture
def world(db: None) -> World:
    made = make_world(rooms=False)
    fill_plan(made, judged(made.organisation, dict.fromkeys(("KS-1.3", "KS-2.1", "KS-3.1"), "not_met")))
    return made


def _outside(world: World) -> Action:
    return Action.objects.get(pk=world.places["plan_outside"])


def _url(world: World) -> str:
    return f"/o/{world.org}/plan/extern/{world.places['plan_key']}/"


# The link of an owner without an account


def test_the_letter_holds_a_link_that_shows_just_that_action(world: World, run_tasks: Callable[[Any], Any]) -> None:
    run_tasks(
        lambda: changing.make_action(
            actor=world.bob, organisation=world.organisation, title="Ny skylt", owner_email="per@example.se",
            owner_name="Per", status="open",
        )
    )  # fmt: skip
    letter = next(one for one in mail.outbox if one.to == ["per@example.se"])
    path = letter.body.split(settings.ADDRESS)[1].split()[0]
    response = Client().get(path)
    page = response.content.decode()
    assert "Ny skylt" in page
    assert "Rätta fakturans telefonnummer" not in page and "Lägg in valet" not in page
    assert response["Referrer-Policy"] == "no-referrer" and "no-store" in response["Cache-Control"]
    key = path.rstrip("/").rsplit("/", 1)[1]
    assert len(key) == 43
    assert key not in str(OwnerLink.objects.values())  # the database alone opens nothing


def test_an_owner_outside_comments_and_reports_done(world: World, run_tasks: Callable[[Any], Any]) -> None:
    client, url = Client(), _url(world)
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"text": "På gång"}).status_code == 302
    assert _outside(world).status == "open"
    mail.outbox.clear()
    run_tasks(lambda: client.post(url, {"text": "Färdigt nu", "done": "on"}))
    done = _outside(world)
    assert (done.status, done.closed_by) == ("done", None)
    told = [letter for letter in mail.outbox if letter.to == ["bob@example.se"]]
    assert len(told) == 1 and "Fia Faktura" in told[0].body
    assert Entry.objects.filter(deed="plan.report_done_from_outside", actor=None).count() == 1
    assert "Färdigt nu" in client.get(url).content.decode()


def test_a_revoked_or_wrong_link_opens_nothing(world: World, client_of: Callable[[str], Client]) -> None:
    url, pk = _url(world), world.places["plan_outside"]
    assert Client().get(url[:-2] + "x/").status_code == 404
    assert Client().get(url.replace(world.org, world.elsewhere.slug)).status_code == 404
    assert client_of("bob").post(f"/o/{world.org}/plan/{pk}/lank/", {"what": "revoke"}).status_code == 302
    assert Client().get(url).status_code == 404
    assert Client().post(url, {"done": "on"}).status_code == 404
    assert _outside(world).status == "open"
    assert client_of("bob").post(f"/o/{world.org}/plan/{pk}/lank/", {"what": "send"}).status_code == 302
    fresh = queries.link_in_use(_outside(world))
    assert fresh is not None and fresh.key != world.places["plan_key"]
    assert client_of("bob").post(f"/o/{world.org}/plan/{world.places['plan_action']}/lank/").status_code == 404
    with pytest.raises(PermissionDenied):
        owning.revoke_link(actor=world.charlie, organisation=world.organisation, action=_outside(world))


def test_a_new_owner_ends_the_former_ones_link(world: World) -> None:
    stored = _outside(world)
    changing.change_action(
        actor=world.bob, organisation=world.organisation, action=stored, version=1, owner=world.charlie
    )
    assert Client().get(_url(world)).status_code == 404
    assert (_outside(world).owner_email, _outside(world).owner_name) == ("", "")


# Reminders


def _at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.fixture
def quiet(world: World, run_tasks: Callable[[Any], Any]) -> Callable[[datetime], list[Any]]:
    """Two of Charlie's actions are due on one day; returns the letters that a tick sends."""
    Action.objects.filter(organisation=world.organisation).update(due=None)
    for title in ("Den ena", "Den andra"):
        changing.make_action(
            actor=world.bob, organisation=world.organisation, title=title, owner=world.charlie, due=DUE, status="open"
        )
    run_tasks(lambda: None)

    def tick(now: datetime) -> list[Any]:
        from django_tasks_db.models import DBTaskResult

        DBTaskResult.objects.all().delete()
        mail.outbox.clear()
        run_tasks(lambda: SCHEDULE["plan.remind"].work(now))
        return list(mail.outbox)

    return tick


def test_reminders_come_a_week_before_on_the_day_and_weekly_when_late(
    quiet: Callable[[datetime], list[Any]],
) -> None:
    said = {}
    for days in range(-12, 24):
        letters = quiet(_at(DUE + timedelta(days=days)))
        if letters:
            assert [letter.to for letter in letters] == [["charlie@example.se"]]  # one letter for both
            assert "Den ena" in letters[0].body and "Den andra" in letters[0].body
            said[days] = letters[0].body
    assert list(said) == [-7, 0, 7, 14, 21]
    assert "Klart om 7 dagar" in said[-7] and "Klart i dag" in said[0] and "14 dagar försenad" in said[14]


def test_nobody_is_reminded_at_night_or_twice_a_day(quiet: Callable[[datetime], list[Any]]) -> None:
    assert quiet(_at(DUE, 3)) == []
    assert len(quiet(_at(DUE, 7))) == 1
    assert quiet(_at(DUE, 8)) == []


def test_a_day_without_ticks_is_made_up_for(quiet: Callable[[datetime], list[Any]]) -> None:
    assert len(quiet(_at(DUE + timedelta(days=2)))) == 1
    assert quiet(_at(DUE + timedelta(days=3))) == []


def test_a_new_day_is_reminded_of_anew(world: World, quiet: Callable[[datetime], list[Any]]) -> None:
    assert len(quiet(_at(DUE))) == 1
    Action.objects.filter(title="Den ena").update(due=DUE + timedelta(days=30))
    letters = quiet(_at(DUE + timedelta(days=30)))
    assert "Den ena" in letters[0].body


def test_reminders_can_be_turned_off(
    world: World, quiet: Callable[[datetime], list[Any]], client_of: Callable[[str], Client]
) -> None:
    assert client_of("charlie").post(f"/o/{world.org}/plan/installningar/", {"reminders": "off"}).status_code == 302
    assert quiet(_at(DUE)) == []
    reminding.choose_reminders(actor=world.charlie, wanted=True)
    assert len(quiet(_at(DUE + timedelta(days=7)))) == 1


def test_what_is_done_is_not_reminded_of_and_outsiders_get_their_link(
    world: World, quiet: Callable[[datetime], list[Any]]
) -> None:
    Action.objects.filter(owner=world.charlie).update(status="done")
    Action.objects.filter(pk=world.places["plan_outside"]).update(due=DUE)
    letters = quiet(_at(DUE))
    assert [letter.to for letter in letters] == [["fia@example.se"]]
    assert world.places["plan_key"] in letters[0].body
    assert Client().post(_url(world), {"reminders": "off"}).status_code == 302
    assert quiet(_at(DUE + timedelta(days=7))) == []


# Calendars


def _parse(content: bytes) -> list[dict[str, str]]:
    """Read a calendar as a subscriber does: unfold, split names from values, unescape. Refuses what the RFC forbids."""
    text = content.decode()
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert "VERSION:2.0" in lines and any(line.startswith("PRODID:") for line in lines)
    events: list[dict[str, str]] = []
    inside = False
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            assert not inside
            inside, found = True, {}
        elif line == "END:VEVENT":
            inside = False
            events.append(found)
        elif inside:
            assert name.split(";")[0] not in found
            found[name.split(";")[0]] = _plain(value)
    assert not inside
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
    assert len({event["UID"] for event in events}) == len(events)
    return events


def _plain(value: str) -> str:
    out, letters = "", iter(value)
    for letter in letters:
        following = next(letters) if letter == "\\" else ""
        out += {"n": "\n", "N": "\n"}.get(following, following) if following else letter
    return out


def test_a_calendar_can_be_read_back_whatever_the_texts_hold() -> None:
    hard = "Räkna; dela, \\n och\nbyt rad\r\n" + "å" * 200 + "😀" * 40 + "\x07"
    at = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    events = [
        Event("action-1@example.se", date(2026, 12, 31), hard, hard, "https://example.se/o/x/plan/1/", at, 3),
        Event("action-2@example.se", date(2028, 2, 28), "END:VEVENT\r\nBEGIN:VEVENT", "", "https://x.se", at, 1, True),
    ]
    first, second = _parse(calendar("Plan: Å; B, C", events, "sv"))
    expected = hard.replace("\r\n", "\n").replace("\x07", "")
    assert first["SUMMARY"] == first["DESCRIPTION"] == expected
    assert (first["DTSTART"], first["DTEND"]) == ("20261231", "20270101")
    assert first["DTSTAMP"] == "20261125T080000Z" and first["SEQUENCE"] == "3"
    assert (second["DTEND"], second["STATUS"]) == ("20280229", "CANCELLED")
    assert second["SUMMARY"] == "END:VEVENT\nBEGIN:VEVENT"


@pytest.mark.parametrize("length", [1, 74, 75, 76, 149, 150, 300])
def test_lines_are_folded_at_75_octets_and_unfold_to_the_same(length: int) -> None:
    for letter in ("a", "å", "😀"):
        folded = fold(letter * length)
        assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
        assert folded.replace("\r\n ", "") == letter * length


def test_a_member_subscribes_and_takes_it_back(world: World, client_of: Callable[[str], Client]) -> None:
    charlie, url = client_of("charlie"), f"/o/{world.org}/plan/installningar/"
    assert charlie.post(url, {"feed": "own", "do": "open"}).status_code == 302
    own = queries.feeds_in_use(world.organisation, world.charlie)[False]
    address = f"/o/{world.org}/plan/kalender/{own.key}.ics"
    assert settings.ADDRESS + address in charlie.get(url).content.decode()
    response = Client().get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    events = _parse(response.content)
    assert [event["SUMMARY"] for event in events] == ["KS-1.3 Lägg in valet tala med en människa överst i boten"]
    assert events[0]["URL"] == f"{settings.ADDRESS}/o/{world.org}/plan/{world.places['plan_action']}/"
    everybody = _parse(Client().get(f"/o/{world.org}/plan/kalender/{world.places['plan_feed']}.ics").content)
    assert len(everybody) == 3  # what is under way and has a day
    charlie.post(url, {"feed": "own", "do": "open"})
    assert Client().get(address).status_code == 404  # a new address ends the old one
    charlie.post(url, {"feed": "own", "do": "close"})
    assert queries.feeds_in_use(world.organisation, world.charlie) == {}


def test_who_has_left_has_no_calendar(world: World) -> None:
    feed = subscribing.open_feed(actor=world.rita, organisation=world.organisation, everybody=True)
    address = f"/o/{world.org}/plan/kalender/{feed.key}.ics"
    assert Client().get(address).status_code == 200
    assert Client().get(address.replace(world.org, world.elsewhere.slug)).status_code == 404
    Membership.objects.filter(user=world.rita, organisation=world.organisation).delete()
    assert Client().get(address).status_code == 404


def test_a_calendar_speaks_its_members_language(world: World) -> None:
    world.rita.language = "en"
    world.rita.save()
    feed = subscribing.open_feed(actor=world.rita, organisation=world.organisation, everybody=True)
    content = Client().get(f"/o/{world.org}/plan/kalender/{feed.key}.ics").content.decode()
    assert "Open\\n" in content and timezone.localdate().year
