"""`gensvar measure`: compute measures on a store, each with what it takes to judge it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import BadInput
from gensvar.text import Text

if TYPE_CHECKING:
    from gensvar.measures import Measures, Request

DAY = click.DateTime(["%Y-%m-%d"])
ENGINES = ("duckdb", "spark", "trino", "reference")


@click.command(short_help="Räkna ut mått på ett datalager / Compute measures on a store")
@click.argument("store", required=False, type=click.Path(path_type=Path))
@click.option("--measure", "names", multiple=True, metavar="ID[.VARIANT]", help="Mått, flera går bra / measure")
@click.option("--by", metavar="A,B", help="Dela upp på / break down by: month, day, channel, queue, unit …")
@click.option("--where", "narrow", multiple=True, metavar="COL=VALUE", help="Bara rader där / only rows where")
@click.option("--set", "settings", multiple=True, metavar="PARAM=VALUE", help="Sätt en parameter / set a parameter")
@click.option("--from", "first", type=DAY, metavar="DATE", help="Från och med / first day")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Till och med / last day")
@click.option("--engine", type=click.Choice(ENGINES), default="duckdb", show_default=True, help="Motor / engine")
@click.option(
    "--connection", metavar="URL", help="Var motorn finns / where the engine is: trino://user@host:8080/catalog"
)
@click.option("--list", "only_list", is_flag=True, help="Visa måtten, räkna inget / list the measures")
@json_option
@pass_session
def measure(
    session: Session,
    store: Path | None,
    names: tuple[str, ...],
    by: str | None,
    narrow: tuple[str, ...],
    settings: tuple[str, ...],
    first: datetime | None,
    last: datetime | None,
    engine: str,
    connection: str | None,
    only_list: bool,
    as_json: bool,
) -> None:
    """Räkna ut mått. Utan --measure: alla, i sin vanliga variant.

    Compute measures. Without --measure: all of them, in their default variant.
    """
    from gensvar.measures import load_measures

    measures = load_measures()
    if only_list:
        _list(session, measures, as_json)
        return
    if store is None:
        way = "gensvar measure STORE"
        raise BadInput(Text(sv="ange ett datalager", en="name a store"), mend=Text(sv=way, en=way))
    requests = _requests(measures, names, _split(by), _pairs(narrow), _pairs(settings), (_day(first), _day(last)))
    found = _computed(session, store, requests, engine, connection)
    if as_json:
        session.emit_json({"measures": [one.to_json() for one in found]})
    else:
        from gensvar.cli.measure_text import tell

        tell(session, measures, found, asked_for=bool(names))


def _computed(session: Session, store: Path, requests: list[Request], engine: str, connection: str | None) -> list[Any]:
    from gensvar.logs.store import Store
    from gensvar.measures import compute

    opened = Store.open(store)
    with session.progress(Text(sv="Räknar", en="Computing")) as advance:
        if connection is None:
            return compute(opened, requests, engine, advance)  # type: ignore[arg-type]
        from gensvar.measures.connecting import connected

        with connected(connection) as there:
            return compute(opened, requests, engine, advance, connection=there)  # type: ignore[arg-type]


def _requests(
    measures: Measures,
    names: tuple[str, ...],
    by: tuple[str, ...],
    where: dict[str, tuple[str, ...]],
    settings: dict[str, tuple[str, ...]],
    period: tuple[date | None, date | None],
) -> list[Request]:
    from gensvar.measures import Request

    chosen = [_named(measures, name) for name in names]
    _check_settings(measures, [one for one, _ in chosen] or list(measures), settings)
    if not names:
        columns = {*by, *where} - {"day", "month"}
        chosen = [(one.id, None) for one in measures.values() if columns <= _columns(one)]
        if not chosen:  # a name that no table knows: let the first measure say so
            chosen = [(next(iter(measures)), None)]
    return [Request(name, variant, _own(measures, name, settings), where, by, period) for name, variant in chosen]


def _columns(measure: Any) -> set[str]:
    """Return the columns that all tables of a measure have."""
    from gensvar.measures.facts import types
    from gensvar.measures.meaning import meanings

    meant = meanings(measure, measure.default_variant, measure.defaults())
    return set.intersection(*(set(types(one.table)) for one in meant))


def _named(measures: Measures, name: str) -> tuple[str, str | None]:
    identity, _, variant = name.partition(".")
    return measures.named(identity).id, variant or None


def _check_settings(measures: Measures, names: list[str], settings: dict[str, tuple[str, ...]]) -> None:
    known = {parameter for name in names for parameter in measures[name].parameters}
    for name in settings:
        if name not in known:
            listed = ", ".join(sorted(known)) or "–"
            raise BadInput(
                Text(sv=f"okänd parameter: {name}", en=f"unknown parameter: {name}"),
                where="--set",
                mend=Text(sv=f"Det som finns: {listed}", en=f"What there is: {listed}"),
            )


def _own(measures: Measures, name: str, settings: dict[str, tuple[str, ...]]) -> dict[str, float | int | str]:
    return {parameter: values[-1] for parameter, values in settings.items() if parameter in measures[name].parameters}


def _split(names: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (names or "").split(",") if name.strip()))


def _pairs(given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not (equals and name.strip()):
            raise BadInput(
                Text(sv=f"{one!r} saknar likhetstecken", en=f"{one!r} has no equals sign"),
                mend=Text(sv="Skriv namn=värde.", en="Write name=value."),
            )
        found[name.strip()] = (*found.get(name.strip(), ()), value.strip())
    return found


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _list(session: Session, measures: Measures, as_json: bool) -> None:
    from gensvar.cli.measure_text import listed, tell_list

    if as_json:
        session.emit_json({"measures": [listed(one) for one in measures.values()]})
    else:
        tell_list(session, measures)
