"""D04: opening hours, and whether they are said to be those of the telephone or the chat."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS
from gensvar.audits.observation import Contact, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_SOUGHT = Sought("D04", "opening_hours", Text(sv="öppettider", en="opening hours"))
_CHANNEL = re.compile(
    r"telefon|\bring|\btel\b|chatt?|kundservice|kundtjänst|call|phone|customer service|puhelin|soita", re.IGNORECASE
)


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    found = judge_reach(_SOUGHT, walk, limits)
    contact = found.path.contact if found.path else None
    return replace(found, figures=(*found.figures, ("tied", float(_tied(walk, contact))))) if contact else found


def _tied(walk: Walk, contact: Contact) -> bool:
    """Whether a word for the telephone, the chat or customer service stands near the hours."""
    state = walk.state(contact.state)
    near = [one.block or one.text for one in state.texts if one.selector == contact.selector] if state else []
    return any(_CHANNEL.search(one) for one in [contact.shown, *near])


DETECTOR = FunctionDetector(
    id="D04",
    title=Text(sv="Öppettider", en="Opening hours"),
    definition=Text(
        sv="Godkänt när en dag med ett rimligt klockslag till klockslag syns och nås på en upprepad väg. Siffran ”tied” är 1 när tiderna står nära ett ord om telefon, chatt eller kundservice.",
        en="Passes when a day with a plausible range of clock times can be seen and is reached by a replayed way. The figure “tied” is 1 where the hours stand near a word for telephone, chat or customer service.",
    ),
    known_false_results=Text(
        sv="Gatunummer (”Hansonsgatan 67-73”), organisationsnummer och datum (”den 7-8 december”) liknar tider; dag och klocka måste höra ihop. En butiks tider kan tas för kundservicens: se ”tied”.",
        en="Street numbers (“Hansonsgatan 67-73”), organisation numbers and dates (“7-8 December”) resemble hours; day and clock must belong together. A shop's hours may be taken for customer service's: see “tied”.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS, MAX_SCROLL),
)
