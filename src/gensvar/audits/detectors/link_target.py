"""H10: what a link dials or writes to, compared with what the customer reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gensvar.audits.detectors.saying import element_proof, proof, say, words
from gensvar.audits.detectors.seen import contacts, first_states, for_people, gap
from gensvar.audits.elements import Link
from gensvar.audits.mailboxes import mailboxes_in, written_to
from gensvar.audits.numbers import dialled, numbers_in
from gensvar.audits.observation import Contact, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    seen = [
        (state, link)
        for state in first_states(walk)
        for link in state.links
        if link.kind in ("tel", "mailto") and link.element.visible
    ]
    wrong = [
        (f"{link.element.text or link.element.name} → {link.href}", element_proof(state, link.element, fault))
        for state, link in seen
        for fault in _faults(link)
    ]
    plain = _not_linked(walk)
    figures = {"links": float(len(seen)), "wrong": float(len(wrong)), "not_linked": float(len(plain))}
    if wrong:
        said = words(
            "länken går inte dit texten säger: {link}",
            "the link does not go where its text says: {link}",
            link=wrong[0][0],
        )
        return say(
            "H10", "fail", said, found=[one for one, _ in wrong], evidence=[one for _, one in wrong], figures=figures
        )
    if plain and walk.viewport.touch:
        said = words(
            "numret {number} går inte att trycka på i telefonen",
            "the number {number} cannot be tapped on a phone",
            number=plain[0].shown,
        )
        return say(
            "H10",
            "fail",
            said,
            found=[one.shown for one in plain],
            evidence=[proof(one) for one in plain],
            figures=figures,
        )
    if seen or for_people(walk, "phone", "email"):
        return say(
            "H10", "pass", words("länkarna går dit texten säger", "the links go where their text says"), figures=figures
        )
    if why := gap(walk):
        return say(
            "H10", "cannot_tell", words("inga länkar sågs, men: {why}", "no links were seen, but: {why}", why=why)
        )
    return say("H10", "not_applicable", words("inga telefon- eller mejllänkar", "no telephone or mail links"))


def _faults(link: Link) -> Iterator[Text]:
    says = link.element.text or link.element.name
    if link.kind == "tel":
        number, valid, _ = dialled(link.href)
        if not valid:
            yield Text(sv="numret i länken är ogiltigt", en="the number in the link is invalid")
        read = [one.value for one in numbers_in(says)]
        if read and number not in read:
            yield Text(sv="länken ringer ett annat nummer", en="the link dials another number")
        elif not read and valid and len(re.sub(r"\D", "", says)) >= 6 and not _same_digits(says, number):
            yield Text(sv="texten är inget giltigt nummer", en="the text is no valid number")
    else:
        address, read = written_to(link.href), [one.value for one in mailboxes_in(says)]
        if not address and "?" not in link.href:
            yield Text(sv="adressen i länken är ogiltig", en="the address in the link is invalid")
        if address and read and address not in read:
            yield Text(sv="länken skriver till en annan adress", en="the link writes to another address")


def _same_digits(says: str, number: str) -> bool:
    """The last digits agree, whatever prefix is written."""
    return re.sub(r"\D", "", says)[-6:] == re.sub(r"\D", "", number)[-6:]


def _not_linked(walk: Walk) -> list[Contact]:
    linked = {one.value for one in contacts(walk, "phone") if one.source == "link"}
    texts = [one for one in for_people(walk, "phone") if one.source == "text" and one.value not in linked]
    return list({one.value: one for one in texts if one.about.get("rate") != "short"}.values())


DETECTOR = FunctionDetector(
    id="H10",
    title=Text(sv="Länken går någon annanstans", en="The link goes elsewhere"),
    definition=Text(
        sv="Underkänt när en länk ringer ett annat nummer eller skriver till en annan adress än texten säger, när det som rings är ogiltigt, eller när ett nummer inte går att trycka på i mobilen.",
        en="Fails when a link dials another number or writes to another address than its text says, when what is dialled is invalid, or when a number cannot be tapped on a phone.",
    ),
    known_false_results=Text(
        sv="+46 8 och 08 är samma nummer: båda sidor görs om till samma form först. Ett nummer som tar emot för flera avdelningar kan med avsikt skilja sig från texten.",
        en="+46 8 and 08 are the same number: both sides are brought to one form first. A number that takes calls for several departments may differ from the text on purpose.",
    ),
    judge=_judge,
)
