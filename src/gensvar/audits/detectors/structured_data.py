"""S01: what the site tells machines about contact, and whether customers are told the same."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, shown, words
from gensvar.audits.detectors.seen import contacts, first_states, for_people, gap
from gensvar.audits.observation import Contact, TargetKind, Walk
from gensvar.audits.structured import read_json_ld
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_ABOUT_CONTACT = re.compile(r"telephone|\"email|ContactPoint|PostalAddress|openingHours", re.IGNORECASE)
_COMPARED: tuple[TargetKind, ...] = ("phone", "email")
_KINDS: tuple[TargetKind, ...] = ("phone", "email", "address", "opening_hours")


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    broken = [Evidence(state.url, state.id, snippet=block.strip()[:200]) for state in first_states(walk) for block in state.json_ld
              if _ABOUT_CONTACT.search(block) and read_json_ld(block) is None]  # fmt: skip
    if broken:
        said = words(
            "kontaktuppgifterna för maskiner går inte att läsa (trasig JSON-LD)",
            "the contact details for machines cannot be read (broken JSON-LD)",
        )
        return say("S01", "fail", said, evidence=broken)
    told = [one for one in contacts(walk, *_KINDS) if one.source in ("json_ld", "microdata")]
    if not told:
        if why := gap(walk):
            return say(
                "S01",
                "cannot_tell",
                words("ingen sådan data sågs, men: {why}", "no such data was seen, but: {why}", why=why),
            )
        return say(
            "S01",
            "not_applicable",
            words(
                "webbplatsen berättar inget om kontakt för maskiner", "the site tells machines nothing about contact"
            ),
        )
    figures = {str(kind): float(any(one.kind == kind for one in told)) for kind in _KINDS}
    differing = [one for one in told if one.kind in _COMPARED and one.value not in _seen(walk, one.kind)]
    if differing:
        return _differing(walk, differing, figures)
    return say(
        "S01",
        "pass",
        words("maskiner får samma uppgifter som kunden", "machines are told the same as the customer"),
        found=[shown(one) for one in told],
        figures=figures,
    )


def _seen(walk: Walk, kind: TargetKind) -> set[str]:
    return {one.value for one in for_people(walk, kind)}


def _differing(walk: Walk, differing: list[Contact], figures: dict[str, float]) -> Detection:
    one = differing[0]
    proven = [Evidence(each.url, each.state, snippet=each.shown) for each in differing]
    said = words(
        "maskiner får {what}, som ingen kund ser", "machines are told {what}, which no customer sees", what=shown(one)
    )
    return say(
        "S01",
        "cannot_tell" if gap(walk) else "fail",
        said,
        found=[shown(each) for each in differing],
        evidence=proven,
        figures=figures,
    )


DETECTOR = FunctionDetector(
    id="S01",
    title=Text(sv="Uppgifter för maskiner", en="Details for machines"),
    definition=Text(
        sv="Läser JSON-LD och mikrodata (schema.org): telefon, e-post, adress, öppettider. Underkänt när de är trasiga eller när telefonnummer och e-post inte är de som kunden ser. Redovisar vilka slag som finns.",
        en="Reads JSON-LD and microdata (schema.org): telephone, e-mail, address, opening hours. Fails when they are broken or when telephone and e-mail are not those the customer sees. Reports which kinds exist.",
    ),
    known_false_results=Text(
        sv="Rester av tillägg och data om annat än kontakt räknas inte. Små fel i JSON (avslutande komma eller semikolon) förlåts. Adress och öppettider jämförs inte: de skrivs på för många sätt.",
        en="Leftovers of plug-ins and data about other things do not count. Small faults in JSON (a final comma or semicolon) are forgiven. Address and hours are not compared: they are written in too many ways.",
    ),
    judge=_judge,
)
