"""L04: codes of conduct that the company says it follows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.detectors.seen import first_states, gap
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_CODE = re.compile(
    r"uppförandekod\w*|etiska (regler|riktlinjer|regelverk)\w*|branschregler|branschöverenskommelse|trygg e-handel|"
    r"\bkontaktas?\b (etiska|regler|branschorganisation)|codes? of (conduct|ethics|practice)|ethical (rules|guidelines)|käytännesään\w*",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"leverantör|medarbetar|anställda|partner|supplier|employee|staff", re.IGNORECASE)


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    found = [
        (match[0], Evidence(state.url, state.id, item.selector, item.text[:200]))
        for state in first_states(walk) for item in state.texts
        if item.visible and (match := _CODE.search(item.text)) and not _OTHERS.search(item.text[max(0, match.start() - 40) : match.end() + 40])
    ]  # fmt: skip
    if found:
        said = words(
            "webbplatsen nämner regler som företaget följer: {code}",
            "the site names rules that the company follows: {code}",
            code=found[0][0],
        )
        return say("L04", "pass", said, found=[one for one, _ in found], evidence=[one for _, one in found])
    if why := gap(walk):
        return say(
            "L04",
            "cannot_tell",
            words(
                "inga regler nämns på det som sågs, men: {why}",
                "no rules are named on what was seen, but: {why}",
                why=why,
            ),
        )
    return say(
        "L04",
        "fail",
        words("inga etiska regler eller uppförandekoder nämns", "no ethical rules or codes of conduct are named"),
    )


DETECTOR = FunctionDetector(
    id="L04",
    title=Text(sv="Uppförandekoder nämns", en="Codes of conduct are named"),
    definition=Text(
        sv="Godkänt när en sida nämner etiska regler eller en uppförandekod som företaget följer mot kunder. Underkänt när hela webbplatsen är sedd och ingen nämns. Distansavtalslagen (2005:59) kräver att koder som gäller nämns.",
        en="Passes when a page names ethical rules or a code of conduct that the company follows towards customers. Fails when the whole site was seen and none is named. The Swedish distance contracts act (2005:59) requires that codes which apply are named.",
    ),
    known_false_results=Text(
        sv="Ett företag som inte är bundet av någon kod har inget att nämna. Koder för leverantörer och medarbetare räknas inte.",
        en="A company bound by no code has none to name. Codes for suppliers and staff do not count.",
    ),
    judge=_judge,
)
