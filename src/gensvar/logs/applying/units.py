"""Durations and numbers as SQL: `mm:ss`, `h:mm:ss`, milliseconds, minutes with a decimal comma."""

from __future__ import annotations

from gensvar.logs.mapping import Unit

SECONDS = {"s": 1.0, "ms": 0.001, "min": 60.0, "h": 3600.0, "days": 86_400.0}


def number(value: str, decimal: str) -> str:
    """Return SQL for a number: spaces between thousands taken away, `decimal` as the decimal sign."""
    bare = f"translate({value}, ' \u00a0\u202f', '')"
    if decimal == ",":
        bare = f"replace(replace({bare}, '.', ''), ',', '.')"
    return f"try_cast({bare} AS DOUBLE)"


def whole(value: str, decimal: str) -> str:
    """Return SQL for a whole number; null for one with a fraction."""
    parsed = number(value, decimal)
    return (
        f"coalesce(try_cast({value} AS BIGINT), CASE WHEN {parsed} = floor({parsed}) THEN CAST({parsed} AS BIGINT) END)"
    )


def seconds(value: str, unit: Unit, decimal: str) -> str:
    """Return SQL for whole seconds, rounded down; null for what is no duration and for negative ones.

    A value with colons is read by its colons whatever the unit: two parts are minutes and seconds
    (hours and minutes under `hh:mm`), three are hours, minutes and seconds.
    """
    if unit in ("mm:ss", "hh:mm:ss", "hh:mm"):
        return _clock(value, unit)
    plain = f"try_cast({value} AS BIGINT)" if unit == "s" else "NULL"
    scaled = f"CAST(floor(({number(value, decimal)}) * {SECONDS[unit]} + 1e-6) AS BIGINT)"
    amount = f"coalesce({plain}, {scaled})"
    return f"CASE WHEN contains({value}, ':') THEN {_clock(value, 'mm:ss')} WHEN {amount} >= 0 THEN {amount} END"


def _clock(value: str, unit: Unit) -> str:
    first, second, third = (f"try_cast(split_part({value}, ':', {n}) AS BIGINT)" for n in (1, 2, 3))
    rest = f"try_cast(floor(try_cast(replace(split_part({value}, ':', 3), ',', '.') AS DOUBLE)) AS BIGINT)"
    two = f"{first} * 60 + {second}" if unit != "hh:mm" else f"{first} * 3600 + {second} * 60"
    three = f"{first} * 3600 + {second} * 60 + coalesce({third}, {rest})"
    colons = f"length({value}) - length(replace({value}, ':', ''))"
    sound = f"{first} >= 0 AND {second} BETWEEN 0 AND 59"
    return (
        f"CASE WHEN {colons} = 1 AND {sound} THEN {two} "
        f"WHEN {colons} = 2 AND {sound} AND coalesce({third}, {rest}) BETWEEN 0 AND 59 THEN {three} "
        f"WHEN {colons} = 0 AND try_cast({value} AS BIGINT) = 0 THEN 0 END"
    )
