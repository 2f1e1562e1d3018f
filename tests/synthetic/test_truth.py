"""The truth against the tables: each figure counted again, slowly, from the rows that the measures read."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from gensvar.calendar import Calendar
from gensvar.synthetic.simulation import Simulation, simulate
from gensvar.synthetic.truth import nearest_rank, truth_of

Row = dict[str, Any]
STOCKHOLM = ZoneInfo("Europe/Stockholm")
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def truth(found: Simulation) -> dict[str, Any]:
    return truth_of(found)


@pytest.fixture(scope="module")
def end(contacts: list[Row]) -> datetime:
    return max(row["t_end"] for row in contacts)


@pytest.fixture(scope="module")
def case_end(tables: dict[str, pa.Table], end: datetime) -> datetime:
    """The last thing that anybody but a machine did, in contacts, cases and their events."""
    deeds = [row["time"] for row in tables["case_events"].to_pylist() if row["actor_type"] != "system"]
    stamps = ("created", "first_response", "first_resolved", "closed")
    return max(end, *deeds, *(row[name] for row in tables["cases"].to_pylist() for name in stamps if row[name]))


def counts(truth: dict[str, Any], measure: str, variant: str) -> tuple[int, int]:
    figure = truth["measures"][measure][variant]
    return figure["numerator"], figure["denominator"]


def wait(row: Row) -> int:
    return int(((row["t_answer"] or row["t_end"]) - row["t_queue"]).total_seconds())


def calls(contacts: list[Row], *outcomes: str) -> list[Row]:
    return [row for row in contacts if row["channel"] == "phone" and row["outcome"] in outcomes]


def test_the_truth_is_plain_json_and_says_where_the_data_end(
    truth: dict[str, Any], end: datetime, case_end: datetime
) -> None:
    again = json.loads(json.dumps(truth, default=str))
    assert datetime(1970, 1, 1) + timedelta(seconds=again["data_end"]["contacts"]) == end
    assert datetime(1970, 1, 1) + timedelta(seconds=again["data_end"]["cases"]) == case_end
    assert again["parameters"]["callback_kept"] == 0.88
    for variants in again["measures"].values():
        for figure in variants.values():
            assert set(figure) == {"says", "numerator", "denominator", "value", "parameters", "group"}


def test_service_level_in_six_variants(truth: dict[str, Any], contacts: list[Row]) -> None:
    answered, abandoned = calls(contacts, "answered"), calls(contacts, "abandoned")
    a, b = len(answered), len(abandoned)
    a60, b60 = sum(wait(row) <= 60 for row in answered), sum(wait(row) <= 60 for row in abandoned)
    b5 = sum(wait(row) <= 5 for row in abandoned)
    expected = {"A": (a60 + b60, a + b), "B": (a60, a), "C": (a60, a + b)}
    expected |= {"D": (a60, a + b - b60), "E": (a60 + b5, a + b), "F": (a60, a + b - b5)}
    assert {letter: counts(truth, "service_level", letter) for letter in "ABCDEF"} == expected
    by_queue = [
        counts(truth, "service_level", f"C;queue={queue}") for queue in ("kundtjanst", "faktura", "avtal", "teknik")
    ]
    assert tuple(map(sum, zip(*by_queue, strict=True))) == expected["C"]
    march = [row for row in answered + abandoned if row["t_queue"].month == 3]
    assert counts(truth, "service_level", "C;month=2026-03")[1] == len(march)
    assert counts(truth, "abandonment", "net_of_short") == (b - b5, a + b - b5)
    assert counts(truth, "answer_speed", "mean") == (sum(map(wait, answered)), a)


def test_waits_by_rank(truth: dict[str, Any], contacts: list[Row]) -> None:
    waits = sorted(wait(row) for row in calls(contacts, "answered"))
    assert truth["measures"]["wait_percentile"]["answered;q=0.9"]["value"] == waits[-(-9 * len(waits) // 10) - 1]
    assert [nearest_rank([3, 1, 2], q) for q in (0.0, 0.33, 0.34, 0.5, 1.0)] == [1, 1, 2, 2, 3]


def test_patience_by_kaplan_meier(truth: dict[str, Any], contacts: list[Row]) -> None:
    queued = [row for row in contacts if row["channel"] == "phone" and row["t_queue"]]
    surviving, median = 1.0, None
    for second in sorted({wait(row) for row in queued}):
        at_risk = sum(wait(row) >= second for row in queued)
        events = sum(wait(row) == second and row["outcome"] == "abandoned" for row in queued)
        surviving *= 1 - events / at_risk
        median = second if median is None and surviving <= 0.5 else median
    assert truth["measures"]["patience"]["median"]["value"] == median


def test_half_hours_that_reach_the_target(truth: dict[str, Any], contacts: list[Row]) -> None:
    good: Counter[Any] = Counter()
    every: Counter[Any] = Counter()
    for row in calls(contacts, "answered", "abandoned"):
        moment = row["t_queue"].replace(tzinfo=ZoneInfo("UTC")).astimezone(STOCKHOLM)
        cell = (moment.date(), moment.hour, moment.minute // 30)
        every[cell] += 1
        good[cell] += row["outcome"] == "answered" and wait(row) <= 60
    reached = sum(good[cell] >= 0.8 * every[cell] for cell in every)
    assert counts(truth, "interval_compliance", "C") == (reached, len(every))


def family(row: Row) -> str | None:
    return row["reason_code"].split(".")[0] if row["reason_code"] else None


def earlier(row: Row, contacts: list[Row], *, same: bool) -> bool:
    """Tell whether the customer has a contact that ended within a week before this one."""
    return any(
        timedelta(0) < row["t_start"] - other["t_end"] <= WEEK
        for other in contacts
        if not same or (family(row) and family(other) == family(row))
    )


@pytest.mark.parametrize(("variant", "same"), [("any_reason", False), ("same_reason", True)])
def test_repeats_and_resolution(
    truth: dict[str, Any], contacts: list[Row], end: datetime, variant: str, same: bool
) -> None:
    own: dict[str, list[Row]] = {}
    linkable = [row for row in contacts if row["customer_key"]]
    for row in linkable:
        own.setdefault(row["customer_key"], []).append(row)
    repeats = sum(earlier(row, own[row["customer_key"]], same=same) for row in linkable)
    assert counts(truth, "repeat_rate", variant) == (repeats, len(linkable))
    due = [row for row in linkable if row["t_end"] <= end - WEEK]
    followed = sum(
        any(earlier(later, [row], same=same) for later in own[row["customer_key"]] if later is not row) for row in due
    )
    assert counts(truth, "fcr_no_repeat", variant) == (len(due) - followed, len(due))
    assert counts(truth, "unlinkable_share", "share") == (len(contacts) - len(linkable), len(contacts))


def test_chains_of_one_contact(truth: dict[str, Any], contacts: list[Row], end: datetime) -> None:
    chains: dict[Any, list[list[Row]]] = {}
    for row in sorted((row for row in contacts if row["customer_key"] and family(row)), key=lambda row: row["t_start"]):
        own = chains.setdefault((row["customer_key"], family(row)), [])
        if own and row["t_start"] - own[-1][-1]["t_end"] <= WEEK:
            own[-1].append(row)
        else:
            own.append([row])
    due = [chain for own in chains.values() for chain in own if chain[0]["t_end"] <= end - WEEK]
    assert counts(truth, "fcr_issue", "chains") == (sum(len(chain) == 1 for chain in due), len(due))


def test_failure_demand_by_the_reasons_table(
    truth: dict[str, Any], contacts: list[Row], tables: dict[str, pa.Table]
) -> None:
    kinds = {row["reason_code"]: row for row in tables["reasons"].to_pylist()}
    known = [kinds[row["reason_code"]] for row in contacts if row["reason_code"]]
    failures = [reason for reason in known if reason["demand_type"] == "failure"]
    assert counts(truth, "failure_demand", "share") == (len(failures), len(known))
    own = [sum(reason["owning_unit"] == "Försäljning" for reason in among) for among in (failures, known)]
    assert counts(truth, "failure_demand", "share;unit=Försäljning") == tuple(own)
    assert own[0] < own[1]
    minutes = sum(
        row["talk_s"] + row["hold_s"] + row["acw_s"]
        for row in contacts
        if row["reason_code"] and kinds[row["reason_code"]]["demand_type"] == "failure" and row["outcome"] == "answered"
    )
    assert truth["measures"]["failure_demand_cost"]["cost"]["value"] == pytest.approx(minutes / 60 * 8)


def test_transfers_by_the_legs(truth: dict[str, Any], contacts: list[Row], tables: dict[str, pa.Table]) -> None:
    legs = Counter(row["contact_id"] for row in tables["legs"].to_pylist() if row["agent_key"])
    answered = calls(contacts, "answered")
    moved = sum(legs[row["contact_id"]] >= 2 for row in answered)
    assert counts(truth, "transfer_rate", "phone") == (moved, len(answered))


def local_day(moment: datetime) -> date:
    return moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(STOCKHOLM).date()


def test_first_response_by_day_and_by_working_day(truth: dict[str, Any], cases: list[Row], case_end: datetime) -> None:
    end = case_end
    calendar = Calendar.swedish()
    day = [row for row in cases if row["first_response"] or end - row["created"] > timedelta(days=1)]
    met = sum(
        bool(row["first_response"]) and row["first_response"] - row["created"] <= timedelta(days=1) for row in day
    )
    assert counts(truth, "first_response_within", "calendar") == (met, len(day))

    def working_days(row: Row) -> int:
        first, last = local_day(row["created"]), local_day(row["first_response"] or end)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(calendar.is_working_day(one) for one in days)

    due = [row for row in cases if row["first_response"] or working_days(row) > 1]
    in_time = sum(bool(row["first_response"]) and working_days(row) <= 1 for row in due)
    assert counts(truth, "first_response_within", "workdays") == (in_time, len(due))
    complaints = [row for row in due if row["is_complaint"]]
    kept = sum(bool(row["first_response"]) and working_days(row) <= 1 for row in complaints)
    assert counts(truth, "complaint_first_response", "workdays") == (kept, len(complaints))


def test_solutions_and_backlog(truth: dict[str, Any], cases: list[Row], case_end: datetime) -> None:
    end = case_end
    closed = [row for row in cases if row["closed"]]
    late = [row for row in cases if not row["closed"] and row["due"] < end]
    in_time = sum(row["closed"] <= row["due"] for row in closed)
    assert counts(truth, "on_time", "share") == (in_time, len(closed) + len(late))
    assert counts(truth, "reopen_rate", "share") == (sum(row["reopened_n"] > 0 for row in closed), len(closed))
    assert truth["measures"]["backlog"]["end"]["value"] == len(cases) - len(closed)
    refused = [row for row in cases if row["complaint_outcome"] == "rejected"]
    proper = sum(row["reasons_in_writing"] and row["next_instance_named"] for row in refused)
    assert counts(truth, "rejected_with_reasons", "share") == (proper, len(refused))


def test_call_backs_by_both_readings(truth: dict[str, Any], tables: dict[str, pa.Table], case_end: datetime) -> None:
    end = max(case_end, *(row["requested_at"] for row in tables["promises"].to_pylist()))
    calendar = Calendar.swedish()
    rows = [row for row in tables["promises"].to_pylist() if row["kind"] == "callback"]
    assert rows
    for variant, pick in (("later", max), ("earlier", min)):
        kept = due_n = 0
        for row in rows:
            day = local_day(row["requested_at"]) + timedelta(days=1)
            while not calendar.is_working_day(day):
                day += timedelta(days=1)
            midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), STOCKHOLM)
            close = midnight.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
            due = pick(close, row["requested_at"] + timedelta(days=1))
            due_n += bool(row["done_at"]) or due <= end
            kept += bool(row["done_at"]) and row["done_at"] <= due
        assert counts(truth, "callback_in_time", variant) == (kept, due_n)


def test_surveys_and_training(truth: dict[str, Any], tables: dict[str, pa.Table]) -> None:
    surveys = tables["surveys"].to_pylist()
    grades = [row["score"] for row in surveys if row["scale"] == "csat_1_5" and row["score"] is not None]
    assert counts(truth, "csat", "share") == (sum(grade >= 4 for grade in grades), len(grades))
    assert truth["measures"]["skr_index"]["mean"]["value"] == pytest.approx(25 * (sum(grades) / len(grades) - 1))
    replied = sum(row["answered_at"] is not None for row in surveys)
    assert counts(truth, "survey_response_rate", "share") == (replied, len(surveys))
    first = [row for row in tables["training"].to_pylist() if row["kind"] == "initial"]
    before = sum(row["completed"] <= row["first_contact"] for row in first)
    assert counts(truth, "trained_before_first_contact", "share") == (before, len(first))


def test_the_figures_come_near_the_parameters(found: Simulation) -> None:
    big = truth_of(simulate(11, 60_000, found.period))
    parameters, measures = big["parameters"], big["measures"]
    assert measures["patience"]["median"]["value"] == pytest.approx(parameters["patience_median_s"], rel=0.1)
    assert measures["callback_in_time"]["later"]["value"] == pytest.approx(parameters["callback_kept"], abs=0.04)
    assert measures["promises_kept"]["promises"]["value"] == pytest.approx(parameters["promise_kept"], abs=0.03)
    assert measures["csat_mean"]["mean"]["value"] == pytest.approx(parameters["csat_mean"], abs=0.1)
    assert measures["nps"]["net"]["value"] == pytest.approx(100 * parameters["nps_true"], abs=8)
    assert measures["bot_only_share"]["share"]["value"] == pytest.approx(parameters["bot_only"], abs=0.02)
