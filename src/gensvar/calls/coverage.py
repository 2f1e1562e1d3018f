"""What each call rested on when it was made, as one SQL statement over the store's tables: an as-of join per ground.

The latest answer about the number that the principal had when the call began is what counts, so a later block is never
read back in time, and an older, better answer never outlives a newer one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gensvar.calls.limits import Limits
from gensvar.text import Text

# In the order in which they are tried; the first that holds is the state of the call.
STATES: dict[str, Text] = {
    "own_no": Text(sv="Ringd efter ett eget nej", en="Called after a personal no"),
    "purpose": Text(sv="Undantaget syfte", en="Exempt purpose"),
    "foreign": Text(sv="Utländskt nummer", en="Foreign number"),
    "unreadable": Text(sv="Ringt ett oläsbart nummer", en="Called an unreadable number"),
    "receipt": Text(sv="Kvitto som gällde", en="Valid receipt"),
    "consent": Text(sv="Samtycke", en="Consent"),
    "relation": Text(sv="Kundförhållande", en="Customer relation"),
    "business": Text(sv="Företagsnummer på arbetstid", en="Business number in working hours"),
    "business_hours": Text(sv="Spärrat företagsnummer utanför arbetstid", en="Blocked business number after hours"),
    "blocked": Text(sv="Spärrat vid kontrollen", en="Blocked at the wash"),
    "not_free": Text(sv="Inte fritt vid kontrollen", en="Not free at the wash"),
    "stale": Text(sv="För gammal kontroll", en="Stale check"),
    "consent_expired": Text(sv="Samtycket hade gått ut", en="Consent expired"),
    "never_washed": Text(sv="Aldrig kontrollerat", en="Never washed"),
}
COVERED = ("purpose", "foreign", "receipt", "consent", "relation", "business")
EXEMPT_PURPOSES = "('survey', 'public_information', 'politics', 'religion')"


def coverage_sql(limits: Limits, zone: str, holidays: Sequence[date] = (), *, one_principal: bool = False) -> str:
    """Return SQL that gives every call of `calls` with its `state`.

    Expects the views `calls`, `campaigns`, `consents`, `relations`, `opt_outs`, `washes`, `washed_numbers`, with all
    canonical columns (null where a file had none). `zone`: the organisation's, in which days are counted; `holidays`
    are no working days. `one_principal`: the log names none, so every receipt and ground is taken to be the caller's.
    """
    local = f"(c.started AT TIME ZONE 'UTC' AT TIME ZONE '{zone}')"
    day = f"CAST({local} AS DATE)"
    consent, relation = _months("given", limits.consent_months, zone), _months("ended", limits.relation_months, zone)
    answered = "a.status IN ('blocked', 'blocked_by_one_reading')"
    office = _office(limits, local, day, holidays)

    def who(*columns: str) -> str:
        """Return SQL for a company in one form: an organisation number with and without its dash is one company."""
        if one_principal:
            return "''"
        return f"lower(regexp_replace(coalesce({', '.join(columns)}, ''), '[^0-9A-Za-zÅÄÖåäö]', '', 'g'))"

    grace = f"INTERVAL '{int((limits.grace_days or 0) * 24)} hours'"
    return f"""
WITH told AS (
  SELECT c.*, {who("c.principal", "m.principal")} AS who, coalesce(c.product, m.product) AS goods,
    CASE WHEN c.agreement_id IS NULL THEN m.purpose END AS aim, m.target
  FROM calls c LEFT JOIN campaigns m USING (campaign)
), answers AS (
  SELECT n.number_key, n.status, w.washed, w.valid_until, {who("w.seller")} AS who
  FROM washed_numbers n JOIN washes w USING (receipt_id) WHERE n.number_key IS NOT NULL
), agreed AS (
  SELECT number_key, {who("company")} AS who, given AS since, max(until) OVER (
    PARTITION BY number_key, company ORDER BY given) AS until
  FROM (SELECT *, CASE WHEN withdrawn < {consent} THEN withdrawn ELSE {consent} END AS until FROM consents
        WHERE active IS TRUE AND number_key IS NOT NULL)
), bound AS (
  SELECT number_key, {who("company")} AS who, product AS goods, began AS since, max(until) OVER (
    PARTITION BY number_key, company, product ORDER BY began) AS until
  FROM (SELECT *, CASE WHEN ended IS NULL THEN TIMESTAMP '9999-01-01' ELSE {relation} END AS until FROM relations
        WHERE number_key IS NOT NULL)
), refused AS (
  SELECT number_key, {who("company")} AS who, min(said_at) AS said_at FROM opt_outs
  WHERE number_key IS NOT NULL GROUP BY ALL
), joined AS (
  SELECT c.*, a.status AS answer, a.valid_until, {day} AS day, {local} AS local, {office} AS in_office,
    g.until AS consent_until, r.until AS relation_until,
    greatest(coalesce(o.said_at, p.said_at), coalesce(p.said_at, o.said_at)) IS NOT NULL
      AND c.started > least(coalesce(o.said_at, p.said_at), coalesce(p.said_at, o.said_at)) + {grace} AS said_no,
    {answered} AS blocked
  FROM told c
  ASOF LEFT JOIN answers a ON c.number_key = a.number_key AND c.who = a.who AND c.started >= a.washed
  ASOF LEFT JOIN agreed g ON c.number_key = g.number_key AND c.who = g.who AND c.started >= g.since
  ASOF LEFT JOIN bound r ON c.number_key = r.number_key AND c.who = r.who AND c.goods = r.goods AND c.started >= r.since
  LEFT JOIN refused o ON c.number_key = o.number_key AND c.who = o.who
  LEFT JOIN refused p ON c.number_key = p.number_key AND p.who = '' AND c.who <> ''
)
SELECT *, CASE
  WHEN said_no THEN 'own_no'
  WHEN aim IN {EXEMPT_PURPOSES} THEN 'purpose'
  WHEN number_key = 'foreign' THEN 'foreign'
  WHEN number_key IS NULL THEN 'unreadable'
  WHEN answer = 'free' AND day <= valid_until THEN 'receipt'
  WHEN consent_until > started THEN 'consent'
  WHEN relation_until > started THEN 'relation'
  WHEN blocked AND business AND in_office IS NOT FALSE THEN 'business'
  WHEN blocked AND business THEN 'business_hours'
  WHEN blocked THEN 'blocked'
  WHEN answer IS NOT NULL AND answer <> 'free' THEN 'not_free'
  WHEN answer = 'free' THEN 'stale'
  WHEN consent_until IS NOT NULL THEN 'consent_expired'
  ELSE 'never_washed' END AS state
FROM joined
"""


def _months(column: str, months: float | None, zone: str) -> str:
    """Return SQL for the end (UTC) of the local day `months` later, which is the last that counts."""
    day = f"CAST(({column} AT TIME ZONE 'UTC' AT TIME ZONE '{zone}') AS DATE)"
    last = f"CAST({day} + INTERVAL '{int(months or 0)} months' AS DATE)"
    return f"((CAST({last} + INTERVAL '1 day' AS TIMESTAMP) AT TIME ZONE '{zone}') AT TIME ZONE 'UTC')"


def _office(limits: Limits, local: str, day: str, holidays: Sequence[date]) -> str:
    """Return SQL for whether a call was made in working hours, Monday to Friday; null where no hours are set."""
    if limits.office_from is None or limits.office_to is None:
        return "NULL::BOOLEAN"
    hour = f"(hour({local}) + minute({local}) / 60.0)"
    off = ", ".join(f"DATE '{one.isoformat()}'" for one in holidays) or "NULL"
    working = f"isodow({local}) <= 5 AND ({day} IN ({off})) IS NOT TRUE"
    return f"({working} AND {hour} >= {limits.office_from} AND {hour} < {limits.office_to})"
