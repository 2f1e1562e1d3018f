"""`gensvar assess`: judge an organisation's data against a rulebook and write the result to a folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

DAY = click.DateTime(["%Y-%m-%d"])


@click.command(short_help="Bedöm en organisation mot ett regelverk / Assess against a rulebook")
@click.argument("store", type=click.Path(path_type=Path))
@click.option("--rulebook", "reference", required=True, metavar="ID[@EDITION]", help="Regelverk / rulebook")
@click.option("--profile", "profile_file", required=True, type=click.Path(path_type=Path), help="Profil / profile")
@click.option("--answers", "answers_file", type=click.Path(path_type=Path), help="Självskattning / answers")
@click.option("--audit", "audit_folder", type=click.Path(path_type=Path), help="Granskad webbplats / audited website")
@click.option("--from", "first", type=DAY, metavar="DATE", help="Från och med / first day")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Till och med / last day")
@click.option("--on", "on", type=DAY, metavar="DATE", help="Dagen vars regler gäller / rules as of (default: today)")
@click.option("--against", metavar="ID@EDITION|FILE", help="Visa vilka utfall som ändras / show changed verdicts")
@click.option("--engine", default="duckdb", show_default=True, type=click.Choice(["duckdb", "spark", "reference"]))
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="Mapp / folder")
@click.option("--no-pdf", is_flag=True, help="Hoppa över PDF / skip the PDF")
@json_option
@pass_session
def assess(
    session: Session,
    store: Path,
    reference: str,
    profile_file: Path,
    answers_file: Path | None,
    audit_folder: Path | None,
    first: datetime | None,
    last: datetime | None,
    on: datetime | None,
    against: str | None,
    engine: str,
    folder: Path,
    no_pdf: bool,
    as_json: bool,
) -> None:
    """Bedöm ett datalager mot ett regelverk; skriv assessment.json, report.html, report.pdf och actions.xlsx.

    Assess a store against a rulebook; write assessment.json, report.html, report.pdf and actions.xlsx.
    """
    from gensvar.assess import Answers, load_answers, load_profile
    from gensvar.findings.assessment import Case
    from gensvar.findings.assessment import assess as judge_all
    from gensvar.findings.audited import load_audit
    from gensvar.logs.store import Store
    from gensvar.rulebook.load import load_edition

    now = session.now()
    today = _day(on) or now.date()
    edition = load_edition(reference, on=today)
    fields, thresholds = load_profile(profile_file, edition.rules)
    answers = load_answers(answers_file, edition.rules) if answers_file else Answers()
    audit = load_audit(audit_folder) if audit_folder else None
    period = _day(first), _day(last)
    case = Case(Store.open(store), edition, fields, thresholds, answers, period, today, engine, audit)
    with session.progress(Text(sv="Bedömer", en="Assessing")) as advance:
        document = judge_all(case, now.isoformat(timespec="seconds"), lambda share, note: advance(share * 0.7, note))
        document = _with_changes(document, case, against, folder / "assessment.json")
        written = _write(document, folder, session, lambda share, note: advance(0.7 + share * 0.3, note), no_pdf)
    if as_json:
        session.emit_json(
            {
                "folder": str(folder),
                "files": [str(path) for path in written],
                "summary": document["summary"],
                "hash": document["hash"],
                "changes": document.get("changes"),
            }
        )
    else:
        _tell(session, document, written)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _with_changes(document: dict[str, Any], case: Any, against: str | None, previous: Path) -> dict[str, Any]:
    """Return the document with the verdicts that differ from another edition or an earlier assessment."""
    from gensvar.evidence import read_json
    from gensvar.findings.assessment import seal
    from gensvar.findings.changes import verdict_changes
    from gensvar.findings.verification import require_assessment

    if against is None and not previous.exists():
        return document
    if against is None or Path(against).suffix == ".json":
        source = Path(against) if against else previous
        before = require_assessment(read_json(source), str(source))
    else:
        before = _judged_by(case, against, document["created"])
    other = before["edition"]
    if against is None and (before["data"]["hash"], other["rulebook"]) != (
        document["data"]["hash"],
        document["edition"]["rulebook"],
    ):
        return document
    changes = {
        "against": {key: other[key] for key in ("rulebook", "edition", "hash")},
        "rules": verdict_changes(before, document),
    }
    return seal({**document, "changes": changes})


def _judged_by(case: Any, reference: str, created: str) -> dict[str, Any]:
    from dataclasses import replace

    from gensvar.findings.assessment import assess as judge_all
    from gensvar.rulebook.load import load_edition

    return judge_all(replace(case, edition=load_edition(reference, on=case.on)), created)


def _write(document: dict[str, Any], folder: Path, session: Session, advance: Any, no_pdf: bool) -> list[Path]:
    """Draw every file first, so that a fault in one leaves the folder as it was; then write them."""
    from gensvar.evidence import canonical_bytes, write_whole
    from gensvar.report.assessment import actions_document, assessment_document
    from gensvar.report.draw import draw

    report = assessment_document(document, session.language)
    drawings = [("report.html", report, "html"), ("actions.xlsx", actions_document(document, session.language), "xlsx")]
    if not no_pdf:
        drawings.append(("report.pdf", report, "pdf"))
    files = {"assessment.json": canonical_bytes(document) + b"\n"}
    for index, (name, content, form) in enumerate(drawings):
        advance(index / len(drawings), name)
        drawn = draw(content, form)
        files[name] = drawn.encode() if isinstance(drawn, str) else drawn
    for name, whole in files.items():
        write_whole(folder / name, whole)
    return [folder / name for name in files]


VERDICT_WORDS = {
    "met": Text(sv="uppfyllda", en="met"),
    "not_met": Text(sv="inte uppfyllda", en="not met"),
    "cannot_be_judged": Text(sv="kan inte bedömas", en="cannot be judged"),
    "not_applicable": Text(sv="gäller inte", en="not applicable"),
}


def _tell(session: Session, document: dict[str, Any], written: list[Path]) -> None:
    edition, language = document["edition"], session.language
    session.say(f"{edition['title'][language]} ({edition['rulebook']}@{edition['edition']})")
    counts = document["summary"]
    session.say("  " + " · ".join(f"{counts[key]} {words.into(language)}" for key, words in VERDICT_WORDS.items()))
    for finding in document["findings"]:
        if finding["verdict"] == "not_met":
            session.say(f"  ✗ {finding['rule']}  {finding['title'][language]} — {finding['reasons'][language]}")
    changes = document.get("changes")
    if changes:
        _tell_changes(session, changes)
    for path in written:
        session.say(f"  → {path}")


def _tell_changes(session: Session, changes: dict[str, Any]) -> None:
    other, language = changes["against"], session.language
    name = f"{other['rulebook']}@{other['edition']}"
    session.say(Text(sv=f"  Ändrade utfall jämfört med {name}:", en=f"  Verdicts changed against {name}:"))
    if not changes["rules"]:
        session.say(Text(sv="    inga", en="    none"))
    for change in changes["rules"]:
        before, after = (
            VERDICT_WORDS[change[side]].into(language) if change[side] else "–" for side in ("before", "after")
        )
        session.say(f"    {change['rule']}: {before} → {after}")
