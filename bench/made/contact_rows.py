"""Made-up contact facts, as many as wanted: two years of a large organisation, in order of time, ten Parquet files.

Every value follows from the row's number, so that the same number of rows is the same data everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

DAYS, FIRST_DAY, FILES = 730, 19723, 10  # from 2024-01-01
ROW_GROUP = 1_000_000

# u(k) is a number in [0, 1) that follows from the row's number i and k.
_MACRO = "CREATE OR REPLACE MACRO u(i, k) AS (hash(i * 64 + k) % 1000003) / 1000003.0"
_SELECT = """
WITH made AS (
    SELECT i, u(i, 1) AS a, u(i, 2) AS b, u(i, 3) AS c, u(i, 4) AS d, u(i, 5) AS e, u(i, 6) AS f, u(i, 7) AS g,
        {first_day} + (i * {days} // {rows}) AS day,
        (7 * 3600 + (i * {days} % {rows}) * 14 * 3600 // {rows})::BIGINT AS second
    FROM range({start}, {stop}) AS numbers(i)
), placed AS (
    SELECT *, floor(a * 12)::INTEGER AS q, CASE WHEN b < 0.86 THEN 'inbound' WHEN b < 0.98 THEN 'outbound' ELSE 'internal' END AS direction,
        second >= 8 * 3600 AND second < 17 * 3600 AND day % 7 NOT IN (2, 3) AS in_hours
    FROM made
), outcomes AS (
    SELECT *, ['phone', 'phone', 'phone', 'phone', 'phone', 'phone', 'chat', 'chat', 'email', 'email', 'form', 'social'][q + 1] AS channel,
        CASE WHEN NOT in_hours AND c < 0.5 THEN 'closed_hours' WHEN c < 0.83 THEN 'answered' WHEN c < 0.90 THEN 'abandoned'
             WHEN c < 0.92 THEN 'short_abandoned' WHEN c < 0.95 THEN 'callback_booked' WHEN c < 0.96 THEN 'overflow'
             WHEN c < 0.97 THEN 'timeout' WHEN c < 0.98 THEN 'bot_only' WHEN c < 0.985 THEN 'blocked' WHEN c < 0.99 THEN 'voicemail'
             WHEN c < 0.995 THEN 'system_error' END AS outcome
    FROM placed
)
SELECT day, strftime(DATE '1970-01-01' + day::INTEGER, '%Y%m')::BIGINT AS month, (second // 3600)::BIGINT AS hour, (second // 1800)::BIGINT AS half_hour,
    (day * 86400 + second)::BIGINT AS t_start, direction, channel, 'kö ' || (q + 1) AS queue, outcome, in_hours,
    CASE WHEN outcome NOT IN ('closed_hours', 'blocked', 'bot_only') THEN (day * 86400 + second + 9)::BIGINT END AS t_queue,
    CASE WHEN outcome = 'short_abandoned' THEN floor(d * 6)::BIGINT
         WHEN outcome NOT IN ('closed_hours', 'blocked', 'bot_only') THEN least(2400, floor(-ln(1 - d) * 70))::BIGINT END AS wait_s,
    CASE WHEN outcome = 'answered' THEN floor(30 - ln(1 - e) * 240)::BIGINT END AS talk_s,
    CASE WHEN outcome = 'answered' THEN floor(f * 40)::BIGINT END AS hold_s,
    CASE WHEN outcome = 'answered' THEN floor(g * 90)::BIGINT END AS acw_s,
    CASE WHEN outcome = 'answered' THEN floor(30 - ln(1 - e) * 240)::BIGINT + floor(f * 40)::BIGINT + floor(g * 90)::BIGINT END AS handle_s,
    'orsak ' || floor(u(i, 8) * 40)::INTEGER AS reason_code, 'enhet ' || floor(u(i, 8) * 9)::INTEGER AS unit,
    CASE WHEN u(i, 8) < 0.35 THEN 'failure' WHEN u(i, 8) < 0.9 THEN 'value' ELSE 'unknown' END AS demand_type,
    u(i, 9) < 0.8 AS linkable,
    CASE WHEN u(i, 9) < 0.3 THEN floor(u(i, 10) * 5000000)::BIGINT END AS prev_gap_s,
    CASE WHEN u(i, 9) BETWEEN 0.2 AND 0.5 THEN floor(u(i, 10) * 5000000)::BIGINT END AS next_gap_s,
    CASE WHEN u(i, 9) < 0.15 THEN floor(u(i, 11) * 5000000)::BIGINT END AS prev_same_gap_s,
    CASE WHEN u(i, 9) BETWEEN 0.2 AND 0.35 THEN floor(u(i, 11) * 5000000)::BIGINT END AS next_same_gap_s,
    (({first_day} + {days}) * 86400 - day * 86400 - second)::BIGINT AS to_data_end_s,
    CASE WHEN outcome = 'answered' THEN 1 + (u(i, 12) < 0.12)::BIGINT + (u(i, 12) < 0.02)::BIGINT ELSE 0 END AS agent_legs,
    u(i, 13) < 0.4 AS has_case, coalesce(outcome = 'overflow', false) AS overflowed,
    CASE WHEN u(i, 14) < 0.9 THEN u(i, 14) < 0.7 END AS wait_announced, CASE WHEN u(i, 15) < 0.9 THEN u(i, 15) < 0.6 END AS message_offered,
    CASE WHEN u(i, 16) < 0.95 THEN 'basic' ELSE 'premium' END AS price_class
FROM outcomes
"""


def make(connection: Any, folder: Path, rows: int, tell: Callable[[str], None]) -> list[Path]:
    """Return the Parquet files of `rows` contacts, written if they are not there since before."""
    folder.mkdir(parents=True, exist_ok=True)
    connection.execute(_MACRO)
    files = [folder / f"contacts-{number}.parquet" for number in range(FILES)]
    for number, file in enumerate(files):
        if not file.exists():
            tell(f"{file.name}")
            _write(connection, file, rows, rows * number // FILES, rows * (number + 1) // FILES)
    return files


def _write(connection: Any, file: Path, rows: int, start: int, stop: int) -> None:
    query = _SELECT.format(first_day=FIRST_DAY, days=DAYS, rows=rows, start=start, stop=stop)
    making = file.with_suffix(".making")
    connection.execute(f"COPY ({query}) TO '{making}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})")
    making.rename(file)
