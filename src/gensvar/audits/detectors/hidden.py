"""H01 and H02: contacts in the code that no customer sees, or sees only after opening something."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.saying import listed, proof, say, shown, words
from gensvar.audits.detectors.seen import contacts, for_people, gap
from gensvar.audits.observation import Contact, TargetKind, Walk
from gensvar.audits.verdict import Detection, Evidence, FunctionDetector, Threshold
from gensvar.text import Text

_KINDS: dict[TargetKind, Text] = {
    "phone": Text(sv="telefonnummer", en="telephone number"),
    "email": Text(sv="e-postadress", en="e-mail address"),
    "address": Text(sv="postadress", en="postal address"),
}
_BY_STYLE = ("display", "visibility", "opacity", "clip", "zero_box", "off_screen", "same_colour")
_OPENED: tuple[TargetKind, ...] = ("phone", "email", "opening_hours", "chat")


def _judge_style(walk: Walk, _: Mapping[str, float]) -> Detection:
    every = contacts(walk, *_KINDS)
    hidden = {kind: some for kind in _KINDS if (some := [one for one in every if one.kind == kind and _by_style(one)])}
    alone = {kind: some for kind, some in hidden.items() if not for_people(walk, kind)}
    figures = {"hidden": float(len({one.value for some in hidden.values() for one in some}))}
    if alone:
        found = [one for some in alone.values() for one in some]
        why = gap(walk)
        said = words("{what} finns i koden men är dolt för kunden ({how})", "{what} is in the code but hidden from the customer ({how})",
                     what=listed(_KINDS[kind] for kind in alone), how=found[0].hidden_reason)  # fmt: skip
        if why:
            said = words(
                "{said}; allt kunde inte ses: {why}", "{said}; not all could be seen: {why}", said=said, why=why
            )
        return say(
            "H01",
            "cannot_tell" if why else "fail",
            said,
            found=[shown(one) for one in found],
            evidence=[proof(one) for one in found],
            figures=figures,
        )
    if not for_people(walk, *_KINDS):
        return _nothing("H01", walk)
    return say(
        "H01",
        "pass",
        words("det som står i koden ser kunden också", "what is in the code is seen by the customer, too"),
        figures=figures,
    )


def _by_style(contact: Contact) -> bool:
    return not contact.visible and contact.source in ("text", "link") and contact.hidden_reason in _BY_STYLE


def _nothing(id: str, walk: Walk) -> Detection:  # noqa: A002
    if why := gap(walk):
        return say(
            id,
            "cannot_tell",
            words("inga kontaktuppgifter sågs, men: {why}", "no contact details were seen, but: {why}", why=why),
        )
    return say(
        id,
        "not_applicable",
        words("inga kontaktuppgifter att dölja, se D01–D03", "no contact details to hide, see D01–D03"),
    )


def _judge_interaction(walk: Walk, limits: Mapping[str, float]) -> Detection:
    hovers = [
        one for kind in _OPENED if not walk.best(kind) for one in walk.unreplayed(kind) if one.why_not == "hover_only"
    ]
    if hovers:
        said = words("{what} syns bara medan musen vilar på en meny: inte på pekskärm, inte med tangentbord",
                     "{what} is seen only while a mouse rests on a menu: not on a touch screen, not by keyboard", what=hovers[0].shown or hovers[0].value)  # fmt: skip
        return say(
            "H02", "fail", said, evidence=[Evidence(one.url, one.state, one.selector, one.shown) for one in hovers]
        )
    paths = [path for kind in _OPENED if (path := walk.best(kind))]
    if paths:
        return _opened(walk, limits)
    closed = [one for one in contacts(walk, *_OPENED) if not one.visible and one.hidden_reason == "closed"]
    if closed or any(walk.unreplayed(kind) for kind in _OPENED):
        said = words(
            "kontaktuppgifter ligger bakom något som inte gick att öppna",
            "contact details lie behind something that could not be opened",
        )
        return say(
            "H02", "cannot_tell", said, found=[shown(one) for one in closed], evidence=[proof(one) for one in closed]
        )
    return _nothing("H02", walk)


def _opened(walk: Walk, limits: Mapping[str, float]) -> Detection:
    """Count what must be opened on the way to each kind; the telephone's way is shown."""
    paths = {kind: path for kind in _OPENED if (path := walk.best(kind))}
    counts = {kind: sum(step.kind == "open" for step in path.steps) for kind, path in paths.items()}
    kind = max(counts, key=lambda one: (counts[one], one == "phone"))
    figures = {f"opened_{name}": float(count) for name, count in counts.items()}
    most = counts[kind]
    said = words("inget behöver öppnas på vägen", "nothing must be opened on the way") if not most else words("kunden måste öppna {count} meny eller dragspel på vägen", "a customer must open {count} menu or accordion on the way", count=most)  # fmt: skip
    far = most > limits.get("max_opened", most)
    return say("H02", "fail" if far else "pass", said, path=paths[kind], figures=figures)


DETECTORS = (
    FunctionDetector(
        id="H01",
        title=Text(sv="Dolt med stil", en="Hidden by style"),
        definition=Text(
            sv="Underkänt när telefonnummer, e-postadress eller postadress finns i koden men inget av slaget syns: dolt med display, visibility, genomskinlighet, beskärning, ingen yta, utanför skärmen eller samma färg som bakgrunden.",
            en="Fails when a telephone number, e-mail address or postal address is in the code but none of its kind can be seen: hidden by display, visibility, transparency, clipping, no area, off the screen or the colour of the background.",
        ),
        known_false_results=Text(
            sv="Bildspel, utskriftsrader och hopplänkar döljer text med rätta. Därför räknas bara det som inte syns någon annanstans.",
            en="Slide shows, lines for print and skip links hide text rightly. Therefore only what is seen nowhere else counts.",
        ),
        judge=_judge_style,
    ),
    FunctionDetector(
        id="H02",
        title=Text(sv="Bakom meny eller dragspel", en="Behind a menu or an accordion"),
        definition=Text(
            sv="Räknar vad kunden måste öppna på vägen till telefon, e-post, öppettider och chatt. Underkänt när något bara syns medan musen vilar över, eller när fler öppnas än gränsen om en sådan är satt.",
            en="Counts what a customer must open on the way to telephone, e-mail, opening hours and chat. Fails when something is seen only while the mouse rests over it, or when more is opened than the limit if one is set.",
        ),
        known_false_results=Text(
            sv="Frågor och svar i dragspel och menyer på mobil är i sin ordning: de räknas som steg, inte som fel.",
            en="Questions and answers in accordions, and menus on phones, are in order: they count as steps, not as faults.",
        ),
        judge=_judge_interaction,
        thresholds=(
            Threshold("max_opened", Text(sv="högst så många öppnade", en="at most this many opened"), "count"),
        ),
    ),
)
