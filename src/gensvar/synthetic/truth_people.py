"""True figures on promises, surveys and training."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from gensvar.calendar import Calendar, add_months
from gensvar.synthetic.opening import DAY, local_second
from gensvar.synthetic.organisation import ZONE
from gensvar.synthetic.people import CSAT, NPS, RESOLVED
from gensvar.synthetic.randomness import NEVER, Ints
from gensvar.synthetic.truth import Figure, data_end, ratio, share, single

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation


def people_figures(found: Simulation) -> dict[str, dict[str, Figure]]:
    """Return call-backs, promises, surveys and training."""
    return _promises(found) | _surveys(found) | _training(found)


def end_of_next_working_day(requested: Ints) -> Ints:
    """Return for each second the last moment of the working day after its local day (the midnight that ends it)."""
    calendar, zone = Calendar.swedish(), ZoneInfo(ZONE)
    days = [datetime.fromtimestamp(second, zone).date() for second in requested.tolist()]
    ends = {day: local_second(_next_working_day(calendar, day) + timedelta(days=1), 0) for day in set(days)}
    return np.array([ends[day] for day in days], dtype=np.int64)


def _next_working_day(calendar: Calendar, day: date) -> date:
    following = day + timedelta(days=1)
    while not calendar.is_working_day(following):
        following += timedelta(days=1)
    return following


def _promises(found: Simulation) -> dict[str, dict[str, Figure]]:
    promises, end = found.promises, data_end(found, "promises")
    booked, done = promises.callback, promises.done != NEVER
    next_day = end_of_next_working_day(promises.requested)
    day_later = promises.requested + DAY
    due_by = {"later": np.maximum(next_day, day_later), "earlier": np.minimum(next_day, day_later)}
    agreed = ~booked
    return {
        "callback_in_time": {
            name: share(
                f"called by the {name} of 24 hours and the end of the next working day / due",
                done & (promises.done <= due),
                booked & (done | (due <= end)),
            )
            for name, due in due_by.items()
        },
        "promises_kept": {
            "promises": share(
                "done by the promised time / due",
                done & (promises.done <= promises.due),
                agreed & (done | (promises.due <= end)),
            )
        },
    }


def _surveys(found: Simulation) -> dict[str, dict[str, Figure]]:
    surveys = found.surveys
    replied = surveys.answered != NEVER
    csat = replied & (surveys.scale == CSAT)
    nps, resolved = replied & (surveys.scale == NPS), replied & (surveys.scale == RESOLVED)
    grades = surveys.score[csat]
    balance = int((surveys.score[nps] >= 9).sum()) - int((surveys.score[nps] <= 6).sum())
    end = data_end(found, "surveys")
    told = surveys.answered[replied & (surveys.answered <= end)]  # an answer after the data end is not known of yet
    months = _whole_months(int(told.max()), end) if len(told) else None
    return {
        "csat": {"share": ratio("grades 4 and 5 / grades", int((grades >= 4).sum()), len(grades))},
        "csat_mean": {"mean": ratio("sum of grades / grades", float(grades.sum()), len(grades))},
        "skr_index": {"mean": ratio("25 x (grade - 1) summed / grades", float((25 * (grades - 1)).sum()), len(grades))},
        "nps": {"net": ratio("100 x ((9-10) - (0-6)) / answers", 100 * balance, int(nps.sum()))},
        "survey_response_rate": {"share": ratio("answered / asked", int(replied.sum()), len(surveys))},
        "fcr_survey": {
            "share": ratio("solved / answers", int((surveys.score[resolved] == 1).sum()), int(resolved.sum()))
        },
        "months_since_survey": {
            "last_answer": single("whole months from the last answer to the data end", months, int(replied.sum()))
        },
    }


def _whole_months(start: int, end: int) -> int:
    """Return the whole months between two seconds, by local date."""
    first, last = (datetime.fromtimestamp(second, ZoneInfo(ZONE)).date() for second in (start, end))
    return max(months for months in range(1200) if add_months(first, months) <= last)


def _training(found: Simulation) -> dict[str, dict[str, Figure]]:
    training, end = found.training, data_end(found, "training")
    first, again = ~training.refresher, training.refresher
    year_ago = int(
        datetime.fromtimestamp(end, ZoneInfo(ZONE))
        .replace(year=datetime.fromtimestamp(end, ZoneInfo(ZONE)).year - 1)
        .timestamp()
    )
    return {
        "trained_before_first_contact": {
            "share": share(
                "introduction before the first contact / agents", training.completed <= training.first_contact, first
            )
        },
        "refreshed_in_time": {
            "share": share(
                "refresher within 12 months of the data end / agents", training.completed >= year_ago, again, months=12
            )
        },
        "training_coverage": {
            "share": share("agents with the introduction / agents", training.completed <= end, first)
        },
    }
