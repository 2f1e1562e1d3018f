"""Fill the database with the demo organisation: all of it, or nothing; once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gensvar.errors import BadInput
from gensvar.evidence import write_whole
from gensvar.text import Text
from gensvar_web.demo import calling, data, planning, rounds
from gensvar_web.demo.calendar import days_of
from gensvar_web.demo.population import EMAILS, SLUG, settle
from gensvar_web.people.models import Organisation, User
from gensvar_web.post.models import Outgoing
from gensvar_web.rooms.data.actions import begin_measuring
from gensvar_web.vault import editions

MARK = "demo.json"
BOOK = "KS"
Say = Callable[[Text], None]


def mark() -> Path:
    """Return the file that says that this data folder holds the demo."""
    return Path(settings.DATA) / MARK


def is_filled() -> bool:
    """Tell whether the demo is there already."""
    return mark().is_file() and Organisation.objects.filter(slug=SLUG).exists()


def fill(made: Path, contacts: int, say: Say = lambda _text: None) -> bool:
    """Fill in the demo; False if it was there. BadInput for a database that holds anything else.

    `made` is where the made-up organisation lies, or is put. One transaction: a demo that is half there does not exist.
    """
    if is_filled():
        return False
    if User.objects.exists():
        raise BadInput(
            Text(sv="databasen innehåller redan något annat", en="the database holds something else already"),
            where=str(settings.DATA),
            mend=Text(sv="Ge GENSVAR_DATA en tom mapp.", en="Give GENSVAR_DATA an empty folder."),
        )
    say(Text(sv="Hittar på ett och ett halvt års kontakter", en="Making up a year and a half of contacts"))
    data.make_up(made, contacts, days_of(timezone.localdate()))
    with transaction.atomic():
        _story(made, say)
    write_whole(mark(), json.dumps(EMAILS).encode())
    return True


def _story(made: Path, say: Say) -> None:
    today = timezone.localdate()
    days = days_of(today)
    ref_then, ref_now = editions.in_force(BOOK, days.assessed), editions.in_force(BOOK, today)
    assert ref_then is not None
    assert ref_now is not None
    edition_then, edition, cast = editions.whole(ref_then), editions.whole(ref_now), settle()
    data.give_data(cast, made)
    data.give_profile(cast, made, edition)
    say(Text(sv="Förra årets självskattning och bedömning", en="Last year's self-assessment and assessment"))
    before = rounds.last_year(cast, made, edition_then, days)
    earlier = rounds.assess_then(cast, edition_then, before, days)
    planning.plan_then(cast, edition_then, earlier, days.assessed)
    say(Text(sv="Höstens ringkampanj", en="The autumn's campaign by telephone"))
    calling.wash_a_list(cast, calling.fill_register(cast))
    calling.judge_calls(cast, days, today)
    say(Text(sv="Årets självskattning och bedömning", en="This year's self-assessment and assessment"))
    now = rounds.this_year(cast, made, edition, before, today)
    record = rounds.assess_now(cast, edition, now, days)
    say(Text(sv="Handlingsplanen", en="The plan"))
    planning.plan_now(cast, edition, record, today)
    begin_measuring(actor=cast["alice"], organisation=cast.organisation, arguments={}, key="all")
    _no_letters()


def _no_letters() -> None:
    """Letters of the story go to nobody: their addresses do not exist."""
    Outgoing.objects.filter(sent_at=None).update(sent_at=timezone.now(), body="")
