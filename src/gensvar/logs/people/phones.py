"""Telephone numbers in one form (E.164) before they are hashed: `0046 (0)8-123 45 67` and `08-1234567` are one caller.

Simple rules, not a numbering plan: international prefix, the zero in brackets, the country of numbers without one.
"""

from __future__ import annotations

from gensvar.logs import engine

# What exchanges write when the caller hides the number, and customer systems when nobody is known.
NOBODY = (
    "anonymous", "anonym", "anonymt", "unknown", "okänd", "okänt", "private", "privat", "withheld",
    "restricted", "unavailable", "hemligt", "hemligt nummer", "skyddat", "skyddat nummer", "dolt",
    "dolt nummer", "blocked", "unavail", "no caller id", "none", "null", "nan", "n/a", "na", "nil", "-", "--",
    "–", "?", "saknas", "ej angivet", "ej känd", "#n/a", "\\n", "0",
)  # fmt: skip
# A number that a spreadsheet has rounded (4,67E+10) is many customers, hence none.
DAMAGED = r"^[+-]?\d+([.,]\d+)?[eE]\+?\d+$|^#+$|^#[A-Z/]+[!?]?$"
DONE = r"regexp_matches(v, '^(\+[1-9][0-9]{6,14}|x[0-9]+)$')"
SHORTEST, LONGEST = 7, 15  # digits with country code: E.164 allows fifteen


def nobody(value: str) -> str:
    """Return SQL that holds for a value that names no one."""
    return f"(lower({value}) IN ({engine.texts(NOBODY)}) OR {damaged(value)})"


def damaged(value: str) -> str:
    """Return SQL that holds for a number a spreadsheet has destroyed."""
    return f"regexp_matches({value}, {engine.text(DAMAGED)})"


def phones(source: str, country: str) -> str:
    """Return a selection of `v` and `n` from one of `v`: n is E.164, or null for what is no telephone number.

    `country` is that of numbers written without one, such as 46. A short internal number is kept, after an `x`.
    A number that is in the form already comes out as it went in.
    """
    home, length = engine.text(country), len(country)
    bare = r"regexp_replace(regexp_replace(v, '^(tel|sip|sips):|[@;].*$', '', 'gi'), '\(0\)', '')"
    digits = "regexp_replace(b, '[^0-9]', '', 'g')"
    done = f"({DONE} AND NOT starts_with(v, {engine.text('+' + country + '0')}))"
    sql = f"SELECT v, {bare} AS b FROM ({source}) WHERE v IS NOT NULL AND NOT {done}"
    sql = f"SELECT v, b, {digits} AS d, regexp_matches(b, '[A-Za-zÅÄÖåäö]') AS named FROM ({sql})"
    sql = (
        f"SELECT v, CASE WHEN named OR d = '' THEN NULL WHEN starts_with(trim(b), '+') THEN d "
        f"WHEN starts_with(d, '00') THEN substr(d, 3) WHEN starts_with(d, '0') THEN {home} || substr(d, 2) "
        f"WHEN starts_with(d, {home}) AND length(d) >= {length + 8} THEN d "
        f"WHEN length(d) >= {SHORTEST} THEN {home} || d ELSE 'x' || d END AS w FROM ({sql})"
    )
    trunk = f"starts_with(w, {engine.text(country + '0')})"
    sql = f"SELECT v, CASE WHEN {trunk} THEN {home} || ltrim(substr(w, {length + 1}), '0') ELSE w END AS e FROM ({sql})"
    sound = f"length(e) BETWEEN {SHORTEST} AND {LONGEST}"
    sql = f"SELECT v, CASE WHEN starts_with(e, 'x') THEN e WHEN {sound} THEN '+' || e END AS n FROM ({sql})"
    return f"{sql} UNION ALL SELECT v, v AS n FROM ({source}) WHERE v IS NOT NULL AND {done}"
