"""D08: a way to end a contract that goes on; D11: leaving compared with joining."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.reach import Sought, judge_reach
from gensvar.audits.detectors.saying import MAX_SCROLL, MAX_STEPS, proof, say, words
from gensvar.audits.detectors.seen import first_states, gap, has_login
from gensvar.audits.observation import Path, TargetKind, Walk
from gensvar.audits.verdict import Detection, FunctionDetector, Threshold
from gensvar.text import Text

_SOUGHT = Sought("D08", "cancellation", Text(sv="en väg att säga upp avtalet", en="a way to end the contract"))
_GOES_ON = re.compile(r"abonnemang|prenumer|medlemskap|månadskostnad|kr/mån|kr (i|per) månad|bindningstid|uppsägningstid|elavtal|löpande avtal|avtalet (förlängs|löper)|subscription|membership|per month|tilaus(?:sopimus|maksu)|jäsenyy", re.IGNORECASE)  # fmt: skip
_LEAVING: tuple[TargetKind, ...] = ("withdrawal", "cancellation")
_REPORTED: tuple[TargetKind, ...] = ("complaint", "phone", "chat", "email")


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    return judge_reach(_SOUGHT, walk, limits, _none(walk))


def _none(walk: Walk) -> Detection | None:
    if not any(_GOES_ON.search(state.text) for state in first_states(walk)):
        said = words(
            "inget abonnemang eller annat löpande avtal nämns", "no subscription or other lasting contract is named"
        )
        return say("D08", "not_applicable", said)
    if has_login(walk):
        said = words("ingen väg att säga upp syns öppet; den kan ligga bakom inloggningen",
                     "no way to cancel is in the open; it may lie behind the log-in")  # fmt: skip
        return say("D08", "cannot_tell", said)
    return None


def _judge_asymmetry(walk: Walk, limits: Mapping[str, float]) -> Detection:
    joining = walk.best("buy")
    if not joining:
        if walk.unreplayed("buy") or gap(walk):
            return say(
                "D11",
                "cannot_tell",
                words(
                    "vägen till köp kunde inte upprepas eller ses", "the way to buying could not be replayed or seen"
                ),
            )
        return say(
            "D11",
            "not_applicable",
            words("inget köp och ingen anmälan på webbplatsen", "nothing to buy or sign up for on the site"),
        )
    leaving = [path for kind in _LEAVING if (path := walk.best(kind))]
    figures = _figures(walk)
    if not leaving:
        said = words(
            "ingen väg ut nåddes att jämföra köpet med, se D07 och D08",
            "no way out was reached to compare buying with, see D07 and D08",
        )
        return say("D11", "cannot_tell", said, figures=figures)
    worst = max(leaving, key=lambda one: len(one.steps))
    return _compared(joining, worst, limits.get("max_more_steps", 0.0), figures)


def _figures(walk: Walk) -> dict[str, float]:
    kinds: tuple[TargetKind, ...] = ("buy", *_LEAVING, *_REPORTED)
    return {f"steps_{kind}": float(len(path.steps)) for kind in kinds if (path := walk.best(kind))}


def _compared(joining: Path, leaving: Path, most: float, figures: dict[str, float]) -> Detection:
    there, back = len(joining.steps), len(leaving.steps)
    harder = back - there > most
    said = words(
        "att köpa tar {there} steg, att lämna tar {back}",
        "buying takes {there} steps, leaving takes {back}",
        there=there,
        back=back,
    )
    proven = [proof(one.contact) for one in (joining, leaving) if one.contact]
    figures = {**figures, "more_steps": float(back - there)}
    return say("D11", "fail" if harder else "pass", said, path=leaving, evidence=proven, figures=figures)


DETECTORS = (
    FunctionDetector(
        id="D08",
        title=Text(sv="Säga upp", en="Ending the contract"),
        definition=Text(
            sv="Gäller webbplatser med abonnemang eller andra löpande avtal. Godkänt när en knapp, sida eller anvisning för att säga upp nås på en upprepad väg. Underkänt när hela webbplatsen är sedd och ingen finns.",
            en="Concerns sites with subscriptions or other lasting contracts. Passes when a button, page or direction for ending the contract is reached by a replayed way. Fails when the whole site was seen and there is none.",
        ),
        known_false_results=Text(
            sv="”Säga upp” i löpande avtalstext är ingen anvisning och räknas inte. Uppsägning bakom inloggning ger ”kan inte avgöras”.",
            en="“Terminate” in the prose of a contract is no direction and does not count. Cancelling behind a log-in gives “cannot tell”.",
        ),
        judge=_judge,
        thresholds=(MAX_STEPS, MAX_SCROLL),
    ),
    FunctionDetector(
        id="D11",
        title=Text(sv="Lättare in än ut", en="Easier in than out"),
        definition=Text(
            sv="Jämför stegen till att köpa eller bli kund med stegen till att ångra och säga upp. Underkänt när vägen ut är längre, med mer än den tillåtna skillnaden om en sådan är satt. Stegen till klagomål, telefon, chatt och e-post redovisas bredvid.",
            en="Compares the steps to buying or signing up with those to withdrawing and cancelling. Fails when the way out is longer, by more than the allowed difference if one is set. The steps to complaints, telephone, chat and e-mail are reported beside it.",
        ),
        known_false_results=Text(
            sv="Provbutiker har köpknappar utan kassa. Bara vägen till knappen räknas, inte det som följer: inget köp och ingen uppsägning genomförs.",
            en="Demo shops have buttons for buying without a checkout. Only the way to the button is counted, not what follows: nothing is bought or cancelled.",
        ),
        judge=_judge_asymmetry,
        thresholds=(Threshold("max_more_steps", Text(sv="så många fler steg ut än in", en="this many more steps out than in"), "steps"),),
    ),
)  # fmt: skip
