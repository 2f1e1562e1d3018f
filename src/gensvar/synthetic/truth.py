"""What the measures must find: the parameters that made the data, and the figures counted from the records.

The figures are counted here in NumPy from the simulation's own records, never through the measures.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gensvar.synthetic.organisation import FAMILIES, QUEUES, REASONS, ZONE
from gensvar.synthetic.randomness import NEVER

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

Number = int | float


@dataclass(frozen=True)
class Figure:
    """One counted figure: `value` is numerator over denominator unless the figure is no share or mean.

    `parameters` are those of the measure that it is counted with; `group` is empty for the whole.
    """

    says: str
    numerator: Number | None
    denominator: Number | None
    value: Number | None
    parameters: dict[str, Number]
    group: dict[str, str] = field(default_factory=dict)

    def within(self, **group: str) -> Figure:
        """Return the figure as that of one group, such as `queue="faktura"`."""
        return replace(self, group=group)

    def to_json(self) -> dict[str, Any]:
        """Return the figure as `truth.json` holds it."""
        return asdict(self)


def ratio(says: str, numerator: Number, denominator: Number, **parameters: Number) -> Figure:
    """Return a share, mean or ratio; its value is None over an empty denominator."""
    above, below = _plain(numerator), _plain(denominator)
    return Figure(says, above, below, above / below if below else None, parameters)


def share(says: str, success: Any, among: Any, **parameters: Number) -> Figure:
    """Return the share of `among` for which `success` holds; both are truth values per record."""
    return ratio(says, int(np.sum(success & among)), int(np.sum(among)), **parameters)


def single(says: str, value: Number | None, count: int, **parameters: Number) -> Figure:
    """Return a figure that is no ratio, such as a percentile, with the number of records behind it."""
    return Figure(says, None, count, None if value is None else _plain(value), parameters)


def nearest_rank(values: Any, q: float) -> Number | None:
    """Return the value at position ceil(q n) in order; None of none."""
    ordered = np.sort(values)
    return _plain(ordered[max(int(np.ceil(round(q * len(ordered), 9))), 1) - 1]) if len(ordered) else None


def _plain(value: Any) -> Number:
    return float(value) if isinstance(value, float | np.floating) else int(value)


def data_end(found: Simulation, table: str = "contacts") -> int:
    """Return the last second that the data behind `table` tell of; what lies later is not known.

    Contacts end with the last contact; everything else with the last thing that anybody did, in any table.
    What a machine sends by itself is nobody's deed.
    """
    contacts = found.contacts
    ends = [contacts.start, contacts.end]
    if table != "contacts":
        cases = found.file.cases
        ends += [cases.created, cases.first_response, cases.first_resolved, cases.closed]
        ends += [cases.moved_at, cases.reopened_at]
        ends += {"surveys": [found.surveys.asked], "promises": [found.promises.requested]}.get(table, [])
    return max(int(some[some != NEVER].max()) for some in ends if (some != NEVER).any())


def truth_of(found: Simulation) -> dict[str, Any]:
    """Return everything that `truth.json` holds."""
    from gensvar.synthetic.truth_cases import case_figures
    from gensvar.synthetic.truth_demand import demand_figures
    from gensvar.synthetic.truth_people import people_figures
    from gensvar.synthetic.truth_repeats import repeat_figures
    from gensvar.synthetic.truth_waits import wait_figures

    figures: dict[str, dict[str, Figure]] = {}
    for part in (wait_figures, repeat_figures, demand_figures, case_figures, people_figures):
        figures |= part(found)
    return {
        "schema": "gensvar/truth/1",
        "seed": found.seed,
        "contacts": len(found.contacts),
        "period": {"from": found.period.first.isoformat(), "to": found.period.last.isoformat(), "zone": ZONE},
        "data_end": {
            table: data_end(found, table) for table in ("contacts", "cases", "surveys", "promises", "training")
        },
        "parameters": parameters_of(found),
        "measures": {
            measure: {variant: figure.to_json() for variant, figure in variants.items()}
            for measure, variants in figures.items()
        },
    }


def parameters_of(found: Simulation) -> dict[str, Any]:
    """Return the numbers that the organisation was made from."""
    what = found.what
    return {
        **asdict(what),
        "patience_median_s": what.patience.median_s,
        "chat_patience_median_s": what.chat_patience.median_s,
        "csat_mean": what.csat_mean,
        "nps_true": what.nps_true,
        "storm_days": sorted(found.period.days[number].isoformat() for number in found.hours.storms.tolist()),
        "queues": [asdict(queue) for queue in QUEUES],
        "reasons": [asdict(reason) for reason in REASONS],
        "families": {code: asdict(title) for code, title in FAMILIES.items()},
    }
