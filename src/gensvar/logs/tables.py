"""The canonical tables: what every importer fills and every measure reads.

Times are UTC, whole microseconds, no zone attached; `zone` of the source stands in the manifest.
Durations are whole seconds (int64). Every table also carries `seq` (import order, breaks ties
between equal times), `source_file` and `source_row` (where the row came from).
"""

from __future__ import annotations

from gensvar.logs.sales_tables import SALES_TABLES
from gensvar.logs.table import Column, ColumnType, Table
from gensvar.logs.table import column as _column
from gensvar.text import Text

__all__ = ["TABLES", "Column", "ColumnType", "Table"]

OUTCOMES = (
    "answered",
    "abandoned",
    "short_abandoned",
    "timeout",
    "callback_booked",
    "voicemail",
    "overflow",
    "bot_only",
    "closed_hours",
    "blocked",
    "system_error",
    "unknown",
)
CHANNELS = ("phone", "email", "chat", "form", "social", "post", "visit", "sms", "bot", "other")
DIRECTIONS = ("inbound", "outbound", "internal")
DEMAND_TYPES = ("value", "failure", "unknown")
ACTOR_TYPES = ("human", "bot", "customer", "system", "unknown")


TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "contacts",
            Text(sv="Kontakter", en="Contacts"),
            ("contact_id",),
            (
                _column("contact_id", "text", "Kontaktens id", "Contact id", required=True),
                _column("source", "text", "Källsystem", "Source system"),
                _column("channel", "text", "Kanal", "Channel", values=CHANNELS),
                _column("direction", "text", "Riktning", "Direction", values=DIRECTIONS),
                _column("queue", "text", "Kö", "Queue"),
                _column("t_start", "time", "Kontakten började", "Contact began", required=True),
                _column("t_queue", "time", "Ställdes i kö", "Entered the queue"),
                _column("t_answer", "time", "Besvarades av en människa", "Answered by a person"),
                _column("t_end", "time", "Kontakten slutade", "Contact ended"),
                _column("outcome", "text", "Utfall", "Outcome", values=OUTCOMES),
                _column("customer_key", "text", "Kund (pseudonym)", "Customer (pseudonym)", personal=True),
                _column("reason_code", "text", "Ärendeorsak", "Reason for contact"),
                _column("agent_key", "text", "Medarbetare (pseudonym)", "Agent (pseudonym)", personal=True),
                _column("language", "text", "Språk", "Language"),
                _column("parent_contact_id", "text", "Föregående led", "Parent contact"),
                _column("price_class", "text", "Prisklass", "Price class"),
                _column("talk_s", "seconds", "Samtalstid", "Talk time"),
                _column("hold_s", "seconds", "Väntläge", "Hold time"),
                _column("acw_s", "seconds", "Efterarbete", "After-call work"),
                _column("wait_announced", "bool", "Väntetid lästes upp", "Expected wait announced"),
                _column("message_offered", "bool", "Kunde lämna besked", "Could leave a message"),
                _column("case_id", "text", "Ärende", "Case"),
            ),
        ),
        Table(
            "legs",
            Text(sv="Led", en="Legs"),
            ("leg_id",),
            (
                _column("leg_id", "text", "Ledets id", "Leg id", required=True),
                _column("contact_id", "text", "Kontaktens id", "Contact id", required=True),
                _column("queue", "text", "Kö", "Queue"),
                _column("agent_key", "text", "Medarbetare (pseudonym)", "Agent (pseudonym)", personal=True),
                _column("t_enter", "time", "Ledet började", "Leg began", required=True),
                _column("t_exit", "time", "Ledet slutade", "Leg ended"),
                _column("exit_reason", "text", "Varför ledet slutade", "Why the leg ended"),
            ),
        ),
        Table(
            "cases",
            Text(sv="Ärenden", en="Cases"),
            ("case_id",),
            (
                _column("case_id", "text", "Ärendets id", "Case id", required=True),
                _column("source", "text", "Källsystem", "Source system"),
                _column("created", "time", "Skapades", "Created", required=True),
                _column("first_response", "time", "Första svar av en människa", "First human public reply"),
                _column("first_resolved", "time", "Löstes första gången", "First resolved"),
                _column("closed", "time", "Stängdes", "Closed"),
                _column("due", "time", "Skulle vara klart", "Due"),
                _column("reopened_n", "int", "Antal återöppningar", "Times reopened"),
                _column("waiting_customer_s", "seconds", "Väntan på kunden", "Waiting for the customer"),
                _column("channel", "text", "Kanal", "Channel", values=CHANNELS),
                _column("category", "text", "Ärendetyp", "Case type"),
                _column("priority", "text", "Prioritet", "Priority"),
                _column("status", "text", "Status", "Status"),
                _column("org_unit", "text", "Enhet", "Unit"),
                _column("customer_key", "text", "Kund (pseudonym)", "Customer (pseudonym)", personal=True),
                _column("agent_key", "text", "Medarbetare (pseudonym)", "Agent (pseudonym)", personal=True),
                _column("reason_code", "text", "Ärendeorsak", "Reason"),
                _column("is_complaint", "bool", "Är ett klagomål", "Is a complaint"),
                _column("complaint_outcome", "text", "Klagomålets utgång", "Complaint outcome"),
                _column("reasons_in_writing", "bool", "Skäl gavs skriftligt", "Reasons given in writing"),
                _column("next_instance_named", "bool", "Nästa instans angavs", "Next instance named"),
                _column("escalated_to", "text", "Gick vidare till", "Escalated to"),
                _column("cause_code", "text", "Grundorsak", "Root cause"),
                _column("confirmation_sent", "time", "Bekräftelse sändes", "Confirmation sent"),
                _column("delay_notice_sent", "time", "Besked om dröjsmål sändes", "Delay notice sent"),
                _column("text", "text", "Fritext", "Free text", personal=True),
            ),
        ),
        Table(
            "case_events",
            Text(sv="Ärendehändelser", en="Case events"),
            ("case_id", "seq"),
            (
                _column("case_id", "text", "Ärendets id", "Case id", required=True),
                _column("time", "time", "Tidpunkt", "Time", required=True),
                _column("activity", "text", "Händelse", "Activity", required=True),
                _column("actor_type", "text", "Vem som gjorde det", "Kind of actor", values=ACTOR_TYPES),
                _column("actor_key", "text", "Utförare (pseudonym)", "Actor (pseudonym)", personal=True),
                _column("public", "bool", "Syns för kunden", "Visible to the customer"),
                _column("lifecycle", "text", "Livscykelläge", "Lifecycle transition"),
                _column("from_value", "text", "Från", "From"),
                _column("to_value", "text", "Till", "To"),
                _column("org_unit", "text", "Enhet", "Unit"),
            ),
        ),
        Table(
            "surveys",
            Text(sv="Enkätsvar", en="Surveys"),
            ("survey_id",),
            (
                _column("survey_id", "text", "Enkätens id", "Survey id", required=True),
                _column("contact_id", "text", "Kontaktens id", "Contact id"),
                _column("case_id", "text", "Ärendets id", "Case id"),
                _column("asked_at", "time", "Frågades", "Asked", required=True),
                _column("answered_at", "time", "Besvarades", "Answered"),
                _column("scale", "text", "Skala", "Scale", values=("csat_1_5", "nps_0_10", "ces_1_7", "resolved")),
                _column("score", "float", "Betyg", "Score"),
                _column("channel", "text", "Kanal", "Channel", values=CHANNELS),
                _column("text", "text", "Fritext", "Free text", personal=True),
            ),
        ),
        Table(
            "schedules",
            Text(sv="Öppettider", en="Schedules"),
            ("queue", "channel", "weekday", "opens", "valid_from"),
            (
                _column("queue", "text", "Kö (tomt: alla)", "Queue (empty: all)"),
                _column("channel", "text", "Kanal (tomt: alla)", "Channel (empty: all)", values=CHANNELS),
                _column("weekday", "int", "Veckodag, 1 är måndag", "Weekday, 1 is Monday", required=True),
                _column("opens", "text", "Öppnar, lokal tid HH:MM", "Opens, local HH:MM", required=True),
                _column("closes", "text", "Stänger, lokal tid HH:MM", "Closes, local HH:MM", required=True),
                _column("valid_from", "date", "Gäller från", "Valid from"),
                _column("valid_to", "date", "Gäller till", "Valid to"),
                _column("open_on_holidays", "bool", "Öppet på helgdagar", "Open on public holidays"),
            ),
        ),
        Table(
            "reasons",
            Text(sv="Orsaker", en="Reasons"),
            ("reason_code",),
            (
                _column("reason_code", "text", "Orsakskod", "Reason code", required=True),
                _column("parent_code", "text", "Överordnad orsak", "Parent reason"),
                _column("title_sv", "text", "Namn på svenska", "Name in Swedish"),
                _column("title_en", "text", "Namn på engelska", "Name in English"),
                _column("demand_type", "text", "Slag av efterfrågan", "Demand type", values=DEMAND_TYPES),
                _column("owning_unit", "text", "Ägande enhet", "Owning unit"),
                _column("declared_process", "text", "Beskriven process", "Declared process"),
            ),
        ),
        Table(
            "texts",
            Text(sv="Texter med känd orsak", en="Texts with a known reason"),
            ("text_id",),
            (
                _column("text_id", "text", "Textens id", "Text id", required=True),
                # The text is the very data here, so it is kept; numbers and addresses in it are masked on import.
                _column("text", "text", "Text", "Text", required=True),
                _column("reason_code", "text", "Ärendeorsak", "Reason", required=True),
                _column("source", "text", "Källsystem", "Source system"),
            ),
        ),
        Table(
            "training",
            Text(sv="Utbildning", en="Training records"),
            ("agent_key", "course", "completed"),
            (
                _column(
                    "agent_key", "text", "Medarbetare (pseudonym)", "Agent (pseudonym)", required=True, personal=True
                ),
                _column("course", "text", "Kurs", "Course", required=True),
                _column("kind", "text", "Slag", "Kind", values=("initial", "refresher", "other")),
                _column("completed", "time", "Genomförd", "Completed"),
                _column("first_contact", "time", "Första kundkontakt", "First customer contact"),
                _column("team", "text", "Grupp", "Team"),
            ),
        ),
        Table(
            "promises",
            Text(sv="Löften och återuppringningar", en="Promises and call-backs"),
            ("promise_id",),
            (
                _column("promise_id", "text", "Löftets id", "Promise id", required=True),
                _column("kind", "text", "Slag", "Kind", required=True, values=("callback", "promise")),
                _column("requested_at", "time", "Lovades eller begärdes", "Made or requested", required=True),
                _column("promised_at", "time", "Skulle vara gjort", "Due"),
                _column("done_at", "time", "Gjordes", "Done"),
                _column("contact_id", "text", "Kontaktens id", "Contact id"),
                _column("case_id", "text", "Ärendets id", "Case id"),
                _column("queue", "text", "Kö", "Queue"),
                _column("owning_unit", "text", "Ägande enhet", "Owning unit"),
            ),
        ),
        Table(
            "volumes",
            Text(sv="Kunder och beställningar", en="Customers and orders"),
            ("month",),
            (
                _column("month", "date", "Månad (första dagen)", "Month (first day)", required=True),
                _column("active_customers", "int", "Aktiva kunder", "Active customers"),
                _column("orders", "int", "Beställningar", "Orders"),
            ),
        ),
        *SALES_TABLES,
    )
}
