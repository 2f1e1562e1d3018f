"""`gensvar calls`: each outbound call held against what it rested on when it was made."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.calls.audit import CallAudit

FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Granska utgående samtal / Audit outbound calls")
@click.argument("store", type=FILE, metavar="STORE")
@click.option("--profile", "profile_file", type=FILE, help="Profil med egna gränser / profile with limits of your own")
@click.option("--from", "first", type=DAY, metavar="DATE", help="Från och med / first day")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Till och med / last day")
@click.option("--on", "on", type=DAY, metavar="DATE", help="Dagen vars regler gäller / rules as of (default: today)")
@click.option("--findings", "target", type=FILE, metavar="CSV", help="Varje fynd i en fil / each finding in a file")
@json_option
@pass_session
def calls(
    session: Session,
    store: Path,
    profile_file: Path | None,
    first: datetime | None,
    last: datetime | None,
    on: datetime | None,
    target: Path | None,
    as_json: bool,
) -> None:
    """Granska samtalen i ett datalager: vad täckte vart och ett när det ringdes.

    Audit the calls of a store: what covered each when it was made, a receipt or an exemption. The same findings are
    part of `gensvar assess` with the rulebooks NIX, TM and TB.
    """
    from gensvar.calls.audit import audit_calls, findings_of
    from gensvar.calls.limits import limits_on
    from gensvar.logs.store import Store

    day = on.date() if on else session.now().date()
    period = first.date() if first else None, last.date() if last else None
    opened, limits = Store.open(store), limits_on(day, _own(profile_file))
    _require(opened, store)
    audit = audit_calls(opened, limits, period, day)
    written = _write(target, findings_of(opened, limits, period)) if target else None
    if as_json:
        session.emit_json(_as_json(audit, written, target))
    else:
        _tell(session, audit, written, target)


def _own(profile_file: Path | None) -> dict[str, Any] | None:
    if profile_file is None:
        return None
    from gensvar.assess import load_profile
    from gensvar.calls.limits import BOOKS
    from gensvar.rulebook.load import load_edition

    rules = {name: rule for book in BOOKS for name, rule in load_edition(book).rules.items()}
    return load_profile(profile_file, rules)[1]


def _require(opened: Any, store: Path) -> None:
    from gensvar.calls.audit import has_calls
    from gensvar.errors import BadInput

    if not has_calls(opened):
        raise BadInput(
            Text(sv="lagret har inga utgående samtal", en="the store has no outbound calls"),
            where=str(store),
            mend=Text(
                sv=f"Läs in dem: gensvar data import samtal.csv --table outbound_calls --into {store}",
                en=f"Import them: gensvar data import calls.csv --table outbound_calls --into {store}",
            ),
        )


def _write(target: Path, rows: Any) -> int:
    """Write one line a call that was not covered; the file appears whole or not at all."""
    import io

    from gensvar.evidence.canonical import write_whole

    text, number = io.StringIO(newline=""), 0
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("call_id", "started_utc", "campaign", "principal", "supplier", "state", "valid_until"))
    for row in rows:
        writer.writerow(_plain(value) for value in row.values())
        number += 1
    write_whole(target, text.getvalue().encode("utf-8-sig"))
    return number


def _plain(value: object) -> object:
    """Return a cell that a spreadsheet takes for text or a day, never for a formula."""
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" else value


def _as_json(audit: CallAudit, written: int | None, target: Path | None) -> dict[str, Any]:
    tests = {
        name: {
            "n": one.n,
            "breaches": one.breaches,
            "share": one.share,
            "problem": one.problem,
            "lacking": one.lacking or None,
            "samples": list(one.samples),
            "figures": dict(one.figures),
        }
        for name, one in audit.tests.items()
    }
    file = {"findings": str(target), "findings_written": written} if target else {}
    return {"calls": audit.calls, "states": audit.states, "tests": tests, **file}


PROBLEMS = {
    "no_data": Text(sv="underlag saknas", en="no such records"),
    "missing_column": Text(sv="uppgift saknas", en="not in the records"),
    "no_threshold": Text(sv="ingen gräns är satt", en="no limit is set"),
}


def _tell(session: Session, audit: CallAudit, written: int | None, target: Path | None) -> None:
    from gensvar.calls.coverage import COVERED, STATES
    from gensvar.calls.record_tests import TESTS
    from gensvar.text import format_number

    language = session.language
    session.say(Text(sv=f"{audit.calls} samtal", en=f"{audit.calls} calls"))
    for state, title in STATES.items():
        if audit.states[state]:
            sign = "✓" if state in COVERED else "✗"
            session.say(f"  {sign} {format_number(audit.states[state], language):>10}  {title.into(language)}")
    session.say(Text(sv="Prövningar", en="Tests"))
    for name, one in audit.tests.items():
        named = TESTS[name].title.into(language)
        if one.problem:
            lacking = f" ({one.lacking})" if one.lacking else ""
            session.say(f"  – {named}: {PROBLEMS[one.problem].into(language)}{lacking}")
        elif one.n:
            breaches, n = (format_number(number, language) for number in (one.breaches, one.n))
            among = Text(sv="av", en="of").into(language)
            session.say(f"  {'✗' if one.breaches else '✓'} {named}: {breaches} {among} {n}")
    if target:
        session.say(Text(sv=f"  → {target}: {written} rader", en=f"  → {target}: {written} lines"))
