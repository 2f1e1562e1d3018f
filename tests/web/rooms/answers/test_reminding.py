"""Questions that were handed to a colleague and wait: one reminder, some days after, never two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from web_support.world import World

from gensvar.errors import BadInput
from gensvar_web.kit.ticking import SCHEDULE
from gensvar_web.ledger.models import Entry
from gensvar_web.people.models import Membership
from gensvar_web.project.environment import read_environment
from gensvar_web.rooms.answers import actions
from gensvar_web.rooms.answers.models import Handed, Round

Run = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def noon() -> datetime:
    """Noon eight days from now: the world hands two questions to Charlie today."""
    later = timezone.localtime() + timedelta(days=8)
    return later.replace(hour=12).astimezone(UTC)


def _tick(run_tasks: Run, at: datetime) -> list[Any]:
    mail.outbox.clear()
    run_tasks(lambda: SCHEDULE["answers.remind"].work(at))
    return list(mail.outbox)


def test_what_waits_is_told_once_in_one_letter(world: World, run_tasks: Run, noon: datetime) -> None:
    assert _tick(run_tasks, noon - timedelta(days=2)) == []  # six days only
    (letter,) = _tick(run_tasks, noon)
    assert letter.to == [world.charlie.email]
    assert letter.subject.startswith("Påminnelse: 2 av frågorna")
    assert f"/o/{world.org}/svar/mina/" in letter.body
    entry = Entry.objects.get(deed="answers.remind")
    assert entry.details == {"to": world.charlie.pk, "questions": ["KS-1.2.hours", "KS-1.2.deviations"]}
    assert _tick(run_tasks, noon) == []
    assert _tick(run_tasks, noon + timedelta(days=30)) == []


def test_what_is_answered_is_not_reminded_of(world: World, run_tasks: Run, noon: datetime) -> None:
    given: dict[str, Any] = {"actor": world.charlie, "organisation": world.organisation, "version": 0, "value": None}
    this = Round.objects.get(pk=world.places["round"])
    actions.save_answer(**given, round=this, question="KS-1.2.hours", dont_know=True)
    (letter,) = _tick(run_tasks, noon)
    assert letter.subject.startswith("Påminnelse: 1 av frågorna")
    assert Handed.objects.get(question="KS-1.2.hours").reminded_at is None


def test_handing_over_again_begins_anew(world: World, run_tasks: Run, noon: datetime) -> None:
    _tick(run_tasks, noon)
    this = Round.objects.get(pk=world.places["round"])
    who: dict[str, Any] = {"actor": world.alice, "organisation": world.organisation, "round": this}
    actions.hand_over(**who, questions=["KS-1.2.hours"], to=world.bob)
    assert [letter.to for letter in _tick(run_tasks, noon)] == [[world.bob.email]]


def test_the_letter_is_in_the_readers_language(world: World, run_tasks: Run, noon: datetime) -> None:
    world.charlie.language = "en"
    world.charlie.save()
    assert _tick(run_tasks, noon)[0].subject.startswith("Reminder: 2 of the questions")


def test_nobody_is_written_to_who_has_left_or_at_night(world: World, run_tasks: Run, noon: datetime) -> None:
    assert _tick(run_tasks, noon - timedelta(hours=9)) == []
    Membership.objects.filter(user=world.charlie).delete()
    assert _tick(run_tasks, noon) == []


def test_the_number_of_days_is_a_setting(world: World, run_tasks: Run, noon: datetime, settings: Any) -> None:
    settings.ANSWER_REMINDER_DAYS = 0
    assert _tick(run_tasks, noon) == []
    settings.ANSWER_REMINDER_DAYS = 2
    assert len(_tick(run_tasks, noon - timedelta(days=5))) == 1


def test_the_setting_is_read_from_the_environment(tmp_path: Any) -> None:
    values = {"GENSVAR_DATA": str(tmp_path)}
    assert read_environment(values).remind_days == 7
    assert read_environment(values | {"GENSVAR_REMIND_DAYS": "14"}).remind_days == 14
    with pytest.raises(BadInput):
        read_environment(values | {"GENSVAR_REMIND_DAYS": "soon"})
