"""The simulation's records as the canonical tables that every measure reads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from gensvar.synthetic.case_history import case_events
from gensvar.synthetic.cases import BODIES, CAUSES, COMPLAINT_OUTCOMES, UNITS
from gensvar.synthetic.columns import flags, grades, names, numbers, pseudonyms, table, times, words
from gensvar.synthetic.contacts import ANSWERED_OUTCOME, NOBODY, OUTCOMES
from gensvar.synthetic.matters import CHANNEL_NAMES, PHONE, QUEUE_NAMES
from gensvar.synthetic.organisation import FAMILIES, OFFICE_HOURS, QUEUES, REASONS, SECOND_LINE
from gensvar.synthetic.people import COURSES, SCALES
from gensvar.synthetic.randomness import NEVER

if TYPE_CHECKING:
    from gensvar.synthetic.simulation import Simulation

CUSTOMERS, AGENTS = 1, 2
REASON_CODES = [reason.code for reason in REASONS]
SOURCES = ("telefonvaxel", "chatt", "arendesystem")


def canonical_tables(found: Simulation) -> dict[str, pa.Table]:
    """Return every canonical table, pseudonymised, by name."""
    return {
        "contacts": contacts_table(found),
        "legs": legs_table(found),
        "cases": cases_table(found),
        "case_events": case_events(found.file.cases, found.contacts),
        "surveys": surveys_table(found),
        "schedules": schedules_table(),
        "reasons": reasons_table(),
        "training": training_table(found),
        "promises": promises_table(found),
        "volumes": volumes_table(found),
    }


def contacts_table(found: Simulation) -> pa.Table:
    """Return one row per contact."""
    contacts, matters = found.contacts, found.contacts.matters
    queued, waited = contacts.queued != NEVER, contacts.wait
    met = contacts.outcome == ANSWERED_OUTCOME
    what = found.what
    return table(
        {
            "contact_id": names("K", np.arange(len(contacts))),
            "source": words(np.minimum(matters.channel, 2), SOURCES),
            "channel": words(matters.channel, CHANNEL_NAMES),
            "direction": words(np.zeros(len(contacts), np.int64), ("inbound",)),
            "queue": words(matters.queue, QUEUE_NAMES),
            "t_start": times(contacts.start),
            "t_queue": times(contacts.queued),
            "t_answer": times(contacts.answered),
            "t_end": times(contacts.end),
            "outcome": words(contacts.outcome, OUTCOMES),
            "customer_key": pseudonyms(np.where(contacts.known_customer, matters.customer, NOBODY), CUSTOMERS),
            "reason_code": words(np.where(contacts.classified, matters.reason, -1), REASON_CODES),
            "agent_key": pseudonyms(contacts.agent, AGENTS),
            "language": words(contacts.english.astype(np.int64), ("sv", "en")),
            "price_class": words(np.where(matters.channel == PHONE, 0, -1), ("basic",)),
            "talk_s": numbers(contacts.talk, ~met),
            "hold_s": numbers(contacts.hold, ~met),
            "acw_s": numbers(contacts.after_work, ~met),
            "wait_announced": flags(contacts.announced, ~(queued & (waited > what.announced_after_s))),
            "message_offered": flags(contacts.message_offered, ~(queued & (waited > what.message_after_s))),
            "case_id": names("A", found.file.of_contact),
        }
    )


def legs_table(found: Simulation) -> pa.Table:
    """Return one leg per stay in a queue, and one more for a call that was transferred."""
    contacts = found.contacts
    first, second = np.flatnonzero(contacts.queued != NEVER), np.flatnonzero(contacts.second_agent != NOBODY)
    met, moved = contacts.answered[first] != NEVER, contacts.second_agent[first] != NOBODY
    reasons = ("completed", "transfer", "abandoned", "callback", "timeout")
    left = np.where(moved, 1, np.where(met, 0, contacts.outcome[first] + 1))
    contact = np.concatenate([first, second])
    order = np.argsort(contact, kind="stable")
    agent = np.concatenate([contacts.agent[first], contacts.second_agent[second]])
    entered = np.concatenate([contacts.queued[first], contacts.first_end[second]])
    left_at = np.concatenate([np.where(moved, contacts.first_end[first], contacts.end[first]), contacts.end[second]])
    queue = np.concatenate([contacts.matters.queue[first], np.full(len(second), len(QUEUE_NAMES))])
    why = np.concatenate([left, np.zeros(len(second), np.int64)])
    return table(
        {
            "leg_id": names("L", np.arange(len(contact))),
            "contact_id": names("K", contact[order]),
            "queue": words(queue[order], (*QUEUE_NAMES, SECOND_LINE)),
            "agent_key": pseudonyms(agent[order], AGENTS),
            "t_enter": times(entered[order]),
            "t_exit": times(left_at[order]),
            "exit_reason": words(why[order], reasons),
        }
    )


def cases_table(found: Simulation) -> pa.Table:
    """Return one row per case."""
    cases, contacts = found.file.cases, found.contacts
    opener = cases.contact
    settled = cases.complaint_outcome >= 0
    status = np.where(cases.closed != NEVER, 2, np.where(cases.first_response != NEVER, 1, 0))
    customer = np.where(contacts.known_customer[opener], contacts.matters.customer[opener], NOBODY)
    return table(
        {
            "case_id": names("A", np.arange(len(cases))),
            "source": words(np.zeros(len(cases), np.int64), ("arendesystem",)),
            "created": times(cases.created),
            "first_response": times(cases.first_response),
            "first_resolved": times(cases.first_resolved),
            "closed": times(cases.closed),
            "due": times(cases.due),
            "reopened_n": numbers(np.where(cases.reopened_at != NEVER, cases.reopened, 0)),
            "waiting_customer_s": numbers(cases.waiting),
            "channel": words(contacts.matters.channel[opener], CHANNEL_NAMES),
            "category": words(contacts.matters.reason[opener], [reason.parent for reason in REASONS]),
            "priority": words(np.where(cases.complaint, 1, 0), ("normal", "hög")),
            "status": words(status, ("ny", "öppen", "stängd")),
            "org_unit": words(cases.unit, UNITS),
            "customer_key": pseudonyms(customer, CUSTOMERS),
            "agent_key": pseudonyms(cases.agent, AGENTS),
            "reason_code": words(contacts.matters.reason[opener], REASON_CODES),
            "is_complaint": flags(cases.complaint),
            "complaint_outcome": words(cases.complaint_outcome, COMPLAINT_OUTCOMES),
            "reasons_in_writing": flags(cases.in_writing, ~settled),
            "next_instance_named": flags(cases.next_instance, ~settled),
            "escalated_to": words(cases.escalated, BODIES),
            "cause_code": words(cases.cause, CAUSES),
            "confirmation_sent": times(cases.confirmed_at),
            "delay_notice_sent": times(cases.delay_notice),
        }
    )


def surveys_table(found: Simulation) -> pa.Table:
    """Return one row per survey."""
    surveys, contacts = found.surveys, found.contacts
    return table(
        {
            "survey_id": names("E", np.arange(len(surveys))),
            "contact_id": names("K", surveys.contact),
            "asked_at": times(surveys.asked),
            "answered_at": times(surveys.answered),
            "scale": words(surveys.scale, SCALES),
            "score": grades(surveys.score),
            "channel": words(contacts.matters.channel[surveys.contact], CHANNEL_NAMES),
        }
    )


def schedules_table() -> pa.Table:
    """Return the opening hours: each queue its own, everything else office hours."""
    rows: list[tuple[str | None, str | None, int, tuple[int, int]]]
    rows = [(queue.name, queue.channel, day, hours) for queue in QUEUES for day, hours in sorted(queue.hours.items())]
    rows += [(None, None, day, hours) for day, hours in sorted(OFFICE_HOURS.items())]
    return table(
        {
            "queue": pa.array([row[0] for row in rows], pa.string()),
            "channel": pa.array([row[1] for row in rows], pa.string()),
            "weekday": pa.array([row[2] for row in rows], pa.int64()),
            "opens": pa.array([f"{row[3][0]:02d}:00" for row in rows]),
            "closes": pa.array([f"{row[3][1]:02d}:00" for row in rows]),
            "open_on_holidays": pa.array([False] * len(rows)),
        }
    )


def reasons_table() -> pa.Table:
    """Return the reasons, their families first."""
    rows: list[tuple[str | None, ...]] = [
        (code, None, title.sv, title.en, None, None, None) for code, title in FAMILIES.items()
    ]
    rows += [(one.code, one.parent, one.title.sv, one.title.en, one.demand, one.unit, one.process) for one in REASONS]
    titles = ("reason_code", "parent_code", "title_sv", "title_en", "demand_type", "owning_unit", "declared_process")
    return table({title: pa.array([row[n] for row in rows], pa.string()) for n, title in enumerate(titles)})


def training_table(found: Simulation) -> pa.Table:
    """Return one row per agent and course."""
    training = found.training
    return table(
        {
            "agent_key": pseudonyms(training.agent, AGENTS),
            "course": words(training.refresher.astype(np.int64), COURSES),
            "kind": words(training.refresher.astype(np.int64), ("initial", "refresher")),
            "completed": times(training.completed),
            "first_contact": times(training.first_contact),
            "team": words(training.team, ("Röd", "Grön", "Blå")),
        }
    )


def promises_table(found: Simulation) -> pa.Table:
    """Return call-backs and promises."""
    promises, contacts = found.promises, found.contacts
    return table(
        {
            "promise_id": names("P", np.arange(len(promises))),
            "kind": words(np.where(promises.callback, 0, 1), ("callback", "promise")),
            "requested_at": times(promises.requested),
            "promised_at": times(promises.due),
            "done_at": times(promises.done),
            "contact_id": names("K", promises.contact),
            "case_id": names("A", found.file.of_contact[promises.contact]),
            "queue": words(contacts.matters.queue[promises.contact], QUEUE_NAMES),
            "owning_unit": words(contacts.matters.reason[promises.contact], [reason.unit for reason in REASONS]),
        }
    )


def months_of(first: date, last: date) -> list[date]:
    """Return the first day of every month that the period touches."""
    month, found = first.replace(day=1), []
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def volumes_table(found: Simulation) -> pa.Table:
    """Return customers and orders per month."""
    months = months_of(found.period.first, found.period.last)
    return table(
        {
            "month": pa.array(months, pa.date32()),
            "active_customers": pa.array(found.active_customers(len(months))),
            "orders": pa.array(found.orders(len(months))),
        }
    )
