"""Numbers, shares, dates and durations as a Swedish or an English reader writes them."""

from __future__ import annotations

from datetime import date

from gensvar.text.bilingual import Language

NO_BREAK_SPACE = "\u00a0"
# unit -> one of it and several of it, Swedish and English
COUNTED: dict[str, dict[Language, tuple[str, str]]] = {
    "hours": {"sv": ("timme", "timmar"), "en": ("hour", "hours")},
    "days": {"sv": ("dag", "dagar"), "en": ("day", "days")},
    "workdays": {"sv": ("arbetsdag", "arbetsdagar"), "en": ("working day", "working days")},
    "weeks": {"sv": ("vecka", "veckor"), "en": ("week", "weeks")},
    "months": {"sv": ("månad", "månader"), "en": ("month", "months")},
    "years": {"sv": ("år", "år"), "en": ("year", "years")},
    "per_100": {"sv": ("per 100", "per 100"), "en": ("per 100", "per 100")},
    "per_1000": {"sv": ("per 1\u00a0000", "per 1\u00a0000"), "en": ("per 1,000", "per 1,000")},
}


def format_number(value: float, language: Language, decimals: int = 0) -> str:
    """Return `value` with grouped thousands: `12 345,6` in Swedish, `12,345.6` in English."""
    written = f"{value:,.{decimals}f}"
    if language == "sv":
        written = written.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return written.replace("-", "\u2212", 1)


def format_percent(share: float, language: Language, decimals: int = 1) -> str:
    """Return a share (0 to 1) as per cent: `81,1 %` in Swedish, `81.1%` in English."""
    written = format_number(share * 100, language, decimals)
    return f"{written}{NO_BREAK_SPACE}%" if language == "sv" else f"{written}%"


def format_date(day: date, language: Language) -> str:
    """Return the ISO date, which both Swedish and international readers use."""
    return day.isoformat()


def format_duration(seconds: float, language: Language) -> str:
    """Return seconds as the two largest units that say something: `3 min 20 s`, `2 d 4 h`."""
    whole = round(seconds)
    day, hour = ("d", "h") if language == "en" else ("d", "tim")
    units = ((86400, day), (3600, hour), (60, "min"), (1, "s"))
    sign, whole = ("\u2212", -whole) if whole < 0 else ("", whole)
    parts: list[str] = []
    for size, name in units:
        count, whole = divmod(whole, size)
        if count:
            parts.append(f"{count}{NO_BREAK_SPACE}{name}")
    return sign + (" ".join(parts[:2]) or f"0{NO_BREAK_SPACE}s")


def format_value(value: float | None, unit: str, language: Language) -> str:
    """Return a figure in the unit of its measure (`share`, `s`, `months`, `per_1000`, `sek`, …); `–` if none."""
    if value is None:
        return "–"
    if unit == "share":
        return format_percent(value, language)
    if unit in ("s", "business_s"):
        return format_duration(value, language)
    if unit == "sek":
        return f"{format_number(value, language)}{NO_BREAK_SPACE}kr"
    whole = float(value).is_integer()
    if unit in COUNTED:
        one, several = COUNTED[unit][language]
        return f"{format_number(value, language, 0 if whole else 1)}{NO_BREAK_SPACE}{one if value == 1 else several}"
    return format_number(value, language, 0 if whole and unit == "count" else 1)
