"""L01 and L05: declarations of what a chatbot owes the customer; judged in `chat`."""

from __future__ import annotations

from gensvar.audits.detectors.chat import judge_handover, judge_notice
from gensvar.audits.verdict import FunctionDetector
from gensvar.text import Text

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
        judge=judge_notice,
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
        judge=judge_handover,
    ),
)
