"""True figures on cases: first response by three clocks, solution, backlog, reopening, complaints."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from gensvar.calendar import Calendar
from gensvar.synthetic.cases import COMPLAINT_OUTCOMES
from gensvar.synthetic.matters import CHAT
from gensvar.synthetic.randomness import NEVER, Bools, Ints
from gensvar.synthetic.truth import Figure, data_end, nearest_rank, ratio, share, single

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

CALENDAR_LIMIT, BUSINESS_LIMIT, WORKDAYS_LIMIT = 24 * 3600, 9 * 3600, 1
REJECTED = COMPLAINT_OUTCOMES.index("rejected")


def case_figures(found: Simulation) -> dict[str, dict[str, Figure]]:
    """Return the figures on cases."""
    cases = found.file.cases
    closed, complaint = cases.closed != NEVER, cases.complaint
    refused = complaint & (cases.complaint_outcome == REJECTED)
    written = found.contacts.matters.channel[cases.contact] > CHAT
    reopened = cases.reopened_at != NEVER
    everything = np.ones(len(cases), dtype=bool)
    return {
        "first_response_within": _responses(found, everything) | _responses(found, written, "written_"),
        "complaint_first_response": _responses(found, complaint),
        "first_response_time": _response_times(found),
        "resolution_time": _resolution(found),
        "on_time": {"share": _on_time(found)},
        "backlog": {"end": single("cases open at the end", int((~closed).sum()), len(cases))},
        "open_case_age": _ages(found),
        "reopen_rate": {"share": share("closed cases reopened at least once / closed cases", reopened, closed)},
        "complaints_per_1000_contacts": {
            "per_1000": ratio("complaints / thousand contacts", int(complaint.sum()), len(found.contacts) / 1000)
        },
        "complaints_with_cause": {"share": share("with a cause / complaints", cases.cause >= 0, complaint)},
        "rejected_with_reasons": {
            "share": share(
                "reasons in writing and next instance / rejected", cases.in_writing & cases.next_instance, refused
            )
        },
        "escalation_rate": {
            "share": share("went to a board or an authority / complaints", cases.escalated >= 0, complaint)
        },
        "confirmation_share": {"share": share("confirmed / cases", cases.confirmed_at != NEVER, everything)},
        "delay_notice_share": {"share": _notices(found)},
    }


def working_days(found: Simulation) -> tuple[Ints, date]:
    """Return the number of working days up to and including each day from the first of the period on, by day number."""
    calendar, first = Calendar.swedish(), found.period.first
    days = (found.period.last - first).days + 40
    ordinal = first.toordinal()
    working = [calendar.is_working_day(date.fromordinal(ordinal + n)) for n in range(days)]
    return np.cumsum(working).astype(np.int64), first


def working_days_taken(found: Simulation, start: Ints, end: Ints) -> Ints:
    """Return the working days after the day of `start` up to and including the day of `end`."""
    count, _ = working_days(found)
    day_of = found.hours.day_of
    return count[day_of(end)] - count[day_of(start)]


def _responses(found: Simulation, rows: Bools, prefix: str = "") -> dict[str, Figure]:
    """The share answered by a person in time; unanswered cases whose time is not up are left out."""
    cases, end = found.file.cases, data_end(found, "cases")
    answered = cases.first_response != NEVER
    until = np.where(answered, cases.first_response, end)
    open_s = found.hours.office.elapsed(until) - found.hours.office.elapsed(cases.created)
    clocks = {
        "calendar": (until - cases.created, CALENDAR_LIMIT, "limit_s"),
        "business": (open_s, BUSINESS_LIMIT, "limit_s"),
        "workdays": (working_days_taken(found, cases.created, until), WORKDAYS_LIMIT, "limit_days"),
    }
    return {
        prefix + name: share(
            "answered within the limit / answered or past it",
            answered & (taken <= limit),
            rows & (answered | (taken > limit)),
            **{key: limit},
        )
        for name, (taken, limit, key) in clocks.items()
    }


def _response_times(found: Simulation) -> dict[str, Figure]:
    cases, office = found.file.cases, found.hours.office
    known = cases.first_response != NEVER
    calendar = (cases.first_response - cases.created)[known]
    business = office.elapsed(cases.first_response[known]) - office.elapsed(cases.created[known])
    return {
        f"{name};q={q}": single("nearest rank over answered cases", nearest_rank(taken, q), len(taken), q=q)
        for name, taken in (("calendar", calendar), ("business", business))
        for q in (0.5, 0.9)
    }


def _resolution(found: Simulation) -> dict[str, Figure]:
    """From creation to the last solution, with and without the time spent waiting for the customer."""
    cases = found.file.cases
    closed = cases.closed != NEVER
    gross = (cases.closed - cases.created)[closed]
    times = {"gross": gross, "net": gross - cases.waiting[closed]}
    return {
        f"{name};q={q}": single("nearest rank over closed cases", nearest_rank(taken, q), len(taken), q=q)
        for name, taken in times.items()
        for q in (0.5, 0.9)
    }


def _on_time(found: Simulation) -> Figure:
    cases, end = found.file.cases, data_end(found, "cases")
    closed = cases.closed != NEVER
    return share(
        "closed by the due time / (closed + open and overdue)",
        closed & (cases.closed <= cases.due),
        closed | (~closed & (cases.due < end)),
    )


def _ages(found: Simulation) -> dict[str, Figure]:
    cases, end = found.file.cases, data_end(found, "cases")
    ages = (end - cases.created)[cases.closed == NEVER]
    return {
        f"open;q={q}": single("nearest rank over open cases", nearest_rank(ages, q), len(ages), q=q) for q in (0.5, 0.9)
    }


def _notices(found: Simulation) -> Figure:
    """Cases that went past their due time, and of those the ones whose customer was told."""
    cases, end = found.file.cases, data_end(found, "cases")
    closed = cases.closed != NEVER
    late = (closed & (cases.closed > cases.due)) | (~closed & (cases.due < end))
    return share("customers told of the delay / cases past due", cases.delay_notice != NEVER, late)
