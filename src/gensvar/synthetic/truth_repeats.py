"""True figures on customers who come back: counted contact by contact in plain Python."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from gensvar.synthetic.opening import DAY
from gensvar.synthetic.organisation import FAMILIES, REASONS
from gensvar.synthetic.truth import Figure, data_end, ratio

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

WINDOWS = (1, 3, 7, 14, 30)
DEFAULT = 7
FAMILY_NUMBER = {code: number for number, code in enumerate(FAMILIES)}
REASON_FAMILY = np.array([FAMILY_NUMBER[reason.parent] for reason in REASONS])
NO_FAMILY = -1

# One contact: customer, start, end, family of its reason.
Visit = tuple[int, int, int, int]


def repeat_figures(found: Simulation) -> dict[str, dict[str, Figure]]:
    """Return repeats, first-contact resolution and how many contacts cannot be linked to a customer."""
    contacts = found.contacts
    linkable, end = visits(found), data_end(found)
    unknown = int((~contacts.known_customer).sum())
    return {
        "repeat_rate": _repeats(linkable),
        "fcr_no_repeat": _resolved(linkable, end),
        "fcr_issue": {"chains": _chains(linkable, end)},
        "unlinkable_share": {"share": ratio("contacts without customer / contacts", unknown, len(contacts))},
    }


def visits(found: Simulation) -> list[Visit]:
    """Return the contacts of known customers, by customer and start."""
    contacts, matters = found.contacts, found.contacts.matters
    rows = np.flatnonzero(contacts.known_customer)
    rows = rows[np.lexsort((contacts.start[rows], matters.customer[rows]))]
    family = np.where(contacts.classified[rows], REASON_FAMILY[matters.reason[rows]], NO_FAMILY)
    columns = (matters.customer[rows], contacts.start[rows], contacts.end[rows], family)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def gaps(linkable: list[Visit], *, same: bool) -> list[int | None]:
    """Return the seconds since the customer's last contact ended (of the same family, if `same`), in order.

    None for a first contact, and with `same` for a contact without a reason.
    """
    last: dict[tuple[int, int], int] = {}
    found: list[int | None] = []
    for customer, start, end, family in linkable:
        key = (customer, family if same else NO_FAMILY)
        usable = not same or family != NO_FAMILY
        found.append(start - last[key] if usable and key in last else None)
        if usable:
            last[key] = max(end, last.get(key, end))
    return found


def _within(gap: int | None, days: int) -> bool:
    return gap is not None and 0 < gap <= days * DAY


def _repeats(linkable: list[Visit]) -> dict[str, Figure]:
    figures = {}
    for name, same in (("any_reason", False), ("same_reason", True)):
        since = gaps(linkable, same=same)
        for days in WINDOWS:
            count = sum(_within(gap, days) for gap in since)
            key = name if days == DEFAULT else f"{name};window_d={days}"
            figures[key] = ratio("repeats / linkable contacts", count, len(linkable), window_d=days)
    return figures


def _resolved(linkable: list[Visit], end: int) -> dict[str, Figure]:
    """First contacts that nobody came back about; those of the last days cannot be known."""
    return {
        name: ratio(
            "not followed by a repeat / linkable contacts that ended a window before the data end",
            sum(not followed for followed, visit in _followed(linkable, same=same) if visit[2] <= end - DEFAULT * DAY),
            sum(visit[2] <= end - DEFAULT * DAY for visit in linkable),
            window_d=DEFAULT,
        )
        for name, same in (("any_reason", False), ("same_reason", True))
    }


def _followed(linkable: list[Visit], *, same: bool) -> list[tuple[bool, Visit]]:
    """Return each contact with whether the customer came back within the window."""
    backwards = [(customer, -end, -start, family) for customer, start, end, family in reversed(linkable)]
    until = list(reversed(gaps(backwards, same=same)))
    return [(_within(gap, DEFAULT), visit) for gap, visit in zip(until, linkable, strict=True)]


def _chains(linkable: list[Visit], end: int) -> Figure:
    """Contacts of one customer and family with gaps within the window are one chain."""
    single = every = 0
    by_matter = sorted(
        (visit for visit in linkable if visit[3] != NO_FAMILY), key=lambda visit: (visit[0], visit[3], visit[1])
    )
    for _, group in groupby(by_matter, key=lambda visit: (visit[0], visit[3])):
        for first_end, length in _lengths(list(group)):
            if first_end <= end - DEFAULT * DAY:
                every, single = every + 1, single + (length == 1)
    return ratio(
        "chains of one contact / chains whose first contact ended a window before the data end",
        single,
        every,
        window_d=DEFAULT,
    )


def _lengths(group: list[Visit]) -> list[tuple[int, int]]:
    """Return (end of first contact, number of contacts) of each chain of one customer and family."""
    chains: list[tuple[int, int]] = []
    last_end = None
    for _, start, end, _ in group:
        if last_end is not None and start - last_end <= DEFAULT * DAY:
            chains[-1] = (chains[-1][0], chains[-1][1] + 1)
        else:
            chains.append((end, 1))
        last_end = end
    return chains
