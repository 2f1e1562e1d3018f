"""`gensvar staffing`: how many agents a volume of calls takes, by Erlang C."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gensvar.cli.session import Session, json_option, pass_session
from gensvar.errors import BadInput
from gensvar.text import Text, format_duration, format_number, format_percent

if TYPE_CHECKING:
    from gensvar.measures.erlang import Staffing, Volume

CAVEAT = Text(
    sv="Erlang C räknar med att ingen lägger på. I verkligheten lägger några på, så talet är i överkant.",
    en="Erlang C assumes that nobody hangs up. In reality some do, so it asks for more agents than are needed.",
)
NEIGHBOURS = 2  # staffings shown on either side, to see what one agent more or less does


@click.command(short_help="Bemanning enligt Erlang C / Staffing by Erlang C")
@click.option("--calls", type=float, required=True, help="Samtal i intervallet / calls in the interval")
@click.option("--interval", type=float, default=30, show_default=True, help="Intervall, minuter / interval, minutes")
@click.option("--aht", type=float, required=True, help="Hanteringstid, sekunder / handling time, seconds")
@click.option("--target", type=float, default=20, show_default=True, help="Svarströskel, s / answer threshold, s")
@click.option("--level", type=float, help="Önskad servicenivå, 0–1 (0,8 om inget sägs) / wanted level, 0.8 by default")
@click.option("--agents", type=click.IntRange(min=1), help="Antal medarbetare i stället för nivå / agents, not level")
@click.option("--shrinkage", type=float, default=0, show_default=True, help="Frånvaro, 0–1 / shrinkage, 0–1")
@json_option
@pass_session
def staffing(
    session: Session,
    calls: float,
    interval: float,
    aht: float,
    target: float,
    level: float | None,
    agents: int | None,
    shrinkage: float,
    as_json: bool,
) -> None:
    """Räkna ut bemanningen för en servicenivå, eller servicenivån för en bemanning.

    Work out the staffing that a service level takes, or the service level that a staffing gives.
    """
    from gensvar.measures.erlang import Volume

    if level is not None and agents is not None:
        raise BadInput(Text(sv="ange --level eller --agents, inte båda", en="give --level or --agents, not both"))
    volume = Volume(calls=calls, interval_s=interval * 60, aht_s=aht, target_s=target)
    found = _found(volume, level, agents, shrinkage)
    if as_json:
        session.emit_json(_as_json(volume, shrinkage, found))
        return
    _tell(session, volume, shrinkage, found)


def _found(volume: Volume, level: float | None, agents: int | None, shrinkage: float) -> Staffing:
    from gensvar.measures.erlang import agents_needed
    from gensvar.measures.erlang import staffing as staffing_of

    if agents is not None:
        return staffing_of(volume, agents, shrinkage)
    return agents_needed(volume, 0.8 if level is None else level, shrinkage)


def _as_json(volume: Volume, shrinkage: float, found: Staffing) -> dict[str, Any]:
    given = {
        "calls": volume.calls,
        "interval_s": volume.interval_s,
        "aht_s": volume.aht_s,
        "target_s": volume.target_s,
        "shrinkage": shrinkage,
    }
    return {"given": given, "staffing": found.to_json(), "caveat": {"sv": CAVEAT.sv, "en": CAVEAT.en}}


def _tell(session: Session, volume: Volume, shrinkage: float, found: Staffing) -> None:
    language = session.language
    number, percent, time = format_number, format_percent, format_duration
    session.say(
        Text(
            sv=f"{number(found.agents, 'sv')} medarbetare, {number(found.rostered, 'sv')} på schemat "
            f"({number(volume.load, 'sv', 2)} erlang)",
            en=f"{number(found.agents, 'en')} agents, {number(found.rostered, 'en')} on the roster "
            f"({number(volume.load, 'en', 2)} erlang)",
        )
    )
    lines = (
        (
            Text(
                sv=f"besvaras inom {time(volume.target_s, 'sv')}",
                en=f"answered within {time(volume.target_s, 'en')}",
            ),
            percent(found.service_level, language),
        ),
        (Text(sv="får vänta", en="have to wait"), percent(found.wait_probability, language)),
        (Text(sv="svarstid i snitt", en="average speed of answer"), f"{number(found.answer_speed_s, language, 1)} s"),
        (Text(sv="beläggning", en="occupancy"), percent(found.occupancy, language)),
    )
    for term, value in lines:
        session.say(f"  {term.into(language):30} {value:>10}")
    _tell_neighbours(session, volume, shrinkage, found)
    session.say(CAVEAT)


def _tell_neighbours(session: Session, volume: Volume, shrinkage: float, found: Staffing) -> None:
    from gensvar.measures.erlang import staffing as staffing_of

    session.say(Text(sv="En mer eller en mindre:", en="One more or one less:"))
    for agents in range(found.agents - NEIGHBOURS, found.agents + NEIGHBOURS + 1):
        if agents > volume.load:
            one = staffing_of(volume, agents, shrinkage)
            mark = "→" if agents == found.agents else " "
            session.say(f"  {mark} {agents:>6}  {format_percent(one.service_level, session.language):>8}")
