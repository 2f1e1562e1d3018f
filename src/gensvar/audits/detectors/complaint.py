"""D06: a place that tells how to complain."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_SOUGHT = Sought("D06", "complaint", Text(sv="en anvisning om hur man klagar", en="directions for how to complain"))


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    return judge_reach(_SOUGHT, walk, limits)


DETECTOR = FunctionDetector(
    id="D06",
    title=Text(sv="Hur man klagar", en="How to complain"),
    definition=Text(
        sv="Godkänt när en sida, ett avsnitt eller ett formulär som säger hur man klagar eller reklamerar nås på en upprepad väg. Det avgörs av rubriken och av att texten säger vad man ska göra.",
        en="Passes when a page, section or form that tells how to complain is reached by a replayed way. The heading decides, together with a text that says what to do.",
    ),
    known_false_results=Text(
        sv="Ordet ”klagomål” i en årsberättelse eller ”reklamation” i ett handlaravtal är ingen anvisning och räknas inte.",
        en="The word “complaints” in an annual report, or in a contract for merchants, is no direction and does not count.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS, MAX_SCROLL),
)
