"""What a contact's times say together: an answer from a wait, an end from a duration, an outcome from an answer."""

from __future__ import annotations

from gensvar.logs.applying.table_sql import alias

ANSWERED = "'answered'"


def derive(table: str, sql: str, columns: set[str]) -> tuple[str, set[str]]:
    """Return the selection with derived columns, and the columns that the table has then.

    A derived value only fills what the file leaves empty. The order matters: outcome, answer, end.
    """
    if table != "contacts":
        return sql, columns
    for name, make in (("outcome", _outcome), ("t_answer", _answer), ("t_end", _end)):
        value = make(columns)
        if value and name in columns:
            sql = f"SELECT * REPLACE (coalesce({alias('t', name)}, {value}) AS {alias('t', name)}) FROM ({sql})"
        elif value:
            sql = f"SELECT *, {value} AS {alias('t', name)} FROM ({sql})"
            columns = columns | {name}
    return sql, columns


def silent_when_unanswered(table: str, sql: str, columns: set[str]) -> str:
    """Return the selection of sound rows without durations of a talk that never was.

    Nobody spoke in a call that nobody answered: the exchange's `00:00` is no talk time of zero seconds.
    """
    silent = [name for name in ("talk_s", "hold_s", "acw_s") if name in columns and "outcome" in columns]
    if table != "contacts" or not silent:
        return sql
    unanswered = f"{alias('t', 'outcome')} <> {ANSWERED}"
    replaced = [
        f"CASE WHEN {alias('t', name)} <> 0 OR NOT ({unanswered}) THEN {alias('t', name)} END AS {alias('t', name)}"
        for name in silent
    ]
    return f"SELECT * REPLACE ({', '.join(replaced)}) FROM ({sql})"


def _outcome(columns: set[str]) -> str | None:
    if "outcome" in columns or "t_answer" not in columns:
        return None
    return f"CASE WHEN {alias('t', 't_answer')} IS NOT NULL THEN {ANSWERED} ELSE 'unknown' END"


def _waiting_from(columns: set[str]) -> str:
    start = alias("t", "t_start")
    return f"coalesce({alias('t', 't_queue')}, {start})" if "t_queue" in columns else start


def _answer(columns: set[str]) -> str | None:
    if not {"outcome", "wait_s"} <= columns:
        return None
    waited = f"{_waiting_from(columns)} + to_seconds({alias('t', 'wait_s')})"
    return f"CASE WHEN {alias('t', 'outcome')} = {ANSWERED} THEN {waited} END"


def _end(columns: set[str]) -> str | None:
    ways = []
    if "duration_s" in columns:
        ways.append(f"{alias('t', 't_start')} + to_seconds({alias('t', 'duration_s')})")
    if {"t_answer", "talk_s"} <= columns:
        held = f" + coalesce({alias('t', 'hold_s')}, 0)" if "hold_s" in columns else ""
        ways.append(f"{alias('t', 't_answer')} + to_seconds({alias('t', 'talk_s')}{held})")
    if {"outcome", "wait_s"} <= columns:
        waited = f"{_waiting_from(columns)} + to_seconds({alias('t', 'wait_s')})"
        ways.append(f"CASE WHEN {alias('t', 'outcome')} <> {ANSWERED} THEN {waited} END")
    return f"coalesce({', '.join(ways)})" if ways else None
