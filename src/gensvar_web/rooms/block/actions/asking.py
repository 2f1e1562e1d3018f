"""A consumer asks: a code goes to the number, and who has it is heard."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gensvar.blocklist.numbers.reading import e164
from gensvar.blocklist.register.eligible import is_mobile, registrable
from gensvar.blocklist.register.entries import Deed as Entered
from gensvar.blocklist.register.register import Version
from gensvar.errors import BadInput, GensvarError
from gensvar.text import Text
from gensvar_web.rooms.block.models import Deed, Request
from gensvar_web.rooms.block.queries import CODE_LASTS, MOST_TRIES, wait_until
from gensvar_web.rooms.block.secrecy import hashed, opened, sealed
from gensvar_web.rooms.block.senders import the_caller, the_sender
from gensvar_web.vault.register import the_register

log = logging.getLogger(__name__)
ENTERED = {Deed.ADD: Entered.ADD, Deed.WITHDRAW: Entered.WITHDRAW}
CHANNELS = {Request.Way.SMS: "web", Request.Way.VOICE: "voice"}
SAID = Text(
    sv="Spärregistret: din kod är {code}. Den gäller i tio minuter. Ge den inte till någon.",
    en="The block register: your code is {code}. It is valid for ten minutes. Give it to nobody.",
)
NO_SMS = Text(
    sv="Fasta nummer kan inte få sms. Låt oss ringa upp i stället, eller skicka ett brev.",
    en="Landline numbers cannot get text messages. Let us call instead, or send a letter.",
)
NO_LONGER = Text(sv="Koden gäller inte längre. Begär en ny.", en="The code is no longer valid. Ask for a new one.")
TRIED_OUT = Text(sv="För många försök med koden. Begär en ny.", en="Too many tries of the code. Ask for a new one.")


class TooManyError(BadInput):
    """So many requests that the next has to wait; `until` says when."""

    def __init__(self, until: datetime, now: datetime) -> None:
        self.until, self.wait = until, max(1, round((until - now).total_seconds()))
        there = timezone.localtime(until)
        day = "" if there.date() == timezone.localtime(now).date() else f"{there:%Y-%m-%d} "
        super().__init__(
            Text(
                sv="Det har begärts så många koder att vi väntar med nästa. "
                f"Försök igen efter {day}klockan {there:%H:%M}, eller skicka ett brev.",
                en="So many codes have been asked for that the next has to wait. "
                f"Try again after {day}{there:%H:%M}, or send a letter.",
            )
        )


def ask_for_code(*, number: str, deed: str, way: str, address: str, language: str) -> Request:
    """Bring a code to a number and return the request that waits for it.

    Raises BadInput for a number that may not be in the register or cannot get the code this way, TooManyError, and
    GensvarError when the code could not be brought.
    """
    nsn = registrable(number)
    if way == Request.Way.SMS and not is_mobile(nsn):
        raise BadInput(NO_SMS)
    code = f"{secrets.randbelow(10**6):06}"
    made = Request(
        deed=Deed(deed),
        way=Request.Way(way),
        number_key=hashed("number", str(nsn)),
        address_key=hashed("address", address),
        sealed=sealed(str(nsn)),
    )
    made.code_key = hashed("code", f"{made.pk}:{code}")
    made.save(force_insert=True)
    # Counted after it is stored: of two at the same moment each sees the other.
    until = wait_until(made, now := timezone.now())
    if until is not None:
        made.delete()
        raise TooManyError(until, now)
    _bring(Request.Way(way), e164(nsn), code, "en" if language == "en" else "sv")
    return made


def ask_again(*, request: Request, way: str, address: str, language: str) -> Request:
    """Bring another code to the number of a request, which then counts no more."""
    number = opened(request.sealed)
    if number is None:
        raise BadInput(Text(sv="Det har gått för lång tid. Börja om.", en="It has been too long. Start again."))
    made = ask_for_code(number=f"0{number}", deed=request.deed, way=way, address=address, language=language)
    Request.objects.filter(pk=request.pk).update(sealed="")
    return made


def _bring(way: Request.Way, number: str, code: str, language: str) -> None:
    try:
        if way == Request.Way.VOICE:
            the_caller().call(number, code)
        else:
            the_sender().send(number, SAID.fill(code=code).into("en" if language == "en" else "sv"))
    except Exception as problem:
        # Its text may hold the number; its kind does not.
        log.error("a code could not be brought (%s): %s", way.value, type(problem).__name__)
        raise GensvarError(
            Text(sv="Koden kunde inte skickas.", en="The code could not be sent."),
            mend=Text(sv="Försök igen om en stund.", en="Try again in a while."),
        ) from None


def confirm(*, request: Request, code: str) -> Version:
    """Enter what was asked for, if the code is right. Raises BadInput when it is not, is too old or tried too often."""
    if request.done_at is not None or request.made_at < timezone.now() - CODE_LASTS:
        raise BadInput(NO_LONGER)
    waiting = Request.objects.filter(pk=request.pk, done_at=None)
    if not waiting.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1):
        raise BadInput(TRIED_OUT)
    number = opened(request.sealed)
    right = secrets.compare_digest(request.code_key, hashed("code", f"{request.pk}:{code.strip()}"))
    if not right or number is None:
        left = MOST_TRIES - request.tries - 1
        raise BadInput(
            Text(sv=f"Koden stämmer inte. {_tries_sv(left)}", en=f"The code is not right. {_tries_en(left)}")
        )
    with transaction.atomic():  # what could not be entered can be tried again
        if not waiting.update(done_at=timezone.now(), sealed=""):
            raise BadInput(NO_LONGER)
        deed, channel = ENTERED[Deed(request.deed)], CHANNELS[Request.Way(request.way)]
        return the_register().record(deed, [int(number)], channel, f"request {request.pk}", timezone.now())


def _tries_sv(left: int) -> str:
    return f"Du har {left} försök kvar." if left > 0 else "Begär en ny."


def _tries_en(left: int) -> str:
    return f"You have {left} {'try' if left == 1 else 'tries'} left." if left > 0 else "Ask for a new one."
