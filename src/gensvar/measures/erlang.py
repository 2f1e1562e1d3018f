"""Staffing by Erlang C: how many agents a volume of calls takes, if nobody ever hangs up.

Because nobody hangs up in this model it asks for more agents than are needed; results say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import count
from math import ceil, exp, isfinite

from gensvar.errors import BadInput
from gensvar.text import Text

MOST_AGENTS = 100_000


@dataclass(frozen=True)
class Staffing:
    """What a number of agents gives: shares 0 to 1, answer speed in seconds. `rostered` allows for absence."""

    agents: int
    rostered: int
    load_erlang: float
    wait_probability: float
    service_level: float
    answer_speed_s: float
    occupancy: float

    def to_json(self) -> dict[str, float]:
        """Return the figures as plain JSON types."""
        return asdict(self)


@dataclass(frozen=True)
class Volume:
    """`calls` in `interval_s` seconds, each handled for `aht_s` seconds, answered within `target_s` if all is well."""

    calls: float
    interval_s: float
    aht_s: float
    target_s: float

    def __post_init__(self) -> None:
        """Refuse what is no volume."""
        numbers = (self.calls, self.interval_s, self.aht_s, self.target_s)
        if not all(map(isfinite, numbers)) or min(numbers[:3]) <= 0 or self.target_s < 0:
            raise BadInput(
                Text(
                    sv="samtal, intervall och hanteringstid måste vara större än noll, svarströskeln minst noll",
                    en="calls, interval and handling time must be above zero, the answer threshold at least zero",
                )
            )
        if self.load >= MOST_AGENTS:
            raise BadInput(Text(sv="volymen är för stor", en="the volume is too large"))

    @property
    def load(self) -> float:
        """The offered load in erlang."""
        return self.calls * self.aht_s / self.interval_s


def _blocking(load: float) -> Iterator[tuple[int, float]]:
    """Yield (k, B_k), the probability that all of k agents are busy if nobody waits (Erlang B), from k = 1."""
    blocked = 1.0
    for k in count(1):
        blocked = load * blocked / (k + load * blocked)
        yield k, blocked


def _waiting(load: float, agents: int, blocked: float) -> float:
    return blocked / (1 - load / agents * (1 - blocked))


def wait_probability(load: float, agents: int) -> float:
    """Return the probability of having to wait; `agents` must exceed the load."""
    return next(_waiting(load, k, blocked) for k, blocked in _blocking(load) if k == agents)


def staffing(volume: Volume, agents: int, shrinkage: float = 0.0) -> Staffing:
    """Return what `agents` give; BadInput if they are too few for the queue ever to end."""
    _check(volume, agents, shrinkage)
    return _staffing(volume, agents, shrinkage, wait_probability(volume.load, agents))


def _staffing(volume: Volume, agents: int, shrinkage: float, waiting: float) -> Staffing:
    spare = agents - volume.load
    return Staffing(
        agents=agents,
        rostered=ceil(round(agents / (1 - shrinkage), 9)),
        load_erlang=volume.load,
        wait_probability=waiting,
        service_level=1 - waiting * exp(-spare * volume.target_s / volume.aht_s),
        answer_speed_s=waiting * volume.aht_s / spare,
        occupancy=volume.load / agents,
    )


def agents_needed(volume: Volume, level: float, shrinkage: float = 0.0) -> Staffing:
    """Return the smallest staffing whose service level is at least `level` (0 to 1, less than 1)."""
    if not 0 < level < 1:
        raise BadInput(Text(sv="servicenivån måste ligga mellan 0 och 1", en="the level must lie between 0 and 1"))
    _check(volume, int(volume.load) + 1, shrinkage)
    for agents, blocked in _blocking(volume.load):
        if agents > volume.load:
            found = _staffing(volume, agents, shrinkage, _waiting(volume.load, agents, blocked))
            if found.service_level >= level:
                return found
    raise AssertionError("the blocking probability falls towards zero")


def _check(volume: Volume, agents: int, shrinkage: float) -> None:
    if not 0 <= shrinkage < 1:
        raise BadInput(Text(sv="frånvaron måste vara från 0 till under 1", en="shrinkage must be from 0 to below 1"))
    if agents > MOST_AGENTS:
        raise BadInput(Text(sv="volymen är för stor", en="the volume is too large"))
    if agents <= volume.load:
        least = int(volume.load) + 1
        raise BadInput(
            Text(sv=f"{agents} räcker inte: kön växer utan slut", en=f"{agents} are too few: the queue never ends"),
            mend=Text(sv=f"Minst {least} behövs.", en=f"At least {least} are needed."),
        )
