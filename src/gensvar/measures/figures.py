"""From integers to a figure: the last step, the same whatever engine counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gensvar.measures import statistics
from gensvar.measures.binding import bind
from gensvar.measures.declaration import Measure
from gensvar.measures.evaluate import evaluate
from gensvar.measures.expressions import Scalar, Type, parameters_read
from gensvar.measures.language import parse
from gensvar.measures.result import Problem
from gensvar.measures.tally import Tally
from gensvar.text import Text, format_percent

Number = float | int
SMALLEST_GROUP = 5
NO_DATA = Problem("no_data", Text(sv="Inga rader att räkna på.", en="No rows to compute it from."))
NOT_REACHED = Problem(
    "not_reached",
    Text(
        sv="Färre än hälften når dit: talet finns inte i dessa data.", en="Fewer than half get there: not in the data."
    ),
)
PARAMETER_MISSING = Text(
    sv="Parametern {name} måste anges: inget värde är rätt för alla.",
    en="The parameter {name} must be given: no value is right for everybody.",
)
SUPPRESSED = Problem(
    "suppressed",
    Text(
        sv=f"Färre än {SMALLEST_GROUP} i gruppen: visas inte, för att skydda enskilda.",
        en=f"Fewer than {SMALLEST_GROUP} in the group: not shown, to protect individuals.",
    ),
)


@dataclass(frozen=True)
class Figure:
    """The value with what it rests on; `problem` where there is no value."""

    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    n: int = 0
    interval: tuple[float, float] | None = None
    problem: Problem | None = None


def figure(measure: Measure, variant: str, parameters: Mapping[str, Scalar], tallies: tuple[Tally, ...]) -> Figure:
    """Return the figure of one group; `tallies` is one, or the two sides of a `per`."""
    found = _per(*tallies) if measure.kind == "per" else _single(measure, parameters, tallies[0])
    if found.value is None and found.problem is None:
        return Figure(numerator=found.numerator, denominator=found.denominator, n=found.n, problem=NO_DATA)
    return _guarded(measure, tallies[0], _then(measure, variant, parameters, found))


def _single(measure: Measure, parameters: Mapping[str, Scalar], tally: Tally) -> Figure:
    n = tally.judged
    match measure.kind:
        case "share" | "interval_share":
            value = tally.ok / n if n else None
            return Figure(value, tally.ok, n, n, statistics.wilson(tally.ok, n))
        case "mean":
            value = tally.total / n if n else None
            interval = statistics.mean_interval(n, tally.total, tally.squares)
            return Figure(value, tally.total, n, n, interval)
        case "sum":
            return Figure(tally.total if n else None, tally.total, None, n)
        case "percentile":
            q = float(parameters["q"])
            return Figure(statistics.percentile(tally.histogram, q), n=n, interval=_percentile_interval(tally, q))
        case "best_mean":
            above, below = statistics.lowest(tally.histogram, float(parameters["q"]))
            return Figure(above / below if below else None, above, below, below)
        case "survival":
            median = statistics.survival_median(tally.histogram)
            return Figure(median, n=n, problem=NOT_REACHED if n and median is None else None)
        case "stock":
            return Figure(tally.ok if n else None, tally.ok, None, n)
        case _:
            return Figure(tally.extreme, n=n)


def _percentile_interval(tally: Tally, q: float) -> tuple[float, float] | None:
    return statistics.percentile_interval(tally.histogram, q) if tally.histogram and 0 < q < 1 else None


def _per(numerator: Tally, denominator: Tally) -> Figure:
    above, below = numerator.total, denominator.total
    if not denominator.judged or below <= 0:
        return Figure(numerator=above, denominator=below, n=below)
    low, high = statistics.count_interval(above)
    return Figure(above / below, above, below, below, (low / below, high / below))


def _then(measure: Measure, variant: str, parameters: Mapping[str, Scalar], found: Figure) -> Figure:
    """Apply the declared last step, `25 * (x - 1)`, to the value and both ends of its interval."""
    source = measure.definition(variant).then
    if source is None or found.value is None:
        return found
    types: dict[str, Type] = dict.fromkeys(measure.parameters, "float")
    step = parse(source, {"x": "float"}, types, divide=True)
    if missing := sorted(parameters_read(step) - parameters.keys()):
        problem = Problem("parameter_missing", PARAMETER_MISSING.fill(name=missing[0]))
        return replace(found, value=None, numerator=None, interval=None, problem=problem)
    step = bind(step, parameters)

    def apply(x: Number) -> float:
        return float(evaluate(step, {"x": x}) or 0)

    ends = sorted(apply(end) for end in found.interval) if found.interval else None
    interval = (ends[0], ends[1]) if ends else None
    # What a ratio counted still says something when the ratio is scaled; a sum in other units does not.
    above = found.numerator if measure.kind == "per" else None
    return replace(found, value=apply(found.value), numerator=above, interval=interval)


def _guarded(measure: Measure, tally: Tally, found: Figure) -> Figure:
    guard = measure.guard
    if guard is None or tally.guarded <= guard.at_most * tally.population:
        return found
    share = tally.guarded / tally.population
    text = Text(
        sv=f"{guard.says.sv} ({format_percent(share, 'sv')})", en=f"{guard.says.en} ({format_percent(share, 'en')})"
    )
    return Figure(None, found.numerator, found.denominator, found.n, None, Problem("guarded", text))
