"""D09: who the company is: organisation number, address and e-mail, all within reach."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.reach import Sought, missing, reached
from gensvar.audits.detectors.saying import MAX_STEPS, listed, proof, say, shown, words
from gensvar.audits.detectors.seen import first_states
from gensvar.audits.identity import masked
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_PARTS = (
    Sought("D09", "identity", Text(sv="organisationsnummer", en="an organisation number")),
    Sought("D09", "address", Text(sv="postadress", en="a postal address")),
    Sought("D09", "email", Text(sv="e-postadress", en="an e-mail address")),
)
_NAME = re.compile(r"\b[A-ZÅÄÖ][\w&åäöÅÄÖé-]*(?: [\w&åäöÅÄÖé-]+){0,4} (?:AB|HB|KB|Aktiebolag|ekonomisk förening|ek\. ?för\.|Oy|GmbH|Ltd)\b|\b[A-ZÅÄÖ]\w+ (?:kommun|region)\b")  # fmt: skip
_SOLE = re.compile(r"org(anisations)?[\s.-]*(nr|nummer)|enskild firma", re.IGNORECASE)


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    paths = {part.kind: walk.best(part.kind) for part in _PARTS}
    lacking = [part for part in _PARTS if not paths[part.kind]]
    if any(part.kind == "identity" for part in lacking) and _sole_trader(walk):
        said = words("numret ser ut som en enskild näringsidkares personnummer; det döljs här och ska ses av en människa",
                     "the number looks like a sole trader's personal number; it is hidden here and must be seen by a person")  # fmt: skip
        return say("D09", "cannot_tell", said)
    if lacking:
        verdicts = [(part, missing(part, walk)) for part in lacking]
        worst = next((one for _, one in verdicts if one.verdict == "fail"), verdicts[0][1])
        said = words(
            "saknas: {lacking} ({why})",
            "missing: {lacking} ({why})",
            lacking=listed(part.name for part in lacking),
            why=worst.reason,
        )
        return say("D09", worst.verdict, said, found=worst.found, evidence=worst.evidence)
    farthest = max((path for path in paths.values() if path), key=lambda one: (len(one.steps), one.scroll))
    judged = reached(
        Sought("D09", farthest.kind, Text(sv="företagets alla uppgifter", en="all the company's particulars")),
        farthest,
        limits,
    )
    known = [path.contact for path in paths.values() if path and path.contact]
    figures = {**dict(judged.figures), "named": float(any(_NAME.search(one.text) for one in first_states(walk)))}
    return say(
        "D09",
        judged.verdict,
        judged.reason,
        path=farthest,
        found=[shown(one) for one in known],
        evidence=[proof(one) for one in known],
        figures=figures,
    )


def _sole_trader(walk: Walk) -> bool:
    """A personal number beside the words for an organisation number."""
    return any(
        _SOLE.search(item.text) and masked(item.text) != item.text
        for state in first_states(walk)
        for item in state.texts
    )


DETECTOR = FunctionDetector(
    id="D09",
    title=Text(sv="Vem företaget är", en="Who the company is"),
    definition=Text(
        sv="Godkänt när organisationsnummer (rätt kontrollsiffra, tredje siffran minst 2), postadress och e-postadress alla nås på upprepade vägar; stegen är de till den uppgift som ligger längst bort. Siffran ”named” är 1 när ett namn med bolagsform syns. Jämför e-handelslagen (2002:562) 8 §.",
        en="Passes when organisation number (right check digit, third digit at least 2), postal address and e-mail address are all reached by replayed ways; the steps are those to the farthest. The figure “named” is 1 where a name with a company form is seen. Compare the Swedish e-commerce act (2002:562) section 8.",
    ),
    known_false_results=Text(
        sv="Enskilda näringsidkares nummer är personnummer: de döljs i bevisen och ger ”kan inte avgöras”. Ett organisationsnummer i text om någon annan kan tas för det egna.",
        en="Sole traders' numbers are personal numbers: they are hidden in the evidence and give “cannot tell”. A number in a text about somebody else may be taken for the company's own.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS,),
)  # fmt: skip
