"""L01 and L05: a machine in the chat says that it is one, and lets people through."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gensvar.audits.detectors.chats import NOBODY, Chat, chat_of, without_chat
from gensvar.audits.detectors.saying import proof, say, words
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text

_NOTICE = re.compile(r"(\bjag|\bdu (chattar|skriver|pratar)|\bdet här|\bdetta|\bi ?am|i['’]m|\byou are (chatting|talking)|\bthis is|\bsvaren)\b[^.!?]{0,60}(chatt?bot|\bbot\b|\bAI\b|virtuell|digital assistent|robot|virtual|ingen människa|automatisk)|drivs av AI|AI-(assistent|chatt?|tjänst|genererad)|powered by AI|not a human|ingen människa", re.IGNORECASE)  # fmt: skip
_HANDS_OVER = re.compile(r"(prata|chatta|tala|skriva?|koppla\w*|talk|speak|chat|connect|transfer)\b[^.!?]{0,40}(människa|person|medarbetare|handläggare|rådgivare|agent|human|kundservice)", re.IGNORECASE)  # fmt: skip


def _judge_bot(id: str, walk: Walk) -> Detection | Chat:  # noqa: A002
    """The chat when it is a machine's and was opened, else the verdict."""
    chat = chat_of(walk)
    if not chat:
        return without_chat(id, walk)
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


def _judge_notice(walk: Walk, _: Mapping[str, float]) -> Detection:
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


def _judge_handover(walk: Walk, _: Mapping[str, float]) -> Detection:
    chat = _judge_bot("L05", walk)
    if isinstance(chat, Detection):
        return chat
    person = _HANDS_OVER.search(NOBODY.sub("", chat.says))
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


DETECTORS = (
    FunctionDetector(
        id="L01",
        title=Text(sv="Chattbotten säger att den är en AI", en="The chatbot says that it is an AI"),
        definition=Text(
            sv="Gäller chattar där en maskin svarar. Godkänt när det står i den öppnade chatten innan man skriver. Underkänt när den öppnades och inget sades. Krav i EU sedan 2 augusti 2026, AI-förordningen artikel 50.1, om det inte är uppenbart.",
            en="Concerns chats where a machine answers. Passes when the opened chat says so before one writes. Fails when it was opened and said nothing. Required in the EU since 2 August 2026, AI Act article 50(1), unless it is obvious.",
        ),
        known_false_results=Text(
            sv="En maskin med människonamn och utan spår i koden tas inte för en maskin: ”kan inte avgöras”. Att det är uppenbart kan bara en människa bedöma. Inget skrivs i chatten.",
            en="A machine with a person's name and no trace in the code is not taken for one: “cannot tell”. Only a person can judge that it is obvious. Nothing is written in the chat.",
        ),
        judge=_judge_notice,
    ),
    FunctionDetector(
        id="L05",
        title=Text(sv="Chattbotten släpper fram till en människa", en="The chatbot lets a person through"),
        definition=Text(
            sv="Gäller chattar där en maskin svarar. Godkänt när den öppnade chatten erbjuder en människa. Underkänt när den öppnades och inte gör det.",
            en="Concerns chats where a machine answers. Passes when the opened chat offers a person. Fails when it was opened and does not.",
        ),
        known_false_results=Text(
            sv="Många chattar erbjuder en människa först efter några frågor; eftersom inget skrivs i chatten syns det inte. Se efter för hand.",
            en="Many chats offer a person only after some questions; as nothing is written in the chat, that is not seen. Check by hand.",
        ),
        judge=_judge_handover,
    ),
)
