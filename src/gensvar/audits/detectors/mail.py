"""D02: an e-mail address that a person can see and reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS, proof, say, words
from gensvar.audits.detectors.seen import for_people
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_SOUGHT = Sought("D02", "email", Text(sv="en e-postadress", en="an e-mail address"))


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    path = walk.best("email")
    if path and path.contact and path.contact.about.get("personal") and not _for_all(walk, path.url):
        reason = words("kunden når bara en anställds egen adress; om kundservice läser den går inte att säga",
                       "a customer reaches only an employee's own address; whether customer service reads it cannot be told")  # fmt: skip
        return say("D02", "cannot_tell", reason, path=path, evidence=[proof(path.contact)])
    found = judge_reach(_SOUGHT, walk, limits)
    hidden = [one for one in for_people(walk, "email") if one.about.get("obfuscated")]
    figures = (*found.figures, ("obfuscated", float(len({one.value for one in hidden}))))
    return replace(found, figures=figures)


def _for_all(walk: Walk, url: str) -> bool:
    return any(not one.about.get("personal") and one.url == url for one in for_people(walk, "email"))


DETECTOR = FunctionDetector(
    id="D02",
    title=Text(sv="E-postadress", en="E-mail address"),
    definition=Text(
        sv="Godkänt när en synlig adress eller mejllänk nås på en upprepad väg. Adresser som är skrivna för att lura robotar, ”(at)” eller hopsatta av skript, räknas men redovisas för sig.",
        en="Passes when a visible address or mail link is reached by a replayed way. Addresses written to fool robots, “(at)” or put together by a script, count but are reported apart.",
    ),
    known_false_results=Text(
        sv="Exempeladresser i formulär (namn@exempel.se) räknas inte. Finns bara en anställds egen adress blir svaret ”kan inte avgöras”.",
        en="Sample addresses in forms (name@example.com) do not count. Where there is only an employee's own address the answer is “cannot tell”.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS, MAX_SCROLL),
)
