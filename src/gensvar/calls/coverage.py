"""What each call rested on when it was made, in SQL over the store's tables.

The latest answer about the number that the principal had when the call began is what counts, so a later block is never
read back in time, and an older, better answer never outlives a newer one. That takes one as-of join over all calls;
consents, relations and people who said no are few, so calls are only looked up in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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
WHO = "lower(regexp_replace(coalesce({}, ''), '[^0-9A-Za-zÅÄÖåäö]', '', 'g'))"


def preparing(limits: Limits, zone: str, span: tuple[datetime, datetime], *, one_principal: bool) -> list[str]:
    """Return SQL that makes `told`, every call with its local time and principal, and the few that a ground concerns.

    Expects the views `calls`, `campaigns`, `consents`, `relations`, `opt_outs`, `washes`, `washed_numbers`, with all
    canonical columns (null where a file had none). `zone`: the organisation's, in which days are counted; `span`: the
    first and last call (UTC). `one_principal`: the log names none, so every receipt and ground is taken to be the
    caller's.
    """
    local = local_time("started", zone, span)
    who = "''" if one_principal else WHO

    def company(column: str) -> str:
        return who.format(column) if not one_principal else who

    # An organisation number with and without its dash is one company; each spelling is read once, not once a call.
    spelled = f"""CREATE TEMP TABLE spelled AS SELECT p, {company("p")} AS who FROM (
        SELECT DISTINCT principal AS p FROM calls UNION SELECT DISTINCT principal FROM campaigns) WHERE p IS NOT NULL"""
    told = f"""CREATE TEMP TABLE told AS SELECT c.call_id, c.started, c.number_key, c.campaign, c.principal,
        c.supplier, c.business, c.number_shown, c.answered IS NOT NULL AS was_answered,
        c.seller_connected IS NULL AS nobody_there, coalesce(s.who, t.who, '') AS who,
        coalesce(c.product, m.product) AS goods, CASE WHEN c.agreement_id IS NULL THEN m.purpose END AS aim,
        {local.replace("started", "c.started")} AS local
        FROM calls c LEFT JOIN campaigns m USING (campaign)
        LEFT JOIN spelled s ON c.principal = s.p LEFT JOIN spelled t ON m.principal = t.p"""
    answers = f"""CREATE TEMP VIEW answers AS SELECT n.number_key, n.status, w.washed, w.valid_until,
        {company("w.seller")} AS who FROM washed_numbers n JOIN washes w USING (receipt_id)
        WHERE n.number_key IS NOT NULL"""
    consent, relation = (
        _months("g.given", limits.consent_months, zone),
        _months("r.ended", limits.relation_months, zone),
    )
    agreed = f"""CREATE TEMP TABLE agreed AS SELECT t.rowid AS row,
        max(CASE WHEN g.withdrawn < {consent} THEN g.withdrawn ELSE {consent} END) AS until
        FROM told t JOIN consents g ON t.number_key = g.number_key
        AND t.who = {company("g.company")} AND g.active IS TRUE AND g.given <= t.started GROUP BY 1"""
    bound = f"""CREATE TEMP TABLE bound AS SELECT t.rowid AS row,
        max(CASE WHEN r.ended IS NULL THEN TIMESTAMP '9999-01-01' ELSE {relation} END) AS until
        FROM told t JOIN relations r ON t.number_key = r.number_key
        AND t.who = {company("r.company")} AND t.goods = r.product AND r.began <= t.started GROUP BY 1"""
    grace = f"INTERVAL '{int((limits.grace_days or 0) * 24)} hours'"
    refused = f"""CREATE TEMP TABLE refused AS SELECT DISTINCT t.rowid AS row FROM told t JOIN opt_outs o
        ON t.number_key = o.number_key AND t.started > o.said_at + {grace}
        AND (o.company IS NULL OR t.who = {company("o.company")})"""
    return [spelled, told, answers, agreed, bound, refused]


def covering(limits: Limits, holidays: Sequence[date], *, one_seller: bool) -> list[str]:
    """Return SQL that makes `covered`: every call of `told` (`row` is its rowid) with its `state`.

    `holidays` are no working days. `one_seller`: all calls are one principal's, who need not be compared call by call.
    """
    same = "" if one_seller else "AND c.who = a.who"
    only = "WHERE who = (SELECT min(who) FROM told)" if one_seller else ""
    blocked = "a.status IN ('blocked', 'blocked_by_one_reading')"
    checked = f"""CREATE TEMP TABLE checked AS SELECT c.row, a.status, a.valid_until
        FROM (SELECT rowid AS row, number_key, started, who FROM told) c
        ASOF JOIN (SELECT * FROM answers {only}) a ON c.number_key = a.number_key {same} AND c.started >= a.washed"""
    covered = f"""
CREATE TABLE covered AS
SELECT c.rowid AS row, c.call_id, c.started, a.status AS answer, a.valid_until, g.until AS consent_until,
  r.until AS relation_until,
  CASE
  WHEN o.row IS NOT NULL THEN 'own_no'
  WHEN aim IN {EXEMPT_PURPOSES} THEN 'purpose'
  WHEN c.number_key = 'foreign' THEN 'foreign'
  WHEN c.number_key IS NULL THEN 'unreadable'
  WHEN a.status = 'free' AND CAST(c.local AS DATE) <= a.valid_until THEN 'receipt'
  WHEN g.until > c.started THEN 'consent'
  WHEN r.until > c.started THEN 'relation'
  WHEN {blocked} AND c.business AND ({_office(limits, holidays)}) IS NOT FALSE THEN 'business'
  WHEN {blocked} AND c.business THEN 'business_hours'
  WHEN {blocked} THEN 'blocked'
  WHEN a.status IS NOT NULL AND a.status <> 'free' THEN 'not_free'
  WHEN a.status = 'free' THEN 'stale'
  WHEN g.until IS NOT NULL THEN 'consent_expired'
  ELSE 'never_washed' END AS state
FROM told c
LEFT JOIN checked a ON c.rowid = a.row
LEFT JOIN agreed g ON c.rowid = g.row
LEFT JOIN bound r ON c.rowid = r.row
LEFT JOIN refused o ON c.rowid = o.row
"""
    return [checked, covered]


def local_time(column: str, zone: str, span: tuple[datetime, datetime]) -> str:
    """Return SQL for a UTC time in a zone, given the span it lies in: plain sums, many times as fast as the database's
    own.

    `span`: UTC, without a zone attached. Every change of offset within it is found to the hour.
    """
    where, moment = ZoneInfo(zone), span[0].replace(tzinfo=UTC)
    first = offset = _offset(moment, where)
    cases = []
    while moment < span[1].replace(tzinfo=UTC) + timedelta(hours=1):
        later = moment + timedelta(hours=1)
        if _offset(later, where) != offset:
            turn = later.replace(minute=0, second=0, microsecond=0)
            offset = _offset(later, where)
            cases.append((turn, offset))
        moment = later
    shift = f"{first}"
    for turn, seconds in cases:
        at = turn.replace(tzinfo=None).isoformat(sep=" ")
        shift = f"CASE WHEN {column} >= TIMESTAMP '{at}' THEN {seconds} ELSE {shift} END"
    return f"({column} + to_seconds({shift}))"


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    shift = moment.astimezone(zone).utcoffset()
    return int(shift.total_seconds()) if shift else 0


def _months(column: str, months: float | None, zone: str) -> str:
    """Return SQL for the end (UTC) of the local day `months` later, which is the last that counts."""
    day = f"CAST(({column} AT TIME ZONE 'UTC' AT TIME ZONE '{zone}') AS DATE)"
    last = f"CAST({day} + INTERVAL '{int(months or 0)} months' AS DATE)"
    return f"((CAST({last} + INTERVAL '1 day' AS TIMESTAMP) AT TIME ZONE '{zone}') AT TIME ZONE 'UTC')"


def _office(limits: Limits, holidays: Sequence[date]) -> str:
    """Return SQL for whether a call was made in working hours, Monday to Friday; null where no hours are set."""
    if limits.office_from is None or limits.office_to is None:
        return "NULL::BOOLEAN"
    hour = "(hour(c.local) + minute(c.local) / 60.0)"
    off = ", ".join(f"DATE '{one.isoformat()}'" for one in holidays) or "NULL"
    working = f"isodow(c.local) <= 5 AND (CAST(c.local AS DATE) IN ({off})) IS NOT TRUE"
    return f"{working} AND {hour} >= {limits.office_from} AND {hour} < {limits.office_to}"
