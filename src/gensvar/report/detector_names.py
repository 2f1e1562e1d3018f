"""The names of the detectors of a website audit."""

from __future__ import annotations

from functools import cache

from gensvar.text import Language, Text


@cache
def _titles() -> dict[str, Text]:
    from gensvar.audits.verdict import detectors

    return {one.id: one.title for one in detectors()}


def detector_name(detector: str, language: Language) -> str:
    """Return the id with the detector's title; the id alone of one that this version does not have."""
    title = _titles().get(detector)
    return f"{detector} {title.into(language)}" if title else detector
