"""A02: the way with the keyboard alone: reached, not trapped, focus visible and not covered."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import element_proof, say, words
from gensvar.audits.observation import PageState, Path, TabRound, TargetKind, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector
from gensvar.text import Text

_KINDS: tuple[TargetKind, ...] = ("phone", "email", "chat", "complaint", "withdrawal", "cancellation")
Rounds = list[tuple[PageState, TabRound]]


def _judge(walk: Walk, _: Mapping[str, float]) -> Detection:
    rounds = [(state, state.tabs) for page in walk.contact_path() for state in page.states if state.tabs]
    paths = [path for kind in _KINDS if (path := walk.best(kind))]
    figures = _figures(rounds, paths)
    barred = [one for one in paths if one.keyboard is False]
    if barred:
        said = words("{what} nås inte med bara tangentbordet ({why})", "{what} is not reached by keyboard alone ({why})", what=barred[0].shown or barred[0].kind, why=barred[0].keyboard_why_not)  # fmt: skip
        proven = [Evidence(one.url, one.state, one.selector, one.shown) for one in barred]
        return say("A02", "fail", said, path=barred[0], evidence=proven, figures=figures)
    return _by_rounds(rounds, paths, walk, figures)


def _figures(rounds: Rounds, paths: list[Path]) -> dict[str, float]:
    stops = [stop for _, one in rounds for stop in one.stops]
    return {
        "stops": float(len(stops)),
        "covered": float(sum(stop.covered for stop in stops)),
        "unseen": float(sum(stop.shows is False for stop in stops)),
        "presses": float(max((one.keyboard_presses or 0 for one in paths), default=0)),
    }


def _by_rounds(rounds: Rounds, paths: list[Path], walk: Walk, figures: dict[str, float]) -> Detection:
    for state, one in rounds:
        if one.trapped:
            said = words(
                "tangentbordet fastnar på {url}: Tab kommer inte vidare",
                "the keyboard is caught on {url}: Tab gets no further",
                url=state.url,
            )
            return say(
                "A02",
                "fail",
                said,
                evidence=[Evidence(state.url, state.id, selector) for selector in one.trap],
                figures=figures,
            )
    covered = [(state, stop.element) for state, one in rounds for stop in one.stops if stop.covered]
    if covered:
        said = words("fokus hamnar bakom något som täcker det", "the focus lands behind something that covers it")
        return say("A02", "fail", said, evidence=[element_proof(*one) for one in covered], figures=figures)
    known = [(state, stop) for state, one in rounds for stop in one.stops if stop.shows is not None]
    unseen = [(state, stop.element) for state, stop in known if stop.shows is False]
    if len(known) > 1 and len(unseen) == len(known):
        said = words(
            "ingenstans syns vilket element som har fokus", "nowhere can it be seen which element has the focus"
        )
        return say("A02", "fail", said, evidence=[element_proof(*one) for one in unseen], figures=figures)
    if unseen:
        said = words("på {count} av {all} ställen syntes ingen ändring när fokus kom; se efter för hand", "in {count} of {all} places no change was seen when the focus came; check by hand", count=len(unseen), all=len(known))  # fmt: skip
        return say("A02", "cannot_tell", said, evidence=[element_proof(*one) for one in unseen], figures=figures)
    untried = [one for one in paths if one.keyboard is None]
    if not rounds or any(one.cut for _, one in rounds) or (untried and not walk.viewport.touch):
        said = words("tangentbordet kunde inte prövas hela vägen", "the keyboard could not be tried all the way")
        return say("A02", "cannot_tell", said, figures=figures)
    said = words(
        "hela vägen går med tangentbordet, och fokus syns",
        "the whole way works by keyboard, and the focus is visible",
    )
    if any(not one.complete for _, one in rounds):
        said = words(
            "hela vägen går med tangentbordet; på långa sidor prövades bara de första {count} ställena",
            "the whole way works by keyboard; on long pages only the first {count} places were tried",
            count=max(len(one.stops) for _, one in rounds if not one.complete),
        )
    return say("A02", "pass", said, figures=figures)


DETECTOR = FunctionDetector(
    id="A02",
    title=Text(sv="Med bara tangentbord", en="By keyboard alone"),
    definition=Text(
        sv="Samma väg med Tab och Enter. Underkänt när ett steg inte nås, när Tab fastnar, när fokus hamnar bakom något (WCAG 2.4.11) eller när fokus inte syns någonstans. På pekskärm prövas rundan med Tab men inte vägen.",
        en="The same way by Tab and Enter. Fails when a step is not reached, when Tab is caught, when the focus lands behind something (WCAG 2.4.11) or when the focus can be seen nowhere. On a touch screen the round by Tab is tried, not the way.",
    ),
    known_false_results=Text(
        sv="Mjuk rullning får täckta element att se ut som fler: den stängs av först. En fokusmarkering som ritas med ett pseudoelement syns inte för oss: syns fokus på en del ställen blir svaret ”kan inte avgöras”.",
        en="Smooth scrolling makes more elements look covered: it is turned off first. A focus mark drawn by a pseudo-element is not seen by us: where the focus shows in some places the answer is “cannot tell”.",
    ),
    judge=_judge,
)
