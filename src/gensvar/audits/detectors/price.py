"""P01: an expensive number with its price beside it; L03: what a call costs is said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import proof, say, shown, words
from gensvar.audits.detectors.seen import for_people, gap
from gensvar.audits.observation import Contact, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_NEAR = 300  # characters on each side that are beside the number
_AMOUNT = re.compile(r"\d[\d ,.]*\s?(kr|kronor|öre|sek|€|euro)\b[^.!?\n]{0,20}(min|samtal|call|gång|sms|st\b)|(kr|öre|€|euro)\s?/\s?(min|samtal|call)|samtalsavgift\w* \d|lokaltaxa", re.IGNORECASE)  # fmt: skip
_PRICE = re.compile(r"kostar|kostnad|\btaxa|lokaltaxa|gratis|avgiftsfri|vanligt samtal|normal (rate|taxa)|basic rate|local rate|free of charge|freephone|cost of (the|a) call|toll[- ]free|maksuton|\bpvm\b|\bmpm\b", re.IGNORECASE)  # fmt: skip
_EXPENSIVE = ("premium", "shared")


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    numbers = for_people(walk, "phone")
    if not numbers:
        return _without("P01", walk)
    dear = [one for one in numbers if one.about.get("rate") in _EXPENSIVE]
    silent = _silent(walk, dear, _AMOUNT)
    figures = {
        "expensive": float(len({one.value for one in dear})),
        "without_price": float(len({one.value for one in silent})),
    }
    if silent:
        said = words("numret {number} kan kosta mer än ett vanligt samtal, och priset står inte bredvid",
                     "the number {number} may cost more than a normal call, and the price does not stand beside it", number=shown(silent[0]))  # fmt: skip
        return say(
            "P01",
            "fail",
            said,
            found=[shown(one) for one in silent],
            evidence=[proof(one) for one in silent],
            figures=figures,
        )
    said = words("priset står vid det dyrare numret", "the price stands beside the expensive number") if dear else words("inget nummer är dyrare än ett vanligt samtal", "no number costs more than a normal call")  # fmt: skip
    return say(
        "P01", "pass", said, found=[shown(one) for one in dear], evidence=[proof(one) for one in dear], figures=figures
    )


def _judge_stated(walk: Walk, _: Mapping[str, float]) -> Detection:
    numbers = for_people(walk, "phone")
    if not numbers:
        return _without("L03", walk)
    silent = _silent(walk, [one for one in numbers if one.about.get("rate") != "free"], _PRICE)
    if not silent:
        return say("L03", "pass", words("det står vad ett samtal kostar", "it is said what a call costs"))
    said = words(
        "det står ingenstans vad det kostar att ringa {number}",
        "nowhere is it said what calling {number} costs",
        number=shown(silent[0]),
    )
    return say("L03", "fail", said, found=[shown(one) for one in silent], evidence=[proof(one) for one in silent])


def _without(id: str, walk: Walk) -> Detection:  # noqa: A002
    why = gap(walk)
    if why or walk.unreplayed("phone"):
        said = words("inget nummer sågs, men allt kunde inte ses", "no number was seen, but not all could be seen")
        return say(id, "cannot_tell", said)
    return say(
        id, "not_applicable", words("inget telefonnummer att ringa, se D01", "no telephone number to call, see D01")
    )


def _silent(walk: Walk, numbers: list[Contact], price: re.Pattern[str]) -> list[Contact]:
    """The numbers that have no price beside them in any place where they are shown."""
    said = {one.value for one in numbers if price.search(_beside(walk, one))}
    return [one for one in numbers if one.value not in said]


def _beside(walk: Walk, contact: Contact) -> str:
    state = walk.state(contact.state)
    if not state:
        return ""
    blocks = [one.block or one.text for one in state.texts if one.selector == contact.selector]
    at = state.text.find(contact.shown.strip()) if contact.shown.strip() else -1
    return " ".join([*blocks, state.text[max(0, at - _NEAR) : at + _NEAR] if at >= 0 else ""])


DETECTORS = (
    FunctionDetector(
        id="P01",
        title=Text(sv="Dyra nummer utan pris", en="Expensive numbers without a price"),
        definition=Text(
            sv="Underkänt när ett synligt nummer är ett betalnummer (0900, 0939, 0944) eller har delad kostnad (0770–0779) och inget pris står bredvid någonstans där det visas.",
            en="Fails when a visible number is a premium one (0900, 0939, 0944) or shares the cost (0770–0779) and no price stands beside it wherever it is shown.",
        ),
        known_false_results=Text(
            sv="020 och 0200 är gratis för den som ringer och 010 kostar som ett vanligt samtal: de räknas inte som dyra.",
            en="020 and 0200 are free for the caller and 010 costs as a normal call: they do not count as expensive.",
        ),
        judge=_judge,
    ),
    FunctionDetector(
        id="L03",
        title=Text(sv="Vad det kostar att ringa", en="What calling costs"),
        definition=Text(
            sv="Godkänt när det bredvid numret, på någon sida, står vad ett samtal kostar; frisamtal (020) behöver inte säga det. Distansavtalslagen (2005:59) kräver det bara när kostnaden inte är den vanliga, så för vanliga nummer är detta god sed och inte lag.",
            en="Passes when it is said beside the number, on some page, what a call costs; freephone numbers (020) need not. The Swedish distance contracts act (2005:59) requires it only where the cost is not the normal one, so for normal numbers this is good practice, not law.",
        ),
        known_false_results=Text(
            sv="Ord om pris på en vara nära numret kan tas för samtalets pris. Priset i en bild syns inte.",
            en="Words about the price of goods near the number may be taken for the price of the call. A price in a picture is not seen.",
        ),
        judge=_judge_stated,
    ),
)
