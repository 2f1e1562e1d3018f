"""The deeds: ask for a code, enter what was asked for, letters by two persons, numbers that are dead, a snapshot.

Nothing here looks a number up: blocking and withdrawing do the same work and say the same, whether or not it was there.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from gensvar.blocklist.numbers.reading import e164
from gensvar.blocklist.register.eligible import is_mobile, registrable
from gensvar.blocklist.register.entries import Deed as Entered
from gensvar.blocklist.register.importing import Imported, import_numbers
from gensvar.blocklist.register.register import Version
from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.block.models import Deed, Letter, Request
from gensvar_web.rooms.block.queries import CODE_LASTS, MOST_TRIES, wait_until
from gensvar_web.rooms.block.secrecy import hashed, opened, sealed
from gensvar_web.rooms.block.senders import sender_for
from gensvar_web.vault.register import the_register

ENTERED = {Deed.ADD: Entered.ADD, Deed.WITHDRAW: Entered.WITHDRAW}
SAID = Text(sv="Din kod är {code}. Den gäller i tio minuter.", en="Your code is {code}. It is valid for ten minutes.")


class TooManyError(BadInput):
    """So many requests that the next has to wait; `until` says when."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        at = timezone.localtime(until).strftime("%H:%M")
        super().__init__(
            Text(
                sv=f"För många försök. Försök igen efter {at}, eller skicka ett brev.",
                en=f"Too many attempts. Try again after {at}, or send a letter.",
            )
        )


def ask_for_code(*, number: str, deed: str, way: str, address: str, language: str) -> tuple[Request, str]:
    """Send a code to a number; return the request and the number sealed for the browser's session.

    Raises BadInput for a number that may not be in the register or cannot get the code this way, TooManyError, and
    GensvarError when the code could not be sent.
    """
    nsn = registrable(number)
    if way == Request.Way.SMS and not is_mobile(nsn):
        raise BadInput(
            Text(
                sv="Bara mobilnummer får sms. Välj att vi ringer upp, eller skicka ett brev.",
                en="Only mobile numbers get text messages. Choose that we call, or send a letter.",
            )
        )
    keys = {"number_key": hashed("number", str(nsn)), "address_key": hashed("address", address)}
    until = wait_until(keys, timezone.now())
    if until is not None:
        raise TooManyError(until)
    code = f"{secrets.randbelow(10**6):06}"
    made = Request(deed=Deed(deed), way=Request.Way(way), **keys)
    made.code_key = hashed("code", f"{made.pk}:{code}")
    made.save(force_insert=True)
    spoken = " ".join(code) if way == Request.Way.VOICE else code
    try:
        sender_for(way).send(e164(nsn), SAID.fill(code=spoken).into("en" if language == "en" else "sv"))
    except OSError as problem:
        raise GensvarError(
            Text(sv="Koden kunde inte skickas.", en="The code could not be sent."),
            mend=Text(sv="Försök igen om en stund.", en="Try again in a while."),
        ) from problem
    return made, sealed(str(nsn))


def confirm(*, request: Request, token: str, code: str) -> Version:
    """Enter what was asked for, if the code is right. Raises BadInput when it is not, is too old or tried too often."""
    if request.done_at is not None or request.made_at < timezone.now() - CODE_LASTS:
        raise BadInput(Text(sv="Koden gäller inte längre. Börja om.", en="The code is no longer valid. Start again."))
    counted = Request.objects.filter(pk=request.pk, tries__lt=MOST_TRIES, done_at=None)
    from django.db.models import F

    if not counted.update(tries=F("tries") + 1):
        raise BadInput(Text(sv="För många försök med koden. Börja om.", en="Too many tries of the code. Start again."))
    number = opened(token)
    right = secrets.compare_digest(request.code_key, hashed("code", f"{request.pk}:{code.strip()}"))
    if not right or number is None or hashed("number", number) != request.number_key:
        raise BadInput(Text(sv="Koden stämmer inte.", en="The code is not right."))
    if not Request.objects.filter(pk=request.pk, done_at=None).update(done_at=timezone.now()):
        raise BadInput(Text(sv="Koden gäller inte längre. Börja om.", en="The code is no longer valid. Start again."))
    channel = "voice" if request.way == Request.Way.VOICE else "web"
    return the_register().record(
        ENTERED[Deed(request.deed)], [int(number)], channel, f"request {request.pk}", timezone.now()
    )


@transaction.atomic
def enter_letter(*, actor: User, organisation: Organisation, name: str, number: str, deed: str) -> Letter:
    """Enter a letter: the first time it is kept; by somebody else with the same number and deed it is done.

    Where the two differ it is marked, and whoever looks next begins it anew.
    """
    require(actor, "block.run", organisation)
    nsn = registrable(number)
    found = Letter.objects.select_for_update().filter(name=name).first()
    if found is None or (found.differs and found.done_at is None):
        if found is not None:
            found.delete()
        made = Letter.objects.create(name=name, deed=deed, sealed=sealed(f"{nsn}"), first_by=actor)
        write_down(actor=actor, organisation=organisation, deed="block.read_letter", subject=made)
        return made
    if found.done_at is not None:
        raise BadInput(Text(sv="Brevet är redan infört.", en="The letter has been entered already."))
    if found.first_by == actor:
        raise BadInput(
            Text(sv="Ett brev läses av två olika personer.", en="A letter is read by two different persons."),
            mend=Text(sv="Be en kollega läsa det.", en="Ask a colleague to read it."),
        )
    found.second_by = actor
    found.differs = opened(found.sealed) != str(nsn) or found.deed != deed
    if not found.differs:
        found.done_at, found.sealed = timezone.now(), ""
    found.save()
    told = {"differs": found.differs}
    write_down(actor=actor, organisation=organisation, deed="block.enter_letter", subject=found, details=told)
    if not found.differs:
        the_register().record(ENTERED[Deed(deed)], [nsn], "letter", f"letter {found.name}", timezone.now())
    return found


@transaction.atomic
def release(*, actor: User, organisation: Organisation, path: Path) -> Imported:
    """Take out the numbers of a file that an operator says nobody has any more."""
    require(actor, "block.release", organisation)
    done = import_numbers(the_register(), path, Entered.RELEASE, timezone.now())
    details = {"numbers": done.numbers, "version": done.version.seq}
    write_down(actor=actor, organisation=organisation, deed="block.release", subject="register", details=details)
    return done


def snapshot() -> int:
    """Write a snapshot; return how many numbers it holds."""
    return the_register().snapshot()[2]


def forget_old(now: datetime) -> int:
    """Take away requests that nobody needs any more: limits look back one day."""
    return Request.objects.filter(made_at__lt=now - timedelta(days=2)).delete()[0]
