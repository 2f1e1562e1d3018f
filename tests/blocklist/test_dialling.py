"""Asking at dial time: the newest register answers, questions are counted and watched, and no number is written down."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gensvar.blocklist.dialling import ALARMS, CANARIES, Dialler
from gensvar.blocklist.licences import Licences
from gensvar.blocklist.numbers.status import Status
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import Validity
from gensvar.errors import BadInput

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
VALIDITY = Validity(2, 3, 12, "NIX")


@pytest.fixture
def register(tmp_path: Path) -> Register:
    made = Register.create(tmp_path / "register", "Prov", NOW)
    made.record(Deed.ADD, [701234567, 8629458], "web", "", NOW)
    (made.folder / CANARIES).write_text("076-000 00 01\n", "utf-8")
    Licences(made.folder).grant("bank", "556000-0001", 400, NOW)
    return made


@pytest.fixture
def dialler(register: Register) -> Iterator[Dialler]:
    running = Dialler(register, VALIDITY)
    yield running
    running.close()


def kinds(dialler: Dialler) -> list[str]:
    return [alarm["kind"] for alarm in dialler.alarms()]


def test_each_number_gets_its_answer_in_order(dialler: Dialler) -> None:
    version, answers = dialler.check("bank", ["070-123 45 67", "070-999 99 99", "468629458", "x", "112"], NOW)
    assert [one.status for one in answers] == [
        Status.BLOCKED, Status.FREE, Status.BLOCKED_BY_ONE_READING, Status.UNREADABLE, Status.OUTSIDE_PLAN,
    ]  # fmt: skip
    assert (answers[1].e164, answers[1].valid_until) == ("+46709999999", date(2027, 1, 25))
    assert (answers[2].e164, answers[0].valid_until, version.seq) == ("+468629458", None, 1)


def test_a_number_entered_a_moment_ago_is_blocked_and_a_withdrawn_one_is_free(
    register: Register, dialler: Dialler
) -> None:
    register.record(Deed.ADD, [709999999], "web", "", NOW)
    assert dialler.check("bank", ["070-999 99 99"], NOW)[1][0].status == Status.BLOCKED
    register.record(Deed.WITHDRAW, [709999999], "web", "", NOW)
    version, answers = dialler.check("bank", ["070-999 99 99"], NOW)
    assert (answers[0].status, version.seq) == (Status.FREE, 3)


def test_limits_of_a_question(dialler: Dialler) -> None:
    for numbers in ([], ["0701234567"] * 101):
        with pytest.raises(BadInput, match="1 to 100"):
            dialler.check("bank", numbers, NOW)
    with pytest.raises(BadInput, match="no licence"):
        dialler.check("nobody", ["0701234567"], NOW)


def test_the_quota_is_of_distinct_numbers(register: Register, dialler: Dialler) -> None:
    Licences(register.folder).grant("liten", "", 2, NOW)
    for _ in range(3):
        dialler.check("liten", ["070-123 45 67", "+46701234567", "070-999 99 99"], NOW)
    with pytest.raises(BadInput, match="0 numbers left"):
        dialler.check("liten", ["070-999 99 98"], NOW)


def test_alarms(register: Register, dialler: Dialler) -> None:
    dialler.check("bank", ["070-999 99 99"], NOW)
    assert kinds(dialler) == []
    dialler.check("bank", ["076-000 00 01"], NOW)
    assert kinds(dialler) == ["canary"]
    for start in range(0, 30, 10):
        dialler.check("bank", [f"0731{start + number:06}" for number in range(10)], NOW + timedelta(minutes=start + 1))
    assert kinds(dialler)[0] == "sequence"
    for number in range(3):
        dialler.check("bank", [f"050{number}{place:04}" for place in range(90)], NOW + timedelta(hours=number + 1))
    assert "unassigned" in kinds(dialler)
    Licences(register.folder).grant("ny", "", 3, NOW)
    dialler.check("ny", ["070-999 99 91", "073-999 99 95", "076-999 99 98"], NOW)
    assert {alarm["kind"] for alarm in dialler.alarms() if alarm["licence"] == "ny"} == {"first_day"}
    assert set(kinds(dialler)) == set(ALARMS)


def test_no_number_is_written_down(register: Register, dialler: Dialler) -> None:
    dialler.check("bank", ["070-987 65 43"], NOW)
    written = b"".join(path.read_bytes() for path in register.folder.glob("lookups*")) + b"".join(
        path.read_bytes() for path in register.folder.glob("licences.sqlite*")
    )
    assert b"709876543" not in written
    assert not any(number.to_bytes(4, order) in written for number in (709876543,) for order in ("big", "little"))
