"""What the library says, as one does it here: its hints for the command line become hints for the pages."""

from __future__ import annotations

import re
from typing import Any

# What stands in the library's texts, and what is said instead. The first that fits.
SV = (
    (r"Skriv en mappning; .*$", "Tala om var de andra kolumnerna hör hemma (Ändra kolumnerna)."),
    (r"Se (?:efter )?hur filen tolkas: gensvar data inspect.*$", "Rätta hur filen tolkas (Ändra kolumnerna)."),
    (r"; se gensvar data rejected", "; de visas, med skäl, när filen är inläst"),
    (r"Säg vilket: --date-order.*$", "Välj vilket under Tider (Ändra kolumnerna)."),
    (r"vald med --zone", "vald för hand"),
    (r"välj med --zone", "välj tidszon under Tider (Ändra kolumnerna)"),
    (r"pröva --zone UTC", "pröva UTC under Tider (Ändra kolumnerna)"),
    (r"Utelämna --mapping och --table\.", "Ta bort filen och lämna in den igen."),
    (r"[^.:]*(?:--[a-z]|gensvar data).*$", "Be den som sköter servern om hjälp."),
)
EN = (
    (r"Write a mapping; .*$", "Say where the other columns belong (Change the columns)."),
    (r"See how (?:the file|it) is read: gensvar data inspect.*$", "Correct how it is read (Change the columns)."),
    (r"; see gensvar data rejected", "; they are shown, with the reason, once the file has been imported"),
    (r"Say which: --date-order.*$", "Choose which under Times (Change the columns)."),
    (r"chosen by --zone", "chosen by hand"),
    (r"choose with --zone", "choose the time zone under Times (Change the columns)"),
    (r"try --zone UTC", "try UTC under Times (Change the columns)"),
    (r"Leave out --mapping and --table\.", "Remove the file and hand it in again."),
    (r"[^.:]*(?:--[a-z]|gensvar data).*$", "Ask whoever runs the server for help."),
)
COMMAND = re.compile(r"--[a-z]|gensvar data")


def on_the_page(value: Any) -> Any:
    """Return JSON in which each text in two languages (`{"sv", "en"}`) says what to do on the pages."""
    if isinstance(value, list):
        return [on_the_page(one) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("sv"), str) and isinstance(value.get("en"), str):
        return {**value, "sv": _said(value["sv"], SV), "en": _said(value["en"], EN)}
    return {key: on_the_page(part) for key, part in value.items()}


def _said(text: str, instead: tuple[tuple[str, str], ...]) -> str:
    for pattern, words in instead:
        if not COMMAND.search(text):
            break
        text = re.sub(pattern, lambda _found, words=words: words, text, flags=re.DOTALL)  # type: ignore[misc]
    return text
