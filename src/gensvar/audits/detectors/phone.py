"""D01: a telephone number that a person can see and reach."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS, proof, say, words
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_SOUGHT = Sought("D01", "phone", Text(sv="ett telefonnummer", en="a telephone number"))


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    path = walk.best("phone")
    if path and path.contact and path.contact.about.get("valid") == "no":
        reason = words("det enda nummer som kunden når ({number}) är inget giltigt telefonnummer",
                       "the only number a customer reaches ({number}) is no valid telephone number", number=path.value)  # fmt: skip
        return say("D01", "cannot_tell", reason, path=path, found=[path.value], evidence=[proof(path.contact)])
    return judge_reach(_SOUGHT, walk, limits)


DETECTOR = FunctionDetector(
    id="D01",
    title=Text(sv="Telefonnummer", en="Telephone number"),
    definition=Text(
        sv="Godkänt när ett synligt och giltigt telefonnummer nås på en väg som har upprepats med riktiga klick, inom gränsen om en sådan är satt. Underkänt när hela webbplatsen är sedd och inget nummer syns.",
        en="Passes when a visible, valid telephone number is reached by a way that was replayed with real clicks, within the limit if one is set. Fails when the whole site was seen and no number can be seen.",
    ),
    known_false_results=Text(
        sv="Artikelnummer och andra siffror kan se ut som telefonnummer; de sorteras bort efter orden framför. Korta nummer (112, 1177, 118 118) känns bara igen bredvid ord om att ringa.",
        en="Article numbers and other digits can look like telephone numbers; the words before them tell them apart. Short codes (112, 1177, 118 118) are known only beside words about calling.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS, MAX_SCROLL),
)
