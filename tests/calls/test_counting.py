"""Counting: tests that read the same rows are counted together, however the rows came."""

from calls_made_up import Desk


def test_agreements_of_many_days_and_files_are_counted_every_time(desk: Desk) -> None:
    """Rows of several files are read by several threads, which give the days in an order of their own."""
    agreed = {"call_ended": "2026-07-01 09:50", "confirmation_sent": "2026-11-20 08:00"}
    days = [f"2026-{month:02}-{day:02} 10:00" for month in (7, 8, 9, 10) for day in range(1, 28)]
    for file in range(4):
        rows = [agreed | {"agreement_id": f"{file}-{n}", "agreed_at": day} for n, day in enumerate(days[file::4])]
        desk.table("agreements", [row | {"accepted_at": "2026-11-20 09:00"} for row in rows])
    for _ in range(3):
        found = desk.audit().tests
        assert [found[test].n for test in ("sales.confirmed", "sales.accepted")] == [len(days), len(days)]
