"""The tests that rulebooks name in checks of records: which rows count, and which of them are breaches.

Each is one condition over calls with their state, or over agreements; `gensvar.calls.counting` counts them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from gensvar.calls.coverage import COVERED
from gensvar.calls.limits import Limits
from gensvar.text import Text


@dataclass(frozen=True)
class RecordTest:
    """A test: what it is called, the table it reads, its rows and breaches as SQL, what it needs."""

    name: str
    title: Text
    table: Literal["covered", "told", "agreements"]
    breach: Callable[[Limits], str | None]  # None: the limit it needs is unset
    among: Callable[[Limits], str] = lambda _limits: "true"
    needs: tuple[str, ...] = ()  # columns of the table, or another table
    limit: str = ""
    source: str = ""  # what is read instead of the table
    workdays: Callable[[Limits], float | None] = lambda _limits: None


def states_sql(*states: str) -> str:
    """Return the condition that a call is in one of the states."""
    return f"state IN ({', '.join(repr(state) for state in states)})"


HOUR_OF_DAY = "(hour(local) + minute(local) / 60.0)"


def _hours(limits: Limits) -> str | None:
    if limits.earliest_hour is None or limits.latest_hour is None:
        return None
    return f"{HOUR_OF_DAY} < {limits.earliest_hour} OR {HOUR_OF_DAY} >= {limits.latest_hour}"


def _attempts(limits: Limits) -> str | None:
    return None if limits.attempts_limit is None else f"attempt >= {limits.attempts_limit}"


LATE = "coalesce(CAST(confirmation_sent AS DATE), seen_from) > last_day"
DUE = "(confirmation_sent IS NOT NULL OR seen_from > last_day)"
CONSUMER, BUSINESS = "target IS DISTINCT FROM 'business'", "target = 'business'"
NOT_RECORDED = "recording_id IS NULL OR offer_recorded IS FALSE OR acceptance_recorded IS FALSE"
ALL_COVERED = "calls.covered"
ATTEMPTS = (
    "(SELECT *, count(*) OVER (PARTITION BY number_key ORDER BY started RANGE BETWEEN INTERVAL 24 HOUR PRECEDING "
    "AND CURRENT ROW) AS attempt FROM told WHERE number_key IS NOT NULL AND number_key <> 'foreign')"
)
TESTS: dict[str, RecordTest] = {
    test.name: test
    for test in (
        RecordTest(
            ALL_COVERED,
            Text(sv="samtal utan giltig kontroll eller undantag", en="calls without a valid check or an exemption"),
            "covered",
            lambda _: f"NOT {states_sql(*COVERED)}",
        ),
        RecordTest(
            "calls.fresh",
            Text(sv="samtal efter att kontrollen slutat gälla", en="calls after the check had run out"),
            "covered",
            lambda _: states_sql("stale"),
            lambda _: "answer = 'free' OR state = 'stale'",
            ("washes",),
        ),
        RecordTest(
            "calls.readable",
            Text(sv="samtal till oläsbara nummer", en="calls to unreadable numbers"),
            "covered",
            lambda _: states_sql("unreadable"),
        ),
        RecordTest(
            "calls.consent",
            Text(sv="samtal på ett samtycke som gått ut", en="calls on a consent that had run out"),
            "covered",
            lambda _: "consent_until <= started",
            lambda _: "consent_until IS NOT NULL AND state NOT IN ('receipt', 'purpose', 'own_no', 'relation')",
            ("consents",),
        ),
        RecordTest(
            "calls.relation",
            Text(sv="samtal på ett kundförhållande som gått ut", en="calls on a customer relation that had run out"),
            "covered",
            lambda _: "relation_until <= started",
            lambda _: "relation_until IS NOT NULL AND state NOT IN ('receipt', 'purpose', 'own_no', 'consent')",
            ("relations",),
        ),
        RecordTest(
            "calls.business",
            Text(
                sv="samtal till spärrade företagsnummer utanför arbetstid",
                en="calls to blocked business numbers outside working hours",
            ),
            "covered",
            lambda limits: None if limits.office_from is None else states_sql("business_hours"),
            lambda _: states_sql("business", "business_hours"),
            ("business",),
            "office_from",
        ),
        RecordTest(
            "calls.own_no",
            Text(sv="samtal efter ett eget nej", en="calls after a personal no"),
            "covered",
            lambda _: states_sql("own_no"),
            needs=("opt_outs",),
        ),
        RecordTest(
            "calls.silent",
            Text(sv="tysta samtal", en="silent calls"),
            "told",
            lambda _: "nobody_there",
            lambda _: "was_answered",
            ("answered", "seller_connected"),
        ),
        RecordTest(
            "calls.number_shown",
            Text(sv="samtal med dolt nummer", en="calls with a hidden number"),
            "told",
            lambda _: "number_shown IS FALSE",
            lambda _: "number_shown IS NOT NULL",
            ("number_shown",),
        ),
        RecordTest(
            "calls.hours",
            Text(sv="samtal utanför tillåtna tider", en="calls outside permitted hours"),
            "told",
            _hours,
            limit="earliest_hour, latest_hour",
        ),
        RecordTest(
            "calls.attempts",
            Text(sv="försök över gränsen inom 24 timmar", en="attempts beyond the limit within 24 hours"),
            "told",
            _attempts,
            limit="attempts_limit",
            source=ATTEMPTS,
        ),
        RecordTest(
            "sales.recorded",
            Text(
                sv="avtal utan inspelat erbjudande och ja",
                en="agreements without a recording of the offer and the acceptance",
            ),
            "agreements",
            lambda _: NOT_RECORDED,
            lambda _: CONSUMER,
            ("recording_id",),
        ),
        RecordTest(
            "sales.recorded.business",
            Text(sv="avtal med företag utan inspelning", en="agreements with businesses without a recording"),
            "agreements",
            lambda _: NOT_RECORDED,
            lambda _: BUSINESS,
            ("recording_id",),
        ),
        RecordTest(
            "sales.confirmed",
            Text(sv="avtal som bekräftades för sent eller inte alls", en="agreements confirmed late or not at all"),
            "agreements",
            lambda limits: None if limits.confirmation_workdays is None else LATE,
            lambda _: f"{CONSUMER} AND {DUE}",
            ("confirmation_sent",),
            "workdays",
            workdays=lambda limits: limits.confirmation_workdays,
        ),
        RecordTest(
            "sales.confirmed.business",
            Text(
                sv="avtal med företag som bekräftades för sent eller inte alls",
                en="agreements with businesses confirmed late or not at all",
            ),
            "agreements",
            lambda limits: None if limits.business_confirmation_workdays is None else LATE,
            lambda _: f"{BUSINESS} AND {DUE}",
            ("confirmation_sent",),
            "workdays",
            workdays=lambda limits: limits.business_confirmation_workdays,
        ),
        RecordTest(
            "sales.accepted",
            Text(
                sv="avtal utan skriftligt godkännande efter samtalet",
                en="agreements without a written acceptance after the call",
            ),
            "agreements",
            lambda _: "accepted_at IS NULL OR accepted_at <= coalesce(call_ended, agreed_at)",
            lambda _: CONSUMER,
            ("accepted_at",),
        ),
    )
}
