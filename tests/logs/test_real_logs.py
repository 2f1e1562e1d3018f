"""The published logs are imported as they are, and give the counts that their answer key gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Desk

pytestmark = pytest.mark.real_logs
Find = Callable[[str], Path]


class TestBankCalls:
    @pytest.fixture
    def bank(self, desk: Desk, real_log: Find) -> Desk:
        source = desk.source(real_log("bank_calls_1999_02_01-21.txt"))
        assert source.zone == "Asia/Jerusalem"
        assert source.rejected is None
        return desk

    def test_every_call_is_there_with_its_outcome(self, bank: Desk) -> None:
        assert dict(bank.sql("SELECT outcome, count(*) FROM contacts GROUP BY ALL")) == {
            "answered": 20_899,
            "abandoned": 4_770,
            "unknown": 221,
        }
        assert bank.sql("SELECT count(DISTINCT contact_id), count(*) FROM contacts") == [(25_890, 25_890)]

    def test_reasons(self, bank: Desk) -> None:
        counted = dict(bank.sql("SELECT reason_code, count(*) FROM contacts GROUP BY ALL"))
        assert counted == {"PS": 16_520, "NW": 6_258, "NE": 1_964, "TT": 806, "IN": 219, "PE": 123}

    def test_unknown_customers_and_those_a_spreadsheet_destroyed(self, bank: Desk) -> None:
        # 15,561 calls have customer 0; in eighteen the number stands as 6.02157E+11, which is many customers' and no one's.
        assert bank.sql("SELECT count(*) FROM contacts WHERE customer_key IS NULL") == [(15_561 + 18,)]

    def test_parts_of_the_service_level(self, bank: Desk) -> None:
        counted = bank.sql(
            "SELECT count(*) FILTER (outcome = 'answered' AND w <= 60), count(*) FILTER (outcome = 'abandoned' AND w <= 60), "
            "count(*) FILTER (outcome = 'abandoned' AND w <= 5) FROM "
            "(SELECT outcome, epoch(coalesce(t_answer, t_end)) - epoch(t_queue) AS w FROM contacts)"
        )
        assert counted == [(16_233, 3_654, 1_883)]

    def test_calls_over_midnight_end_the_next_day(self, bank: Desk) -> None:
        assert bank.sql("SELECT count(*) FROM contacts WHERE t_end < t_start") == [(0,)]
        ((start, end),) = bank.sql("SELECT t_start, t_end FROM contacts WHERE contact_id = 'AA0102-31307'")
        assert (start, end) == (datetime(1999, 2, 20, 21, 59, 32), datetime(1999, 2, 20, 22, 1, 28))

    def test_negative_menu_times_give_no_negative_wait(self, bank: Desk) -> None:
        assert bank.sql("SELECT min(epoch(coalesce(t_answer, t_end)) - epoch(t_queue)) FROM contacts") == [(0.0,)]


class TestReceipt:
    @pytest.fixture
    def receipt(self, desk: Desk, real_log: Find) -> Desk:
        assert desk.source(real_log("receipt.csv")).rejected is None
        return desk

    def test_counts(self, receipt: Desk) -> None:
        counted = receipt.sql(
            "SELECT count(*), count(DISTINCT case_id), count(DISTINCT activity), date_trunc('second', min(time)), "
            "date_trunc('second', max(time)) FROM case_events"
        )
        first, last = datetime(2010, 10, 2, 7, 20, 39), datetime(2012, 1, 23, 14, 42, 54)
        assert counted == [(8_577, 1_434, 27, first, last)]
        assert receipt.sql("SELECT count(*) FROM cases") == [(1_434,)]

    def test_events_by_channel_and_department(self, receipt: Desk) -> None:
        by = "SELECT c.{0}, count(*) FROM case_events JOIN cases c USING (case_id) GROUP BY ALL"
        channels = {"form": 7_478, "visit": 657, "post": 308, "email": 128, "other": 6}
        assert dict(receipt.sql(by.format("channel"))) == channels
        assert dict(receipt.sql(by.format("org_unit"))) == {"General": 8_400, "Experts": 95, "Customer contact": 82}

    def test_variants_and_steps_in_the_order_of_the_file(self, receipt: Desk) -> None:
        steps = "SELECT case_id, activity, lead(activity) OVER (PARTITION BY case_id ORDER BY time, seq) AS next FROM case_events"
        counted = receipt.sql(
            f"SELECT count(*), count(DISTINCT (activity, next)) FROM ({steps}) WHERE next IS NOT NULL"
        )
        assert counted == [(7_143, 99)]
        variants = "SELECT string_agg(activity, '>' ORDER BY time, seq) AS v FROM case_events GROUP BY case_id"
        assert receipt.sql(f"SELECT count(DISTINCT v) FROM ({variants})") == [(116,)]


def test_helpdesk(desk: Desk, real_log: Find) -> None:
    desk.source(real_log("helpdesk.xes.gz"))
    counted = desk.sql(
        "SELECT count(*), count(DISTINCT case_id), count(DISTINCT activity), min(time), max(time) FROM case_events"
    )
    first, last = datetime(2010, 1, 13, 8, 40, 25), datetime(2014, 1, 3, 13, 20, 58)
    assert counted == [(21_348, 4_580, 14, first, last)]
    variants = "SELECT string_agg(activity, '>' ORDER BY time, seq) AS v FROM case_events GROUP BY case_id"
    assert desk.sql(f"SELECT count(DISTINCT v) FROM ({variants})") == [(226,)]


def test_teleclaims(desk: Desk, real_log: Find) -> None:
    desk.source(real_log("teleclaims.xes.gz"))
    assert desk.sql("SELECT count(*), count(DISTINCT case_id) FROM case_events") == [(46_138, 3_512)]


def test_banking77(desk: Desk, real_log: Find) -> None:
    desk.source(real_log("banking77_train.csv"))
    assert desk.sql("SELECT count(*), count(DISTINCT reason_code) FROM texts") == [(10_003, 77)]
    assert desk.sql("SELECT count(*) FROM reasons") == [(77,)]


def test_a_published_log_twice_changes_nothing(desk: Desk, real_log: Find) -> None:
    path = real_log("receipt.csv")
    desk.source(path)
    before = {file: file.stat().st_mtime_ns for file in sorted(desk.store_path.rglob("[!.]*"))}
    (again,) = desk.import_(path)
    assert again.status == "unchanged"
    assert {file: file.stat().st_mtime_ns for file in sorted(desk.store_path.rglob("[!.]*"))} == before
