"""The canonical tables of telephone sales: calls out, what they rest on, and what was agreed in them.

`number_key` is the pseudonym of the number in E.164, read as a wash reads it; null where the number cannot be read, and
the word `foreign` for what is no Swedish number.
"""

from __future__ import annotations

from gensvar.logs.table import Column, Table, column
from gensvar.text import Text

FOREIGN = "foreign"
PURPOSES = ("sale", "marketing", "fundraising", "survey", "public_information", "politics", "religion")
TARGETS = ("consumer", "business")
CALL_OUTCOMES = ("sale", "no", "do_not_call", "callback", "no_answer", "busy", "voicemail", "answered", "unknown")
STATUSES = (
    "free",
    "blocked",
    "blocked_by_one_reading",
    "invalid",
    "outside_plan",
    "foreign",
    "unreadable",
    "empty",
)


def _number(required: bool = True) -> Column:
    return column("number_key", "text", "Nummer (pseudonym)", "Number (pseudonym)", required=required, personal=True)


SALES_TABLES = (
    Table(
        "outbound_calls",
        Text(sv="Utgående samtal", en="Outbound calls"),
        ("call_id",),
        (
            column("call_id", "text", "Samtalets id", "Call id", required=True),
            column("started", "time", "Ringdes upp", "Dialled", required=True),
            _number(),
            column("answered", "time", "Besvarades", "Answered"),
            column("seller_connected", "time", "Säljaren kopplades in", "Seller connected"),
            column("ended", "time", "Slutade", "Ended"),
            column("number_shown", "bool", "Eget nummer visades", "Own number shown"),
            column("campaign", "text", "Kampanj", "Campaign"),
            column("principal", "text", "Uppdragsgivare", "Principal"),
            column("supplier", "text", "Den som ringde", "Who called"),
            column("product", "text", "Slag av vara", "Kind of goods"),
            column("business", "bool", "Numret hör till ett företag", "The number belongs to a business"),
            column("outcome", "text", "Utfall", "Outcome", values=CALL_OUTCOMES),
            column("agent_key", "text", "Säljare (pseudonym)", "Seller (pseudonym)", personal=True),
            column("agreement_id", "text", "Avtal", "Agreement"),
        ),
    ),
    Table(
        "campaigns",
        Text(sv="Kampanjer", en="Campaigns"),
        ("campaign",),
        (
            column("campaign", "text", "Kampanj", "Campaign", required=True),
            column("purpose", "text", "Syfte", "Purpose", required=True, values=PURPOSES),
            column("principal", "text", "Uppdragsgivare", "Principal"),
            column("product", "text", "Slag av vara", "Kind of goods"),
            column("target", "text", "Målgrupp", "Target group", values=TARGETS),
        ),
    ),
    Table(
        "consents",
        Text(sv="Samtycken", en="Consents"),
        ("number_key", "company", "given"),
        (
            _number(),
            column("company", "text", "Företag", "Company", required=True),
            column("given", "time", "Lämnades", "Given", required=True),
            column("active", "bool", "Aktivt val", "Actively ticked"),
            column("withdrawn", "time", "Återkallades", "Withdrawn"),
            column("wording", "text", "Text som visades", "Wording shown"),
        ),
    ),
    Table(
        "relations",
        Text(sv="Kundförhållanden", en="Customer relations"),
        ("number_key", "company", "product", "began"),
        (
            _number(),
            column("company", "text", "Företag", "Company"),
            column("product", "text", "Slag av vara", "Kind of goods", required=True),
            column("began", "time", "Började", "Began", required=True),
            column("ended", "time", "Allt var fullgjort", "All was done"),
        ),
    ),
    Table(
        "opt_outs",
        Text(sv="Egen nej-lista", en="Own opt-out list"),
        ("number_key", "company", "said_at"),
        (
            _number(),
            column("company", "text", "Företag", "Company"),
            column("said_at", "time", "Sade nej", "Said no", required=True),
        ),
    ),
    Table(
        "agreements",
        Text(sv="Avtal per telefon", en="Agreements by telephone"),
        ("agreement_id",),
        (
            column("agreement_id", "text", "Avtalets id", "Agreement id", required=True),
            column("call_id", "text", "Samtalets id", "Call id"),
            column("agreed_at", "time", "Avtalades", "Agreed", required=True),
            column("call_ended", "time", "Samtalet slutade", "Call ended"),
            column("confirmation_sent", "time", "Bekräftelse sändes", "Confirmation sent"),
            column("accepted_at", "time", "Godkändes skriftligt", "Accepted in writing"),
            column("recording_id", "text", "Inspelning", "Recording"),
            column("offer_recorded", "bool", "Erbjudandet är inspelat", "Offer recorded"),
            column("acceptance_recorded", "bool", "Ja:et är inspelat", "Acceptance recorded"),
            column("target", "text", "Målgrupp", "Target group", values=TARGETS),
        ),
    ),
    Table(
        "washes",
        Text(sv="Kvitton på tvätt", en="Receipts of washes"),
        ("receipt_id",),
        (
            column("receipt_id", "text", "Kvittots id", "Receipt id", required=True),
            column("washed", "time", "Tvättades", "Washed", required=True),
            column("version_at", "time", "Registrets version", "Version of the register", required=True),
            column("valid_until", "date", "Gäller till och med", "Valid until", required=True),
            column("seller", "text", "Säljare", "Seller"),
            column("processor", "text", "Den som ringer", "Caller"),
            column("campaign", "text", "Kampanj", "Campaign"),
            column("purpose", "text", "Syfte", "Purpose", values=PURPOSES),
            column("issuer", "text", "Utfärdare", "Issuer"),
        ),
    ),
    Table(
        "washed_numbers",
        Text(sv="Tvättade nummer", en="Washed numbers"),
        ("receipt_id", "number_key"),
        (
            column("receipt_id", "text", "Kvittots id", "Receipt id", required=True),
            _number(),
            column("status", "text", "Svar", "Answer", required=True, values=STATUSES),
        ),
    ),
)
