"""H06: contact details too pale or too small to read."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.contrast import legible
from gensvar.audits.detectors.saying import proof, say, shown, words
from gensvar.audits.detectors.seen import gap
from gensvar.audits.elements import Style
from gensvar.audits.observation import Contact, Path, TargetKind, Walk
from gensvar.audits.verdict import Detection, FunctionDetector, Threshold
from gensvar.text import Text

_KINDS: tuple[TargetKind, ...] = ("phone", "email")


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    paths = [path for kind in _KINDS if (path := walk.best(kind))]
    if not paths:
        unclear = gap(walk) or any(walk.unreplayed(kind) for kind in _KINDS)
        said = words(
            "inga nådda kontaktuppgifter att läsa, se D01 och D02",
            "no contact details were reached to be read, see D01 and D02",
        )
        return say("H06", "cannot_tell" if unclear else "not_applicable", said)
    judged = [(one, style, legible(style, limits)) for path in paths for one, style in _looks(walk, path)]
    bad = [(one, style) for one, style, verdict in judged if verdict == "no"]
    known = [style.contrast for _, style, _ in judged if style.contrast is not None]
    figures = {"contrast": min(known)} if known else {}
    figures |= {"font_px": min(style.font_px for _, style, _ in judged)} if judged else {}
    if bad:
        one, style = bad[0]
        said = words("{what} är svårt att läsa (kontrast {contrast}, {px} px)", "{what} is hard to read (contrast {contrast}, {px} px)",
                     what=shown(one), contrast="?" if style.contrast is None else f"{style.contrast:.1f}", px=f"{style.font_px:g}")  # fmt: skip
        return say(
            "H06",
            "fail",
            said,
            found=[shown(one) for one, _ in bad],
            evidence=[proof(one) for one, _ in bad],
            figures=figures,
        )
    unknown = [one for one, _, verdict in judged if verdict == "unknown"]
    if unknown or not judged:
        said = words(
            "kontrasten går inte att räkna ut, till exempel över en bild",
            "the contrast cannot be computed, for example over a picture",
        )
        return say("H06", "cannot_tell", said, evidence=[proof(one) for one in unknown], figures=figures)
    return say(
        "H06", "pass", words("kontaktuppgifterna går att läsa", "the contact details can be read"), figures=figures
    )


def _looks(walk: Walk, path: Path) -> list[tuple[Contact, Style]]:
    """The look of the contact a path leads to: its own place, and parts inside that place."""
    state = walk.state(path.state)
    if not state or not path.contact:
        return []
    same = [
        one
        for one in walk.contacts
        if one.state == path.state and one.value == path.value and one.visible and one.source in ("text", "link")
    ]
    here = [
        one
        for one in same
        if one.selector == path.selector
        or one.selector.startswith(f"{path.selector} > ")
        or path.selector.startswith(f"{one.selector} > ")
    ]
    styles = {one.selector: one.style for one in state.texts if one.visible}
    styles |= {one.element.selector: one.element.style for one in state.links}
    return [(one, styles[one.selector]) for one in here or [path.contact] if one.selector in styles]


DETECTOR = FunctionDetector(
    id="H06",
    title=Text(sv="För blekt eller för litet", en="Too pale or too small"),
    definition=Text(
        sv="Underkänt när telefonnumret eller e-postadressen på den nådda platsen har lägre kontrast än WCAG 1.4.3 kräver (4,5; 3,0 för stor text) eller är mindre än 12 bildpunkter. Storleken är vår egen gräns, ingen standard.",
        en="Fails when the telephone number or e-mail address in the place reached has less contrast than WCAG 1.4.3 requires (4.5; 3.0 for large text) or is smaller than 12 pixels. The size is our own limit, no standard.",
    ),
    known_false_results=Text(
        sv="Över bilder och toningar går kontrasten inte att räkna ut: ”kan inte avgöras”.",
        en="Over pictures and gradients the contrast cannot be computed: “cannot tell”.",
    ),
    judge=_judge,
    thresholds=(
        Threshold(
            "min_contrast", Text(sv="minsta kontrast (WCAG 1.4.3)", en="least contrast (WCAG 1.4.3)"), "ratio", 4.5
        ),
        Threshold(
            "min_contrast_large",
            Text(sv="minsta kontrast för stor text (WCAG 1.4.3)", en="least contrast of large text (WCAG 1.4.3)"),
            "ratio",
            3.0,
        ),
        Threshold("min_px", Text(sv="minsta storlek (vår egen gräns)", en="least size (our own limit)"), "px", 12.0),
    ),
)
