"""What a measure is called in a report: its title with the letter or wording of its variant."""

from __future__ import annotations

from functools import cache
from typing import Any

from gensvar.text import Language


def measure_name(measure_id: str, variant: str | None, language: Language) -> str:
    """Return `Servicenivå C (sträng: varje avbrott är en miss)`; the ids themselves for an unknown measure."""
    measure = _declared().get(measure_id)
    if measure is None:
        return " · ".join(part for part in (measure_id, variant) if part)
    title: str = measure.title.into(language)
    letter = variant or str(measure.default_variant)
    if letter not in measure.variants or len(measure.variants) == 1:
        return title
    name = measure.variants[letter].title.into(language)
    name = name[:1].lower() + name[1:]
    return f"{title} {letter} ({name})" if len(letter) == 1 else f"{title}: {name}"


@cache
def _declared() -> Any:
    from gensvar.measures import load_measures

    return load_measures()
