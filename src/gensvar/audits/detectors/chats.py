"""The chat of a site: its launcher, what it says when it is opened, and who answers in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from gensvar.audits.detectors.saying import say, words
from gensvar.audits.detectors.seen import first_states, for_people, gap
from gensvar.audits.observation import Contact, PageState, Walk
from gensvar.audits.verdict import Detection

Who = Literal["bot", "human", "unknown"]
_VENDORS = re.compile(r"imbox|zendesk|zdassets|intercom|tawk\.to|livechat|drift\.com|giosg|ebbot|kindly|boost\.ai|puzzel|crisp\.chat|freshchat|humany|hubspot|olark|smartsupp", re.IGNORECASE)  # fmt: skip
_BOT = re.compile(
    r"chatt?bot|\bbot(en)?\b|\bAI\b|virtuell\w* (assistent|agent)|digital\w* (assistent|medarbetare|kollega)|robot\b|"
    r"virtual (assistant|agent)|\bartificiell intelligens|svarar (direkt|genast)[^.!?]{0,20}dygnet runt"
)
NOBODY = re.compile(r"(ingen|inte en|not a|no) (människa|person|human|medarbetare)", re.IGNORECASE)
_PERSON = re.compile(
    r"medarbetare|människa|en person|handläggare|rådgivare|agent\b|kundservice svarar|human|a person|colleague|ihminen|asiakaspalvelija",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Chat:
    """The chat: its launcher, whether it was opened, what it says, the names of its parts."""

    launcher: Contact
    opened: bool
    says: str
    names: str

    @property
    def who(self) -> Who:
        """A machine, people, or not to be told."""
        if _BOT.search(self.says) or re.search(r"chatt?bot|\bbot\b|ai-chat", self.names, re.IGNORECASE):
            return "bot"
        return "human" if _PERSON.search(NOBODY.sub("", self.says)) else "unknown"


def chat_of(walk: Walk) -> Chat | None:
    """Return the chat that is nearest, with what it showed when it was opened."""
    path = walk.best("chat")
    launchers = [path.contact] if path and path.contact else for_people(walk, "chat")
    every = [_chat(walk, one) for one in launchers]
    return max(every, key=lambda one: one.opened) if every else None


def _chat(walk: Walk, launcher: Contact) -> Chat:
    state = walk.state(launcher.state)
    opened = [
        one
        for one in walk.states()
        if one.url == launcher.url and one.steps and one.steps[-1].selector == launcher.selector
    ]
    opened += [one for one in walk.states() if one.steps and launcher.shown and one.steps[-1].label == launcher.shown]
    says = [_new(one, walk) for one in opened[:1]]
    names = [one.wanted for one in state.controls if one.selector == launcher.selector] if state else []
    frames = [
        frame.src
        for one in [*opened[:1], *([state] if state else [])]
        for frame in one.frames
        if _VENDORS.search(frame.src)
    ]
    marks = [f"{one.get('class', '')} {one.get('id', '')} {one.get('aria-controls', '')}" for one in names]
    return Chat(launcher, bool(opened), " ".join(says), " ".join([launcher.shown, *marks, *frames]))


def _new(state: PageState, walk: Walk) -> str:
    """What a state shows that its page did not show as it was loaded."""
    page = next((one for one in walk.pages if state in one.states), None)
    before = {one.text for one in page.first.texts if one.visible} if page else set()
    shown = [one.text for one in state.texts if one.visible and one.text not in before]
    old = {(one.selector, one.visible) for one in page.first.controls} if page else set()
    controls = [one.text or one.name for one in state.controls if one.visible and (one.selector, True) not in old]
    return " \n".join([*shown, *controls, *(frame.text for frame in state.frames)])


def without_chat(id: str, walk: Walk) -> Detection:  # noqa: A002
    """Return the verdict where no chat was seen: none, or one that could not be seen."""
    refused = [one for state in first_states(walk) for one in state.failed_requests if _VENDORS.search(one)]
    why = words("ett skript för chatt svarade inte", "a script for chat did not answer") if refused else gap(walk)
    if why:
        return say(id, "cannot_tell", words("ingen chatt sågs, men: {why}", "no chat was seen, but: {why}", why=why))
    return say(id, "not_applicable", words("webbplatsen har ingen chatt", "the site has no chat"))
