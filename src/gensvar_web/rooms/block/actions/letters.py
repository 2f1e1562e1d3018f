"""Signed letters: two persons read each of them, and neither sees what the other one read."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from gensvar.blocklist.register.eligible import registrable
from gensvar.errors import BadInput
from gensvar.text import Text
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.block.actions.asking import ENTERED
from gensvar_web.rooms.block.models import Deed, Letter, Reading
from gensvar_web.rooms.block.queries import may_read
from gensvar_web.rooms.block.secrecy import opened, sealed
from gensvar_web.vault.register import the_register


@transaction.atomic
def enter_letter(*, actor: User, organisation: Organisation, name: str, number: str, deed: str) -> Letter:
    """Take in what one person read in a letter. When another has read the same, the register is told.

    Where readings differ a third person reads, or one of the two corrects their own. Raises BadInput for a number
    that may not be in the register, a letter that is done, and who has read it already.
    """
    require(actor, "block.run", organisation)
    nsn, name = registrable(number), _tidy(name)
    if str(nsn) in "".join(one for one in name if one.isdigit()):
        raise BadInput(
            Text(
                sv="Brevets nummer får inte vara telefonnumret: det står i loggen.",
                en="The letter's number must not be the telephone number: it stands in the log.",
            )
        )
    Letter.objects.get_or_create(name=name)
    letter = Letter.objects.select_for_update().get(name=name)
    if letter.done_at is not None:
        raise BadInput(Text(sv="Brevet är redan infört.", en="The letter has been entered already."))
    if not may_read(letter, actor):
        raise BadInput(
            Text(sv="Ett brev läses av två olika personer.", en="A letter is read by two different persons."),
            mend=Text(sv="Be en kollega läsa det.", en="Ask a colleague to read it."),
        )
    content = {"deed": deed, "sealed": sealed(str(nsn)), "read_at": timezone.now()}
    Reading.objects.update_or_create(letter=letter, by=actor, defaults=content)
    agree = any(one.deed == deed and opened(one.sealed) == str(nsn) for one in letter.readings.exclude(by=actor))
    told = {"agree": agree, "readings": letter.readings.count()}
    write_down(actor=actor, organisation=organisation, deed="block.read_letter", subject=letter, details=told)
    if agree:
        letter.deed, letter.done_at = deed, timezone.now()
        letter.save(update_fields=["deed", "done_at"])
        letter.readings.update(sealed="")
        the_register().record(ENTERED[Deed(deed)], [nsn], "letter", f"letter {letter.name}", timezone.now())
    return Letter.objects.get(pk=letter.pk)


@transaction.atomic
def set_letter_aside(*, actor: User, organisation: Organisation, letter: Letter) -> None:
    """Take a letter out of the queue: its number was written wrong, or it is not signed. Nothing is entered."""
    require(actor, "block.set_aside", organisation)
    if letter.done_at is not None:
        raise BadInput(Text(sv="Brevet är redan infört.", en="The letter has been entered already."))
    write_down(actor=actor, organisation=organisation, deed="block.set_letter_aside", subject=letter)
    letter.delete()


def _tidy(name: str) -> str:
    """Two persons write the same number of a letter in the same way, whatever their capitals and spaces."""
    return "".join(name.split()).upper()
