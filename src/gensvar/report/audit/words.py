"""The words of the audit's report."""

from __future__ import annotations

from gensvar.audits.observation import Path, Step, TargetKind, Walk
from gensvar.report.document import VerdictCode
from gensvar.text import Language, Text, format_number

BADGE: dict[str, VerdictCode] = {
    "pass": "met",
    "fail": "not_met",
    "cannot_tell": "cannot_be_judged",
    "not_applicable": "not_applicable",
}
VIEWPORT = {
    "desktop": Text(sv="dator, 1366 × 768", en="computer, 1366 × 768"),
    "mobile": Text(sv="mobil, 390 × 844", en="phone, 390 × 844"),
}
TARGET: dict[TargetKind, Text] = {
    "phone": Text(sv="telefonnummer", en="telephone number"),
    "email": Text(sv="e-postadress", en="e-mail address"),
    "address": Text(sv="postadress", en="postal address"),
    "opening_hours": Text(sv="öppettider", en="opening hours"),
    "chat": Text(sv="chatt", en="chat"),
    "complaint": Text(sv="så här klagar man", en="how to complain"),
    "withdrawal": Text(sv="ångra köpet", en="withdraw from the purchase"),
    "cancellation": Text(sv="säga upp avtalet", en="cancel the contract"),
    "identity": Text(sv="organisationsnummer", en="organisation number"),
    "buy": Text(sv="köpa eller bli kund", en="buy or sign up"),
}
_STEP = {
    "click": Text(sv="Klicka på ”{label}”", en="Click “{label}”"),
    "press": Text(sv="Tryck på ”{label}”", en="Press “{label}”"),
    "open": Text(sv="Öppna ”{label}”", en="Open “{label}”"),
    "close_overlay": Text(sv="Stäng det som täcker sidan: ”{label}”", en="Close what covers the page: “{label}”"),
    "accept_cookies": Text(sv="Svara på kakfrågan: ”{label}”", en="Answer the cookie question: “{label}”"),
}
_WHY = {
    "covered": Text(sv="något ligger i vägen för klicket", en="something lies in the way of the click"),
    "hidden": Text(sv="den syns inte", en="it cannot be seen"),
    "gone": Text(sv="den fanns inte vid omspelningen", en="it was not there at the replay"),
    "hover_only": Text(sv="den syns bara när musen vilar på en meny", en="it shows only while a mouse rests on a menu"),
    "led": Text(sv="klicket ledde ingenstans", en="the click led nowhere"),
}


def step_words(step: Step, language: Language) -> str:
    """Return one step as a sentence."""
    label = step.label or step.name or step.role or step.selector
    return _STEP[step.kind].fill(label=label[:80].replace("\n", " ")).into(language)


def why_words(why: str, language: Language) -> str:
    """Return in words why a path could not be replayed."""
    for start, text in _WHY.items():
        if why.startswith(start):
            return text.into(language)
    return why


def steps_words(path: Path, language: Language) -> str:
    """Return `2 steg, 1,4 skärmhöjder ned` and the like."""
    count = len(path.steps)
    scroll = format_number(path.scroll, language, 1)
    if language == "sv":
        return f"{count} steg, {scroll} skärmhöjder ned"
    return f"{count} step{'' if count == 1 else 's'}, {scroll} screens down"


def blocked_words(walk: Walk) -> Text:
    """Return why a site could not be looked at."""
    return Text(
        sv="Webbplatsen kunde inte öppnas ({why}). Det betyder inte att kontaktvägar saknas: inget kan sägas.",
        en="The site could not be opened ({why}). That does not mean that there is no way to reach it: nothing can be said.",  # noqa: E501
    ).fill(why=walk.blocked)
