"""The made-up organisation: an electricity company whose every behaviour is a number in this file.

These are the parameters that the measures try to find again; `truth.json` carries them beside what was realised.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from gensvar.text import Text

ZONE = "Europe/Stockholm"


@dataclass(frozen=True)
class Queue:
    """A way in that people wait in: opening hours per weekday (1 Monday) as local hours, and who answers."""

    name: str
    channel: str
    pool: str
    hours: dict[int, tuple[int, int]]


@dataclass(frozen=True)
class Reason:
    """Why customers make contact. `share` of first contacts; `unresolved` is the share left unsolved.

    `return_days` is the mean delay (gamma, shape 2) before an unresolved customer comes back.
    """

    code: str
    parent: str
    title: Text
    demand: str
    unit: str
    queue: str
    share: float
    unresolved: float
    return_days: float
    process: str | None = None


@dataclass(frozen=True)
class Patience:
    """How long callers wait before hanging up: a share gives up at once (1-5 s), the rest by a Weibull law."""

    at_once: float
    scale_s: float
    shape: float

    @property
    def median_s(self) -> float:
        """The true median of the mixture, in seconds."""
        return self.scale_s * math.pow(-math.log(0.5 / (1 - self.at_once)), 1 / self.shape)


@dataclass(frozen=True)
class Written:
    """How fast a written channel is answered: lognormal open hours, by median and spread."""

    median_open_h: float
    spread: float
    confirmed: float


WEEK = dict.fromkeys(range(1, 6), (8, 18))
QUEUES = (
    Queue("kundtjanst", "phone", "egen", WEEK),
    Queue("faktura", "phone", "egen", WEEK),
    Queue("avtal", "phone", "egen", WEEK),
    Queue("teknik", "phone", "partner", dict.fromkeys(range(1, 6), (7, 20))),
    Queue("chatt", "chat", "chatt", dict.fromkeys(range(1, 6), (9, 17))),
)
OFFICE_HOURS = dict.fromkeys(range(1, 6), (8, 17))
SECOND_LINE = "andra_linjen"
WRITTEN_QUEUES = {"email": "epost", "form": "formular"}

FAMILIES = {
    "faktura": Text(sv="Faktura och betalning", en="Invoice and payment"),
    "avtal": Text(sv="Avtal och flytt", en="Contract and moving"),
    "leverans": Text(sv="Leverans och mätning", en="Delivery and metering"),
    "uppfoljning": Text(sv="Uppföljning av ärende", en="Following up"),
    "konto": Text(sv="Konto och inloggning", en="Account and sign-in"),
    "info": Text(sv="Information", en="Information"),
}


def _reason(
    code: str, sv: str, en: str, demand: str, unit: str, queue: str, *numbers: float, process: str | None = None
) -> Reason:
    share, unresolved, days = numbers
    return Reason(code, code.split(".")[0], Text(sv=sv, en=en), demand, unit, queue, share, unresolved, days, process)


REASONS = (
    _reason("faktura.fel", "Fakturan är fel", "The invoice is wrong", "failure", "Fakturering", "faktura", 0.11, 0.34, 3.0),
    _reason("faktura.oklar", "Fakturan går inte att förstå", "The invoice is unclear", "failure", "Fakturering", "faktura", 0.07, 0.14, 2.0),
    _reason("faktura.betalplan", "Delbetalning", "Payment plan", "value", "Kundservice", "faktura", 0.07, 0.08, 2.5, process="betalplan"),
    _reason("avtal.nytt", "Nytt avtal", "New contract", "value", "Försäljning", "avtal", 0.12, 0.07, 2.0, process="nyavtal"),
    _reason("avtal.flytt", "Flytt", "Moving", "value", "Kundservice", "avtal", 0.12, 0.12, 3.0, process="flytt"),
    _reason("avtal.uppsagning", "Uppsägning", "Ending the contract", "value", "Kundservice", "avtal", 0.05, 0.16, 2.5, process="uppsagning"),
    _reason("avtal.forlangt", "Avtalet förlängdes utan besked", "Renewed without notice", "failure", "Försäljning", "avtal", 0.04, 0.30, 2.0),
    _reason("leverans.sen", "Inkopplingen är försenad", "Connection is late", "failure", "Nätdrift", "teknik", 0.08, 0.42, 4.0),
    _reason("leverans.matare", "Mätarvärden saknas", "Meter readings are missing", "failure", "Mätning", "teknik", 0.04, 0.28, 3.5),
    _reason("uppfoljning.status", "Hur går det med mitt ärende?", "How is my case going?", "failure", "Kundservice", "kundtjanst", 0.06, 0.20, 1.5),
    _reason("uppfoljning.ringde_inte", "Ni ringde inte tillbaka", "You did not call back", "failure", "Kundservice", "kundtjanst", 0.02, 0.24, 1.0),
    _reason("konto.inloggning", "Kan inte logga in", "Cannot sign in", "failure", "IT", "kundtjanst", 0.05, 0.22, 0.8),
    _reason("info.priser", "Priser", "Prices", "value", "Marknad", "kundtjanst", 0.09, 0.04, 2.0),
    _reason("info.ovrigt", "Övriga frågor", "Other questions", "value", "Kundservice", "kundtjanst", 0.08, 0.08, 2.5),
)  # fmt: skip


@dataclass(frozen=True)
class Organisation:
    """Every parameter of the organisation that is not a queue or a reason; shares are 0 to 1."""

    name: str = "Fjällgnista Energi AB"
    channel_mix: dict[str, float] = field(
        default_factory=lambda: {"phone": 0.56, "chat": 0.14, "email": 0.21, "form": 0.09}
    )
    reason_unclassified: float = 0.05
    customer_unknown: float = 0.12
    customers_per_contact: float = 3.0
    language_english: float = 0.06
    returns_if_unresolved: float = 0.75
    returns_same_channel: float = 0.6
    growth: float = 0.08  # of daily volume, from the first day to the last
    month_start: float = 1.35  # invoices are due: the first four days of a month
    after_closed: float = 1.30  # the first open day after a holiday
    occupancy_aimed: float = 0.92  # share of their time that agents would be busy if the forecast came true
    storms: int = 5  # days with power cuts that no forecast saw
    storm_volume: float = 2.2
    patience: Patience = Patience(at_once=0.025, scale_s=400.0, shape=1.1)
    chat_patience: Patience = Patience(at_once=0.01, scale_s=240.0, shape=1.0)
    talk_median_s: float = 270.0
    talk_spread: float = 0.6
    held: float = 0.22
    hold_mean_s: float = 55.0
    after_work_mean_s: float = 70.0
    transferred: float = 0.11
    second_line_wait_mean_s: float = 45.0
    closed_hours: float = 0.025
    blocked: float = 0.004
    system_error: float = 0.002
    bot_only: float = 0.30  # of chats
    wait_limit_s: int = 1800
    announced_after_s: int = 60
    announced: float = 0.83
    message_after_s: int = 600
    message_offered: float = 0.91
    callback_after_s: int = 300
    callback_accepted: float = 0.30
    callback_kept: float = 0.88
    callback_never: float = 0.4  # of those not kept
    promised: float = 0.06  # of answered contacts
    promise_kept: float = 0.91
    case_from_conversation: float = 0.35
    email: Written = Written(median_open_h=7.5, spread=1.0, confirmed=0.93)
    form: Written = Written(median_open_h=4.0, spread=0.9, confirmed=0.99)
    resolve_median_open_h: float = 10.0
    resolve_spread: float = 1.2
    waits_for_customer: float = 0.18
    moved_between_units: float = 0.14
    due_open_days: float = 5.0
    complaint: float = 0.045  # of cases
    complaint_rejected: float = 0.30
    reasons_in_writing: float = 0.87
    next_instance_named: float = 0.79
    escalated: float = 0.06  # of complaints
    cause_known: float = 0.72
    delay_notice: float = 0.42
    survey_asked: float = 0.20
    survey_answered: float = 0.31
    survey_kinds: dict[str, float] = field(
        default_factory=lambda: {"csat_1_5": 0.55, "nps_0_10": 0.25, "resolved": 0.20}
    )
    csat: tuple[float, ...] = (0.09, 0.10, 0.18, 0.34, 0.29)
    nps: tuple[float, ...] = (0.05, 0.02, 0.03, 0.04, 0.04, 0.09, 0.08, 0.14, 0.20, 0.14, 0.17)
    trained_before: float = 0.93
    refreshed: float = 0.78
    cost_per_minute: float = 8.0

    @property
    def csat_mean(self) -> float:
        """The true mean grade, 1 to 5."""
        return sum(grade * share for grade, share in enumerate(self.csat, start=1))

    @property
    def nps_true(self) -> float:
        """The true net promoter score, -1 to 1."""
        return sum(self.nps[9:]) - sum(self.nps[:7])
