"""`gensvar data`: look at logs, import them into a store, see and undo what was imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.logs.importing import Outcome

FILE = click.Path(path_type=Path)
SHOWN = 20


@click.group(short_help="Granska och läs in loggar / Inspect and import logs")
def data() -> None:
    """Granska loggar, läs in dem i ett datalager, se och ångra vad som lästs in.

    Inspect logs, import them into a store, see and undo what was imported.
    """


def _reading_options(command: Any) -> Any:
    for option in (
        click.option("--mapping", metavar="FILE|NAME", help="Mappning / mapping (default: found out)"),
        click.option("--zone", metavar="ZONE", help="Tidszon för lokala tider / time zone of local times"),
        click.option("--table", metavar="TABLE", help="Tabell att läsa till / table to read into"),
        click.option(
            "--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="Dag eller månad först / day or month first"
        ),
    ):
        command = option(command)
    return command


@data.command("inspect", short_help="Säg vad en fil är / Say what a file is")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@_reading_options
@click.option("--save-mapping", "save", type=FILE, help="Spara mappningen / save the mapping")
@json_option
@pass_session
def inspect(
    session: Session,
    files: tuple[Path, ...],
    mapping: str | None,
    zone: str | None,
    table: str | None,
    date_order: str | None,
    save: Path | None,
    as_json: bool,
) -> None:
    """Säg vad en fil är, hur den är skriven, vilka kolumner som känns igen och hur den läses in.

    Say what a file is, how it is written, which columns are recognised and how it is imported.
    """
    from gensvar.cli.data_inspect import print_inspection
    from gensvar.errors import BadInput
    from gensvar.logs.decide import Wishes
    from gensvar.logs.inspecting import inspect_file
    from gensvar.logs.mapping import Mapping, save_mapping

    if save and len(files) > 1:
        raise BadInput(
            Text(sv="--save-mapping gäller en fil i taget", en="--save-mapping takes one file at a time"),
            where="--save-mapping",
        )
    wishes = Wishes(mapping, zone, table, date_order)
    with session.progress(Text(sv="Granskar", en="Inspecting")) as advance:
        found = [inspect_file(path, wishes, advance) for path in files]
    if save:
        if found[0]["mapping"] is None:
            raise BadInput(
                Text(sv="filen läses utan mappning", en="the file is read without a mapping"), where=str(files[0])
            )
        save_mapping(Mapping.model_validate(found[0]["mapping"]), save)
    if as_json:
        session.emit_json({"files": found})
        return
    for one in found:
        print_inspection(session, one, save)


@data.command("import", short_help="Läs in filer i ett datalager / Import files into a store")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@click.option("--into", "store", required=True, type=FILE, metavar="STORE", help="Datalager / store")
@_reading_options
@click.option("--key-file", type=FILE, help="Pseudonymnyckel / pseudonym key (default: STORE.key)")
@click.option("--keep-text", is_flag=True, help="Behåll fritext, maskad / keep free text, masked")
@json_option
@pass_session
def import_(
    session: Session,
    files: tuple[Path, ...],
    store: Path,
    mapping: str | None,
    zone: str | None,
    table: str | None,
    date_order: str | None,
    key_file: Path | None,
    keep_text: bool,
    as_json: bool,
) -> None:
    """Läs in filer: varje fil för sig, helt eller inte alls. Samma fil två gånger ändrar ingenting.

    Import files: each by itself, whole or not at all. The same file twice changes nothing.
    """
    from gensvar.logs.decide import Wishes
    from gensvar.logs.importing import import_files

    wishes = Wishes(mapping, zone, table, date_order, keep_text)
    with session.progress(Text(sv="Läser in", en="Importing")) as advance:
        outcomes = import_files(files, store, wishes, key_file, session.now(), advance)
    if as_json:
        session.emit_json({"store": str(store), "files": [_as_json(one) for one in outcomes]})
    else:
        _tell(session, outcomes, store)
    if any(one.status == "refused" for one in outcomes):
        raise SystemExit(2)


def _as_json(one: Outcome) -> dict[str, Any]:
    document: dict[str, Any] = {"file": str(one.path), "status": one.status}
    if one.source:
        source = one.source
        document |= {
            "hash": source.hash,
            "importer": source.importer,
            "zone": source.zone,
            "rows": {table: part.rows for table, part in source.tables.items()},
            "rejected": source.rejected.rows if source.rejected else 0,
            "reasons": source.rejected.reasons if source.rejected else [],
            "notes": source.notes,
        }
    if one.problem:
        document["problem"] = {
            "sv": one.problem.what.sv,
            "en": one.problem.what.en,
            "where": one.problem.where,
            "mend": {"sv": one.problem.mend.sv, "en": one.problem.mend.en} if one.problem.mend else None,
        }
    return document


def _tell(session: Session, outcomes: list[Outcome], store: Path) -> None:
    from gensvar.cli.session import report_error

    for one in outcomes:
        if one.problem:
            report_error(one.problem, session.language)
            session.note(Text(sv="  Filen är inte inläst.", en="  The file was not imported."))
        elif one.source:
            rows = ", ".join(f"{part.rows} {table}" for table, part in one.source.tables.items())
            done = Text(sv="inläst", en="imported") if one.status == "imported" else _unchanged()
            session.say(f"{one.path.name}: {done.into(session.language)}; {rows}")
            for note in one.source.notes if one.status == "imported" else []:
                session.say(f"  • {note[session.language]}")
    ok = sum(one.status == "imported" for one in outcomes)
    same, bad = (sum(one.status == status for one in outcomes) for status in ("unchanged", "refused"))
    session.say(
        Text(
            sv=f"{ok} inlästa, {same} oförändrade, {bad} avvisade. Lager: {store}",
            en=f"{ok} imported, {same} unchanged, {bad} refused. Store: {store}",
        )
    )


def _unchanged() -> Text:
    return Text(sv="fanns redan, ingenting ändrat", en="was there already, nothing changed")


@data.command("show", short_help="Visa vad ett datalager innehåller / Show what a store holds")
@click.argument("store", type=FILE)
@json_option
@pass_session
def show(session: Session, store: Path, as_json: bool) -> None:
    """Visa tabellerna i ett datalager och filerna de kommer ifrån.

    Show the tables of a store and the files they come from.
    """
    from gensvar.logs.store import Store
    from gensvar.logs.tables import TABLES

    opened = Store.open(store)
    tables = {name: {"rows": opened.rows(name), "columns": sorted(opened.columns(name))} for name in opened.tables()}
    if as_json:
        session.emit_json({"store": str(store), "zone": opened.zone, "tables": tables, "sources": opened.sources()})
        return
    session.say(Text(sv=f"Tidszon: {opened.zone}", en=f"Time zone: {opened.zone}"))
    for name, about in tables.items():
        session.say(f"  {name:12} {about['rows']:>12}  {TABLES[name].title.into(session.language)}")
    session.say(Text(sv="Filer:", en="Files:"))
    for source in opened.sources():
        rejected = Text(sv=f"{source['rejected']} underkända", en=f"{source['rejected']} rejected")
        rows = ", ".join(f"{count} {table}" for table, count in source["rows"].items())
        how = f"{source['importer']}, {source['zone']}"
        left = rejected.into(session.language)
        session.say(f"  {source['hash'][:12]}  {source['name']} ({how}): {rows}; {left}")


@data.command("forget", short_help="Ta bort en inläst fil / Take an imported file away again")
@click.argument("store", type=FILE)
@click.argument("prefix", metavar="HASH")
@json_option
@pass_session
def forget(session: Session, store: Path, prefix: str, as_json: bool) -> None:
    """Ta bort allt som en fil gav; HASH är början av dess hash enligt `gensvar data show`.

    Take away everything that a file gave; HASH is the beginning of its hash as in `gensvar data show`.
    """
    from gensvar.logs.store import Store

    gone = Store.open(store).forget(prefix)
    if as_json:
        session.emit_json({"store": str(store), "forgotten": {"name": gone.name, "hash": gone.hash}})
    else:
        session.say(
            Text(sv=f"Borttagen: {gone.name} ({gone.hash[:12]})", en=f"Taken away: {gone.name} ({gone.hash[:12]})")
        )


@data.command("rejected", short_help="Visa underkända rader / Show rejected rows")
@click.argument("store", type=FILE)
@click.option("--limit", type=click.IntRange(1), default=SHOWN, show_default=True, help="Rader att visa / rows to show")
@json_option
@pass_session
def rejected(session: Session, store: Path, limit: int, as_json: bool) -> None:
    """Visa underkända rader: fil, rad, kolumn och orsak, först antal per orsak.

    Show rejected rows: file, row, column and reason, first the number by reason.
    """
    from gensvar.logs.rejecting.rejected_rows import rejected_rows
    from gensvar.logs.store import Store

    opened = Store.open(store)
    sources = [one for one in opened.manifest.sources if one.rejected]
    rows = rejected_rows(opened, limit)
    total = sum(one.rejected.rows for one in sources if one.rejected)
    if as_json:
        reasons = [{"file": one.name, **reason} for one in sources if one.rejected for reason in one.rejected.reasons]
        session.emit_json({"store": str(store), "total": total, "reasons": reasons, "rows": rows})
        return
    session.say(Text(sv=f"{total} underkända rader", en=f"{total} rejected rows"))
    for one in sources:
        for reason in one.rejected.reasons if one.rejected else []:
            session.say(f"  {reason['rows']:>8}  {one.name}, {reason['table']}: {reason[session.language]}")
    for row in rows:
        place = f"{row['source_file']}:{row['source_row']}" + (f" {row['column']}" if row["column"] else "")
        session.say(f"{place}: {row['reason_' + session.language]}  [{row['row']}]")


@data.command("mappings", short_help="Visa medföljande mappningar / Show the shipped mappings")
@click.argument("name", required=False)
@json_option
@pass_session
def mappings(session: Session, name: str | None, as_json: bool) -> None:
    """Visa medföljande mappningar; med NAME hela mappningen som YAML.

    Show the shipped mappings; with NAME the whole mapping as YAML.
    """
    from gensvar.logs.mapping import dump_mapping
    from gensvar.logs.matching.shipped import find_mapping, shipped

    if name:
        found = find_mapping(name)
        session.emit_json(found.as_json()) if as_json else session.say(dump_mapping(found).rstrip())
        return
    if as_json:
        session.emit_json({"mappings": {one: mapping.as_json() for one, mapping in shipped().items()}})
        return
    for one, mapping in shipped().items():
        session.say(f"{one:22} {mapping.title.into(session.language) if mapping.title else ''}")
