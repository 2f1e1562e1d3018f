"""D03: a postal address that a person can see and reach."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_SOUGHT = Sought("D03", "address", Text(sv="en postadress", en="a postal address"))


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    return judge_reach(_SOUGHT, walk, limits)


DETECTOR = FunctionDetector(
    id="D03",
    title=Text(sv="Postadress", en="Postal address"),
    definition=Text(
        sv="Godkänt när postnummer och ort bredvid gata eller box syns och nås på en upprepad väg. En adress som bara står i strukturerad data ser ingen kund.",
        en="Passes when a postcode and town beside a street or box can be seen and are reached by a replayed way. An address in structured data alone is seen by no customer.",
    ),
    known_false_results=Text(
        sv="Räkneexempel och mallar (”720 80 Landsbyn”) räknas inte. Adressen till en anläggning eller butik kan tas för företagets egen.",
        en="Worked examples and templates (“720 80 Landsbyn”) do not count. The address of a facility or shop may be taken for the company's own.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS, MAX_SCROLL),
)
