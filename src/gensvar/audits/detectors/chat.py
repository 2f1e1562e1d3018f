"""D05, L01, L05: the chat, who answers in it, whether a machine says that it is one and lets people through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gensvar.audits.detectors.saying import MAX_STEPS, proof, say, words
from gensvar.audits.detectors.seen import contact_forms, first_states, for_people, gap
from gensvar.audits.observation import Contact, PageState, Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

Who = Literal["bot", "human", "unknown"]
_VENDORS = re.compile(r"imbox|zendesk|zdassets|intercom|tawk\.to|livechat|drift\.com|giosg|ebbot|kindly|boost\.ai|puzzel|crisp\.chat|freshchat|humany|hubspot|olark|smartsupp", re.IGNORECASE)  # fmt: skip
_BOT = re.compile(
    r"chatt?bot|\bbot(en)?\b|\bAI\b|virtuell\w* (assistent|agent)|digital\w* assistent|robot\b|virtual (assistant|agent)|\bartificiell intelligens"
)
_NOTICE = re.compile(r"(\bjag|\bdu (chattar|skriver|pratar)|\bdet här|\bdetta|\bi ?am|i['’]m|\byou are (chatting|talking)|\bthis is|\bsvaren)\b[^.!?]{0,60}(chatt?bot|\bbot\b|\bAI\b|virtuell|digital assistent|robot|virtual|ingen människa|automatisk)|drivs av AI|AI-(assistent|chatt?|tjänst|genererad)|powered by AI|not a human|ingen människa", re.IGNORECASE)  # fmt: skip
_NOBODY = re.compile(r"(ingen|inte en|not a|no) (människa|person|human|medarbetare)", re.IGNORECASE)
_PERSON = re.compile(
    r"medarbetare|människa|en person|handläggare|rådgivare|agent\b|kundservice svarar|human|a person|colleague|ihminen|asiakaspalvelija",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(r"(prata|chatta|tala|skriva?|koppla\w*|talk|speak|chat|connect|transfer)\b[^.!?]{0,40}(människa|person|medarbetare|handläggare|rådgivare|agent|human|kundservice)", re.IGNORECASE)  # fmt: skip


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
        return "human" if _PERSON.search(_NOBODY.sub("", self.says)) else "unknown"


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


def _without(id: str, walk: Walk) -> Detection:  # noqa: A002
    refused = [one for state in first_states(walk) for one in state.failed_requests if _VENDORS.search(one)]
    why = words("ett skript för chatt svarade inte", "a script for chat did not answer") if refused else gap(walk)
    if why:
        return say(id, "cannot_tell", words("ingen chatt sågs, men: {why}", "no chat was seen, but: {why}", why=why))
    return say(id, "not_applicable", words("webbplatsen har ingen chatt", "the site has no chat"))


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    chat = chat_of(walk)
    if not chat:
        return _without("D05", walk)
    path = walk.best("chat")
    names = {"bot": Text(sv="en maskin", en="a machine"), "human": Text(sv="människor", en="people"), "unknown": Text(sv="okänt vem", en="it is not said who")}  # fmt: skip
    others = for_people(walk, "phone", "email") or contact_forms(walk)
    proven = [proof(chat.launcher)]
    if not others and not walk.unreplayed("phone") and not walk.unreplayed("email"):
        why = gap(walk)
        said = words(
            "chatten är enda vägen till kundservice (svarar: {who})",
            "the chat is the only way to customer service (who answers: {who})",
            who=names[chat.who],
        )
        return say("D05", "cannot_tell" if why else "fail", said, path=path, evidence=proven)
    if not path:
        return say(
            "D05",
            "cannot_tell",
            words("chatten syns men gick inte att öppna", "the chat is seen but could not be opened"),
            evidence=proven,
        )
    if len(path.steps) > limits.get("max_steps", len(path.steps)):
        return say(
            "D05",
            "fail",
            words("chatten är längre bort än gränsen", "the chat is farther away than the limit"),
            path=path,
            evidence=proven,
        )
    said = words(
        "kunden når en chatt (svarar: {who}) och har andra vägar",
        "a customer reaches a chat (who answers: {who}) and has other ways",
        who=names[chat.who],
    )
    return say("D05", "pass", said, path=path, found=[chat.who], evidence=proven)


def _judge_bot(id: str, walk: Walk) -> Detection | Chat:  # noqa: A002
    """The chat when it is a machine's and was opened, else the verdict."""
    chat = chat_of(walk)
    if not chat:
        return _without(id, walk)
    if chat.who == "human":
        return say(
            id,
            "not_applicable",
            words("människor svarar i chatten", "people answer in the chat"),
            evidence=[proof(chat.launcher)],
        )
    if not chat.opened or chat.who == "unknown":
        said = words(
            "vem som svarar i chatten går inte att säga utifrån", "who answers in the chat cannot be told from outside"
        )
        return say(id, "cannot_tell", said, evidence=[proof(chat.launcher)])
    return chat


def judge_notice(walk: Walk, _: Mapping[str, float]) -> Detection:
    """Judge L01."""
    chat = _judge_bot("L01", walk)
    if isinstance(chat, Detection):
        return chat
    notice = _NOTICE.search(chat.says)
    if notice:
        return say(
            "L01",
            "pass",
            words("chatten säger att den är en maskin", "the chat says that it is a machine"),
            found=[notice[0]],
            evidence=[proof(chat.launcher)],
        )
    said = words(
        "en maskin svarar i chatten utan att säga att den är det",
        "a machine answers in the chat without saying that it is one",
    )
    return say("L01", "fail", said, evidence=[proof(chat.launcher)])


def judge_handover(walk: Walk, _: Mapping[str, float]) -> Detection:
    """Judge L05."""
    chat = _judge_bot("L05", walk)
    if isinstance(chat, Detection):
        return chat
    person = _HANDS_OVER.search(_NOBODY.sub("", chat.says))
    if person:
        return say(
            "L05",
            "pass",
            words("chatten erbjuder en människa", "the chat offers a person"),
            found=[person[0]],
            evidence=[proof(chat.launcher)],
        )
    said = words("chatten är en maskin och erbjuder ingen människa", "the chat is a machine and offers no person")
    return say("L05", "fail", said, evidence=[proof(chat.launcher)])


DETECTOR = FunctionDetector(
    id="D05",
    title=Text(sv="Chatt", en="Chat"),
    definition=Text(
        sv="Godkänt när en knapp som öppnar ett samtal nås på en upprepad väg och det finns andra vägar också. Underkänt när chatten är det enda som finns. Redovisar vem som svarar: människa, maskin eller okänt.",
        en="Passes when a button that opens a conversation is reached by a replayed way and there are other ways too. Fails when the chat is all there is. Reports who answers: a person, a machine or unknown.",
    ),
    known_false_results=Text(
        sv="Ordet ”chatta” i löpande text är ingen chatt. En chatt på en annan domän eller ett skript som inte svarade ger ”kan inte avgöras”.",
        en="The word “chat” in running text is no chat. A chat on another domain, or a script that did not answer, gives “cannot tell”.",
    ),
    judge=_judge,
    thresholds=(MAX_STEPS,),
)
