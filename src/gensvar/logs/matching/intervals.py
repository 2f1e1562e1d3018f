"""Sums per interval instead of contacts: recognised and refused, with what can never be computed from them."""

from __future__ import annotations

from collections.abc import Mapping as Named

from gensvar.errors import BadInput
from gensvar.logs.matching.column_names import plain
from gensvar.logs.matching.profile import Profile
from gensvar.text import Text


def _words(listed: str) -> set[str]:
    return {" ".join(word.split()) for word in listed.split(",")}


INTERVALS = _words(
    """
    intervall, interval, interval start, intervall start, intervallstart, tidsintervall, halvtimme, half
    hour, kvart, period, timme, hour, interval end, starttid intervall, datum, date, dag, day, time, tid
    """
)
COUNTS = _words(
    """
    erbjudna, erbjudna samtal, offered, calls offered, inkomna, inkomna samtal, antal samtal, antal
    inkomna, besvarade, besvarade samtal, antal besvarade, answered, calls answered, answered calls,
    handled, calls handled, tappade, tappade samtal, antal tappade, övergivna, avbrutna, abandoned,
    abandoned calls, calls abandoned, servicenivå, service level, sl, asa, aht, medelväntetid,
    medelkötid, average wait, avg wait, avg speed of answer, genomsnittlig väntetid, längsta väntetid,
    longest wait, max wait, calls
    """
)
SINGLE = {
    "samtals id",
    "samtalsid",
    "call id",
    "callid",
    "contact id",
    "uniqueid",
    "kundnr",
    "caller",
    "caller id",
    "agent",
}


def refuse_intervals(profiles: Named[str, Profile], where: str) -> None:
    """Raise BadInput when the columns are sums per interval."""
    names = {plain(name): looks for name, looks in profiles.items()}
    counted = [name for name in names if name in COUNTS and names[name].looks in ("number", "decimal", "clock", "bool")]
    if len(counted) >= 2 and INTERVALS & set(names) and not SINGLE & set(names):
        raise BadInput(
            Text(
                sv="filen har summor per intervall, inte en rad per kontakt; percentiler, återkommande kontakter, "
                "lösning vid första kontakten, tålamod och varianter av servicenivå går inte att räkna ut ur den",
                en="the file has sums per interval, not one row per contact; percentiles, repeat contacts, resolution "
                "at first contact, patience and variants of service level cannot be computed from it",
            ),
            where=where,
            mend=Text(
                sv="Exportera enskilda samtal (ofta kallat samtalslogg eller CDR).",
                en="Export single calls (often called call log, CDR or conversation detail).",
            ),
        )
