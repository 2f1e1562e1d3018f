"""Text in two languages: every sentence a person reads exists in Swedish and in English."""

from gensvar.text.bilingual import LANGUAGES, Language, Text
from gensvar.text.format import format_date, format_duration, format_number, format_percent, format_value

__all__ = [
    "LANGUAGES",
    "Language",
    "Text",
    "format_date",
    "format_duration",
    "format_number",
    "format_percent",
    "format_value",
]
