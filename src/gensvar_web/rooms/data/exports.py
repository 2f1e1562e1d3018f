"""Which exports to fetch from common systems, and what they give. For the empty page, and beside the upload."""

from __future__ import annotations

from dataclasses import dataclass

from gensvar.text import Text


@dataclass(frozen=True)
class Export:
    """A kind of system, what to fetch from it, what can be measured with it."""

    system: Text
    fetch: Text
    gives: Text


EXPORTS = (
    Export(
        Text(sv="Telefonväxel och kösystem", en="Telephone exchange and queue system"),
        Text(
            sv="En rad per samtal: samtals-id, kö, när samtalet ställdes i kö, besvarades och slutade, utfall, "
            "kundens nummer och orsak. Asterisk: filen queue_log. Summor per halvtimme räcker inte.",
            en="One row per call: call id, queue, when it was queued, answered and ended, outcome, the customer's "
            "number and reason. Asterisk: the file queue_log. Sums per half-hour are not enough.",
        ),
        Text(sv="Väntetider, svarsandel, avbrott, upprepade kontakter.", en="Waits, answer rate, abandons, repeats."),
    ),
    Export(
        Text(sv="Ärendesystem", en="Case system"),
        Text(
            sv="En rad per ärende: nummer, skapat, första svar, löst, stängt, förfaller, kanal, typ, klagomål. "
            "Zendesk, Jira Service Management och Zammad: deras JSON-export känns igen som den är.",
            en="One row per case: number, created, first reply, resolved, closed, due, channel, type, complaint. "
            "Zendesk, Jira Service Management and Zammad: their JSON export is recognised as it is.",
        ),
        Text(sv="Svarstider, ålder, återöppningar, klagomål.", en="Response times, age, reopenings, complaints."),
    ),
    Export(
        Text(sv="Chatt", en="Chat"),
        Text(
            sv="En rad per chatt: id, kö, start, första svar av en människa, slut.",
            en="One row per chat: id, queue, start, first reply by a person, end.",
        ),
        Text(sv="Väntan i chatten, andel som bara mötte en bot.", en="Waits in the chat, share met by a bot only."),
    ),
    Export(
        Text(sv="Öppettider", en="Opening hours"),
        Text(
            sv="En rad per kö och veckodag: weekday (1 är måndag), opens, closes som HH:MM.",
            en="One row per queue and weekday: weekday (1 is Monday), opens, closes as HH:MM.",
        ),
        Text(
            sv="Skiljer samtal inom öppettiden från andra, ger öppen tid.",
            en="Tells calls within opening hours from others, gives business time.",
        ),
    ),
    Export(
        Text(sv="Kontaktorsaker", en="Reasons for contact"),
        Text(
            sv="En rad per orsak: kod, namn, vilken enhet som äger den, om den är onödig efterfrågan.",
            en="One row per reason: code, name, owning unit, whether it is failure demand.",
        ),
        Text(sv="Uppdelning på ägande enhet, onödig efterfrågan.", en="Breakdown by owning unit, failure demand."),
    ),
    Export(
        Text(sv="Enkäter", en="Surveys"),
        Text(
            sv="En rad per utskick: id, när frågan ställdes och besvarades, skala, betyg.",
            en="One row per survey sent: id, when it was asked and answered, scale, score.",
        ),
        Text(sv="Nöjdhet, svarsandel, löst enligt kunden.", en="Satisfaction, response rate, solved as customers say."),
    ),
)
