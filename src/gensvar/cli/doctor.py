"""`gensvar doctor`: what is installed, what is missing, and the line that gets it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import MissingPart
from gensvar.text import Language, Text

State = Literal["ok", "missing", "optional"]
SIGNS = {"ok": "✓", "missing": "✗", "optional": "–"}
WORDS = {
    "ok": Text(sv="finns", en="found"),
    "missing": Text(sv="saknas", en="missing"),
    "optional": Text(sv="saknas, behövs bara ibland", en="missing, needed only sometimes"),
}
PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


@dataclass(frozen=True)
class Part:
    """One thing that Gensvar may need: what for, whether it is here, and how to get it."""

    name: str
    purpose: Text
    state: State
    found: str = ""
    get: str = ""


@click.command(short_help="Säg vad som saknas / Say what is missing")
@json_option
@pass_session
def doctor(session: Session, as_json: bool) -> None:
    """Säg vad som finns, vad som saknas och hur man får det. Slutar med 1 när något nödvändigt saknas.

    Say what is there, what is missing and how to get it. Exits with 1 when something necessary is missing.
    """
    parts = examine()
    sound = all(part.state != "missing" for part in parts)
    if as_json:
        session.emit_json({"sound": sound, "parts": [_as_json(part) for part in parts]})
    else:
        _tell(session, parts, sound)
    if not sound:
        raise SystemExit(1)


def examine() -> list[Part]:
    """Return every part in the order a reader wants it."""
    return [_python(), *_libraries(), _pango(), _rulebooks(), _zones(), *_programs()]


def _python() -> Part:
    version = ".".join(map(str, sys.version_info[:3]))
    fits = _number(version) >= (3, 11)
    get = "" if fits else "apt-get install python3.11 python3.11-venv"
    return Part("Python", Text(sv="allt", en="everything"), "ok" if fits else "missing", version, get)


def _libraries() -> list[Part]:
    measures, report = 'pip install "gensvar[measures]"', 'pip install "gensvar[report]"'
    data = Text(sv="data och mått", en="data and measures")
    drawing = Text(sv="rapporter", en="reports")
    washing, wash = Text(sv="tvätt av ringlistor", en="washing of call lists"), 'pip install "gensvar[wash]"'
    wanted: tuple[tuple[str, str, Text, str, Callable[[str], bool]], ...] = (
        ("duckdb", "duckdb", data, measures, lambda version: _number(version) < (2,)),
        ("ibis-framework", "ibis", data, measures, lambda version: (12,) <= _number(version) < (13,)),
        ("sqlglot", "sqlglot", data, measures, lambda version: _number(version) < (30, 18)),
        ("pyarrow", "pyarrow", data, measures, _any),
        ("openpyxl", "openpyxl", data, measures, _any),
        ("weasyprint", "weasyprint", drawing, report, _any),
        ("vl-convert-python", "vl_convert", drawing, report, _any),
        ("xlsxwriter", "xlsxwriter", drawing, report, _any),
        ("polars", "polars", washing, wash, lambda version: (2, 1) <= _number(version) < (3,)),
        ("pyroaring", "pyroaring", washing, wash, _any),
        ("python-calamine", "python_calamine", washing, wash, _any),
        ("cryptography", "cryptography", washing, wash, _any),
        ("voprf", "voprf", washing, wash, _any),
        ("jinja2", "jinja2", drawing, report, _any),
    )
    audits, audit = Text(sv="granskning av webbplatser", en="audits of websites"), 'pip install "gensvar[audit]"'
    spark = Text(sv="mått på Spark", en="measures on Spark")
    return [_library(*one) for one in wanted] + [
        _library("playwright", "playwright", audits, audit, _any, needed=False),
        _library("pyspark", "pyspark", spark, 'pip install "gensvar[spark]"', _any, needed=False),
    ]


def _any(_version: str) -> bool:
    return True


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())


def _library(
    name: str, module: str, purpose: Text, get: str, fits: Callable[[str], bool], *, needed: bool = True
) -> Part:
    """Return whether a library is installed, in a version that works; it is not imported."""
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    try:
        found = version(name)
    except PackageNotFoundError:
        found = ""
    sound = bool(found) and find_spec(module) is not None and fits(found)
    return Part(name, purpose, "ok" if sound else "missing" if needed else "optional", found, "" if sound else get)


def _pango() -> Part:
    from ctypes.util import find_library

    missing = [name for name in ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset") if not find_library(name)]
    get = f"apt-get install --no-install-recommends {' '.join(PANGO)}" if missing else ""
    return Part("Pango", Text(sv="PDF", en="PDF"), "missing" if missing else "ok", "", get)


def _rulebooks() -> Part:
    """Return whether the shipped rulebooks are found and every sealed one is as it was adopted."""
    from gensvar.errors import GensvarError
    from gensvar.rulebook.load import list_editions

    purpose = Text(sv="regelverk", en="rulebooks")
    try:
        count = len(list(list_editions()))
    except GensvarError as error:
        return Part("rulebooks", purpose, "missing", error.describe("en"), "pip install --force-reinstall gensvar")
    return Part("rulebooks", purpose, "ok" if count else "missing", str(count), "" if count else "GENSVAR_RULEBOOKS=…")


def _zones() -> Part:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    purpose = Text(sv="lokal tid", en="local time")
    try:
        ZoneInfo("Europe/Stockholm")
    except ZoneInfoNotFoundError:
        return Part("tzdata", purpose, "missing", "", "pip install tzdata")
    return Part("tzdata", purpose, "ok")


def _programs() -> list[Part]:
    from shutil import which

    java = which("java")
    return [
        _chromium(),
        _tesseract(),
        Part(
            "Java",
            Text(sv="Spark, prövning av PDF/UA", en="Spark, PDF/UA check"),
            "ok" if java else "optional",
            java or "",
            "" if java else "apt-get install --no-install-recommends openjdk-17-jdk-headless libjaxb-java",
        ),
    ]


def _chromium() -> Part:
    purpose = Text(sv="granskning av webbplatser", en="audits of websites")
    try:
        from gensvar.audits.browser import chromium

        return Part("Chromium", purpose, "ok", chromium())
    except ImportError:  # without Playwright there is nothing to drive
        return Part("Chromium", purpose, "optional")
    except MissingPart as missing:
        return Part("Chromium", purpose, "optional", "", missing.mend.en if missing.mend else "")


def _tesseract() -> Part:
    from shutil import which

    found = which("tesseract") or ""
    get = "" if found else "apt-get install --no-install-recommends tesseract-ocr tesseract-ocr-swe"
    purpose = Text(sv="läsa text i bilder", en="reading text in pictures")
    return Part("Tesseract", purpose, "ok" if found else "optional", found, get)


def _as_json(part: Part) -> dict[str, object]:
    return asdict(part) | {"purpose": {"sv": part.purpose.sv, "en": part.purpose.en}}


def _tell(session: Session, parts: list[Part], sound: bool) -> None:
    for part in parts:
        session.say(_line(part, session.language))
        if part.get:
            session.say(f"      → {part.get}")
    session.say("")
    session.say(
        Text(sv="Allt nödvändigt finns.", en="Everything necessary is here.")
        if sound
        else Text(sv="Något nödvändigt saknas; se pilarna.", en="Something necessary is missing; see the arrows.")
    )


def _line(part: Part, language: Language) -> str:
    found = part.found or WORDS[part.state].into(language)
    if len(found) > 60:
        found = Path(found).name
    return f"  {SIGNS[part.state]} {part.name:18} {found:14} {part.purpose.into(language)}"
