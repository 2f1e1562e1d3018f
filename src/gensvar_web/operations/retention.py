"""How long each kind of data is kept, and what takes it away: once a day by the tick, told on a page for everybody.

`GENSVAR_KEEP_DAYS="jobs=90,contacts=750"` sets other days; 0 means until somebody removes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command

from gensvar.text import Text
from gensvar_web.api import uploads
from gensvar_web.api.models import Given, Token
from gensvar_web.people.models import Invitation
from gensvar_web.rooms.data.actions import forget_covered_before
from gensvar_web.vault.models import Job

Forget = Callable[[datetime], object]


@dataclass(frozen=True)
class Kind:
    """A kind of data. `days` None: not for us to choose; `forget(before)` takes away what is older."""

    name: str
    title: Text
    why: Text
    days: int | None = None
    forget: Forget | None = None

    @property
    def kept(self) -> int:
        """The days that hold here; 0 is until somebody removes it."""
        return int(settings.RETENTION.get(self.name, self.days or 0))


def _jobs(before: datetime) -> object:
    return Job.objects.filter(finished_at__lt=before).delete()


def _invitations(before: datetime) -> object:
    return Invitation.objects.filter(expires_at__lt=before).delete()


def _tokens(before: datetime) -> object:
    return Token.objects.filter(expires_at__lt=before).delete(), Token.objects.filter(revoked_at__lt=before).delete()


def _requests(before: datetime) -> object:
    return Given.objects.filter(at__lt=before).delete()


def _sessions(before: datetime) -> object:
    return Session.objects.filter(expire_date__lt=before).delete()


def _task_results(before: datetime) -> object:
    days = (datetime.now(before.tzinfo) - before).days
    return call_command("prune_db_task_results", min_age_days=max(days, 0), verbosity=0)


def _contacts(before: datetime) -> object:
    return forget_covered_before(before.date())


# Those without `forget` have a schedule of their own where they are made.
KINDS = (
    Kind("contacts", Text(sv="Inlästa kontakter och ärenden", en="Imported contacts and cases"),
         Text(sv="Behövs för att jämföra år med år. Kunder och medarbetare är pseudonymer.",
              en="Needed to compare years. Customers and agents are pseudonyms."), 1125, _contacts),
    Kind("files", Text(sv="Filer som inte lästes in", en="Files that were not imported"),
         Text(sv="Råa filer kan innehålla personnummer.", en="Raw files may hold personal numbers."), 30),
    Kind("letters", Text(sv="Brev", en="Letters"),
         Text(sv="För att se att de kom fram. Innehållet tas bort när brevet har gått.",
              en="To see that they arrived. The content goes when the letter has left."), 30),
    Kind("jobs", Text(sv="Avslutat arbete i bakgrunden", en="Finished work in the background"),
         Text(sv="För att kunna se vad som gick fel.", en="To see what went wrong."), 180, _jobs),
    Kind("invitations", Text(sv="Gamla inbjudningar", en="Old invitations"),
         Text(sv="De innehåller en e-postadress.", en="They hold an e-mail address."), 90, _invitations),
    Kind("tokens", Text(sv="Spärrade och utgångna API-nycklar", en="Revoked and expired API keys"),
         Text(sv="För att kunna läsa loggen.", en="To read the log by."), 365, _tokens),
    Kind("requests", Text(sv="Svar på API-anrop som kan skickas igen", en="Answers to API requests that may be resent"),
         Text(sv="Så att inget görs två gånger.", en="So that nothing is done twice."), 1, _requests),
    Kind("uploads", Text(sv="Påbörjade uppladdningar", en="Uploads under way"),
         Text(sv="För att kunna fortsätta där det bröts.", en="To go on where it was cut off."), 7, None),
    Kind("sessions", Text(sv="Utgångna inloggningar", en="Expired sign-ins"),
         Text(sv="De öppnar ingenting längre.", en="They open nothing any more."), 1, _sessions),
    Kind("tasks", Text(sv="Serverns arbetskö", en="The server's queue of work"),
         Text(sv="Innehåller bara nummer.", en="Holds numbers only."), 14, _task_results),
    Kind("forms", Text(sv="Att ett formulär har skickats", en="That a form was sent"),
         Text(sv="Så att inget görs två gånger.", en="So that nothing is done twice."), 2),
    Kind("lists", Text(sv="Ringlistor", en="Call lists"),
         Text(sv="Listan går när den är tvättad, den tvättade när den är hämtad. Kvittot stannar.",
              en="The list goes when washed, the washed one when fetched. The receipt stays."), 1),
    Kind("codes", Text(sv="Förfrågningar om att spärra ett nummer", en="Requests to block a number"),
         Text(sv="För att ingen ska kunna be om hur många koder som helst. Numret står inte där.",
              en="So that nobody can ask for any number of codes. The number is not there."), 2),
    Kind("answers", Text(sv="Svar, bedömningar och åtgärder", en="Answers, assessments and actions"),
         Text(sv="De är organisationens egna och visar utvecklingen över åren.",
              en="They are the organisation's own and show how it goes over the years."), 0),
    Kind("accounts", Text(sv="Konton", en="Accounts"),
         Text(sv="Tills personen själv tar bort sitt konto.", en="Until the person deletes it."), 0),
    Kind("log", Text(sv="Loggen", en="The log"),
         Text(sv="Går inte att ändra. Personer står där som nummer.",
              en="Cannot be changed. People are numbers there."), 0),
)  # fmt: skip


def forget_old(now: datetime) -> list[str]:
    """Take away what has been kept long enough; returns the kinds that were looked at."""
    done = []
    for kind in KINDS:
        if kind.forget is not None and kind.kept:
            kind.forget(now - timedelta(days=kind.kept))
            done.append(kind.name)
    uploads.forget_old(now)
    return done
