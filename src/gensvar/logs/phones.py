"""Telephone numbers in one form (E.164) before they are hashed: `0046 (0)8-123 45 67` and `08-1234567` are one caller.

Simple rules, not a numbering plan: international prefix, the zero in brackets, the country of numbers without one.
"""

from __future__ import annotations

from gensvar.logs import engine

# What exchanges write when the caller hides the number, and customer systems when nobody is known.
NOBODY = (
    "anonymous", "anonym", "anonymt", "unknown", "okänd", "okänt", "private", "privat", "withheld", "restricted",
    "unavailable", "hemligt", "hemligt nummer", "skyddat", "skyddat nummer", "dolt", "dolt nummer", "blocked", "unavail",
    "no caller id", "none", "null", "nan", "n/a", "na", "nil", "-", "--", "–", "?", "saknas", "ej angivet", "ej känd",
    "#n/a", "\\n", "0",
)  # fmt: skip
# A number that a spreadsheet has rounded (4,67E+10) is many customers, hence none.
DAMAGED = r"^[+-]?\d+([.,]\d+)?[eE]\+?\d+$|^#+$|^#[A-Z/]+[!?]?$"
SHORTEST, LONGEST = 7, 15  # digits with country code: E.164 allows fifteen


def nobody(value: str) -> str:
    """Return SQL that holds for a value that names no one."""
    return f"(lower({value}) IN ({engine.texts(NOBODY)}) OR {damaged(value)})"


def damaged(value: str) -> str:
    """Return SQL that holds for a number a spreadsheet has destroyed."""
    return f"regexp_matches({value}, {engine.text(DAMAGED)})"


def phone_macro(country: str) -> str:
    """Return SQL that makes the macro `phone(text)`: E.164, or null for what is no telephone number.

    `country` is that of numbers written without one, such as 46. A short internal number is kept as it is, after `x`.
    """
    digits = "regexp_replace(b, '[^0-9]', '', 'g')"
    bare = r"regexp_replace(regexp_replace(regexp_replace(v, '^(tel|sip|sips):', '', 'i'), '[@;].*$', ''), '\(0\)', '')"
    whole = (
        f"CASE WHEN regexp_matches(b, '[A-Za-zÅÄÖåäö]') THEN NULL "
        f"WHEN starts_with(trim(b), '+') THEN {digits} WHEN starts_with({digits}, '00') THEN substr({digits}, 3) "
        f"WHEN starts_with({digits}, '0') THEN {engine.text(country)} || substr({digits}, 2) "
        f"WHEN starts_with({digits}, {engine.text(country)}) AND length({digits}) >= {len(country) + 8} THEN {digits} "
        f"WHEN length({digits}) >= {SHORTEST} THEN {engine.text(country)} || {digits} "
        f"WHEN length({digits}) > 0 THEN 'x' || {digits} END"
    )
    trunk = f"CASE WHEN starts_with(n, {engine.text(country + '0')}) THEN {engine.text(country)} || substr(n, {len(country) + 2}) ELSE n END"
    sound = f"CASE WHEN starts_with(m, 'x') THEN m WHEN length(m) BETWEEN {SHORTEST} AND {LONGEST} THEN '+' || m END"
    return (
        "CREATE OR REPLACE TEMP MACRO phone(t) AS CASE WHEN regexp_matches(t, '^x[0-9]+$') THEN t ELSE "
        f"list_transform(list_transform(list_transform(list_transform([t], lambda v: {bare}), lambda b: {whole}), "
        f"lambda n: {trunk}), lambda m: {sound})[1] END"
    )
