"""Which numbers may be entered: Swedish ones that a person can hold. Premium, free, shared and foreign ones are
refused.
"""

from __future__ import annotations

from gensvar.blocklist.numbers.plan import Kind, kind_of
from gensvar.blocklist.numbers.reading import read_cell
from gensvar.blocklist.numbers.status import Status
from gensvar.errors import BadInput
from gensvar.text import Text

PERSONAL_KINDS = (Kind.FIXED, Kind.MOBILE, Kind.PERSONAL)
_MEND = Text(
    sv="Skriv ett svenskt fast eller mobilt nummer med riktnummer, till exempel 070-123 45 67.",
    en="Write a Swedish fixed or mobile number with its area code, such as 070-123 45 67.",
)
_REFUSED: dict[Kind, Text] = {
    Kind.PREMIUM: Text(sv="betalnummer kan inte spärras", en="premium-rate numbers cannot be blocked"),
    Kind.FREEPHONE: Text(sv="020-nummer kan inte spärras", en="freephone numbers cannot be blocked"),
    Kind.SHARED_COST: Text(sv="077-nummer kan inte spärras", en="shared-cost numbers cannot be blocked"),
    Kind.UAN: Text(
        sv="010-nummer hör normalt till företag och kan inte spärras här",
        en="numbers beginning 010 normally belong to companies and cannot be blocked here",
    ),
}


def registrable(text: str) -> int:
    """Return the NSN of a number somebody asks to have in the register. Raises BadInput when it may not be there."""
    cell = read_cell(text)
    if cell.otherwise == Status.FOREIGN:
        raise BadInput(Text(sv="utländska nummer kan inte spärras", en="foreign numbers cannot be blocked"), mend=_MEND)
    if cell.otherwise != Status.FREE or len(cell.shown.split()) != 1:
        raise BadInput(
            Text(sv="det är inget svenskt telefonnummer", en="that is no Swedish telephone number"), mend=_MEND
        )
    number = cell.readings[0]
    kind = kind_of(number)
    if kind not in PERSONAL_KINDS:
        what = _REFUSED.get(
            kind, Text(sv="det slaget av nummer kan inte spärras", en="that kind of number cannot be blocked")
        )
        raise BadInput(what, mend=_MEND)
    return number


def is_mobile(number: int) -> bool:
    """Return whether an NSN can receive a text message."""
    return kind_of(number) == Kind.MOBILE
