"""Numbers, shares, dates and durations as a Swedish or an English reader writes them."""

from __future__ import annotations

from datetime import date

from gensvar.text.bilingual import Language

NO_BREAK_SPACE = "\u00a0"


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
    """Return a figure in the unit of its measure (`share`, `s`, `business_s`, `per_1000`, `sek`, …); `–` if none."""
    if value is None:
        return "–"
    if unit == "share":
        return format_percent(value, language)
    if unit in ("s", "business_s"):
        return format_duration(value, language)
    if unit == "sek":
        return f"{format_number(value, language)}{NO_BREAK_SPACE}kr"
    if unit == "count":
        return format_number(value, language, 0 if float(value).is_integer() else 1)
    return format_number(value, language, 1)
