"""What systems call outcomes, channels, directions and the like, in Swedish and English."""

from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    "outcome": {
        "answered": "answered, besvarat, besvarad, svarat, kopplat, completed, complete, handled, hanterat, agent, ok",
        "abandoned": "abandoned, abandon, avbrutet, avbrutit, tappat, tappad, övergivet, lagt på, la på, hang, hangup, "
        "hung up, lost, missed, missat, obesvarat, no answer, noanswer, caller hung up",
        "short_abandoned": "short abandoned, short abandon, kort avbrutet, kort avbrott",
        "timeout": "timeout, maxtid, tidsgräns, för lång väntan, exitwithtimeout",
        "callback_booked": "callback, call back, callback booked, återuppringning, ring upp, bokad återuppringning",
        "voicemail": "voicemail, röstbrevlåda, röstmeddelande, meddelande",
        "overflow": "overflow, överflöde, vidarekopplat, skickad vidare, exitempty",
        "bot_only": "bot only, bot, talsvar, ivr, självbetjäning, self service",
        "closed_hours": "closed hours, closed, stängt, utanför öppettid",
        "blocked": "blocked, spärrat, spärrad, upptaget, busy, avvisat, rejected, congestion",
        "system_error": "system error, tekniskt fel, fel, error, failed",
        "unknown": "unknown, okänt, okänd",
    },
    "channel": {
        "phone": "phone, telefon, telephone, tel, call, samtal, voice, röst",
        "email": "email, e-mail, e-post, epost, mail, mejl",
        "chat": "chat, chatt, livechat, messaging",
        "form": "form, formulär, webb, web, webform, webbformulär, internet, e-tjänst, portal",
        "social": "social, sociala medier, social media, facebook, instagram, twitter",
        "post": "post, brev, letter",
        "visit": "visit, besök, disk, desk, reception",
        "sms": "sms, text message",
        "bot": "bot, chatbot, chattbot",
    },
    "direction": {
        "inbound": "inbound, in, inkommande, ingående, incoming",
        "outbound": "outbound, out, ut, utgående, outgoing",
        "internal": "internal, internt, intern",
    },
    "demand_type": {
        "value": "value, värde, värdeefterfrågan, value demand",
        "failure": "failure, fel, onödig, onödig efterfrågan, failure demand",
        "unknown": "unknown, okänd, okänt",
    },
    "actor_type": {
        "human": "human, människa, agent, handläggare, user",
        "bot": "bot, robot, automat, automatic, automatisk",
        "customer": "customer, kund, end-user, requester",
        "system": "system",
    },
    "kind": {
        "callback": "callback, återuppringning",
        "promise": "promise, löfte",
        "initial": "initial, grundutbildning, introduktion",
        "refresher": "refresher, repetition, påfyllnad",
        "other": "other, annan, övrigt",
    },
    "scale": {
        "csat_1_5": "csat, nöjdhet, csat 1-5",
        "nps_0_10": "nps, rekommendation",
        "ces_1_7": "ces",
        "resolved": "löst, resolved",
    },
}
# Rows that are no customer's contact or case; told by the whole value of a queue or a status, never by a part of it.
TEST_QUEUES = (
    r"^(test|testkö|test ?queue|testsamtal|test[-_ ].*|.*[-_ ]test|intern ?test|utbildning test|demo|sandbox)$"
)
GONE = (
    r"^(deleted|raderad|raderat|borttagen|borttaget|merged|sammanslagen|sammanslaget|sammanfogad|"
    r"duplicate|dubblett|spam|skräppost)$"
)
MACHINES = (
    r"^(bot|robot|chatbot|system|automat|automatic|automatisk|automatiskt|autosvar|auto-?reply|"
    r"no-?reply.*|mailer-daemon.*)$"
)


def words_of(column: str) -> dict[str, str]:
    """Return word -> canonical value for a column that has a list of values; empty when nobody's words are known."""
    return {word.strip(): value for value, listed in WORDS.get(column, {}).items() for word in listed.split(",")}
