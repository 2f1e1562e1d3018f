"""D05: a chat, beside other ways."""

from __future__ import annotations

from collections.abc import Mapping

from gensvar.audits.detectors.chats import chat_of, without_chat
from gensvar.audits.detectors.saying import MAX_STEPS, proof, say, words
from gensvar.audits.detectors.seen import contact_forms, for_people, gap
from gensvar.audits.observation import Walk
from gensvar.audits.verdict import Detection, FunctionDetector
from gensvar.text import Text


def _judge(walk: Walk, limits: Mapping[str, float]) -> Detection:
    chat = chat_of(walk)
    if not chat:
        return without_chat("D05", walk)
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
