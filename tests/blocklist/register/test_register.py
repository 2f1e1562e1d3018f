"""The register: what is entered is blocked, versions answer for themselves, and the log shows every change made to it."""

import hashlib
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from gensvar.blocklist.register.checking import check_register, history_of
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.importing import import_numbers
from gensvar.blocklist.register.merkle import EMPTY_ROOT, Frontier
from gensvar.blocklist.register.register import Register
from gensvar.errors import BadInput, GensvarError

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ONE, TWO, THREE = 701234567, 81234567, 739876543


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register.create(tmp_path / "register", "Prov", NOW)


def record(register: Register, deed: Deed, *numbers: int, minutes: int = 0) -> int:
    return register.record(deed, numbers, "staff", "prov", NOW + timedelta(minutes=minutes)).seq


def test_each_deed_changes_who_is_in_and_every_version_remembers(register: Register) -> None:
    assert list(register.members()) == []
    record(register, Deed.ADD, ONE, TWO)
    record(register, Deed.WITHDRAW, ONE)
    record(register, Deed.RELEASE, TWO)
    record(register, Deed.RESTORE, TWO)
    record(register, Deed.WITHDRAW, THREE)  # was never there: no error, no difference
    assert [sorted(register.members(seq)) for seq in range(1, 6)] == [sorted([ONE, TWO]), [TWO], [], [TWO], [TWO]]
    assert [register.was_member(ONE, seq) for seq in range(6)] == [False, True, False, False, False, False]
    assert [one["deed"] for one in history_of(register, TWO)] == ["add", "release", "restore"]


def test_versions_are_found_by_time_and_time_never_goes_backwards(register: Register) -> None:
    record(register, Deed.ADD, ONE, minutes=10)
    record(register, Deed.ADD, TWO, minutes=5)  # a clock that was set back
    assert register.version_at(NOW).seq == 0
    assert register.version_at(NOW + timedelta(minutes=10)).seq == 2
    assert register.version(1).at == register.version(2).at


def test_members_come_from_the_nearest_sound_snapshot_and_from_the_log_when_it_is_damaged(register: Register) -> None:
    record(register, Deed.ADD, ONE)
    _, path, count = register.snapshot()
    record(register, Deed.ADD, TWO)
    assert count == 1
    expected = {ONE, TWO}
    assert set(register.members()) == expected
    path.write_bytes(b"rubbish")
    assert set(register.members()) == expected
    assert [problem.en for problem in check_register(register).problems] == [f"{path.name}: the snapshot was changed"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET evidence = 'x' WHERE seq = 2",
        "UPDATE entries SET at = at + 1 WHERE seq = 1",
        "UPDATE entries SET deed = 2 WHERE seq = 1",
        "UPDATE entries SET root = hash WHERE seq = 3",
        "DELETE FROM entries WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 3",
    ],
)
def test_whatever_is_changed_in_the_log_is_found(register: Register, change: str) -> None:
    for number in (ONE, TWO, THREE):
        record(register, Deed.ADD, number)
    assert check_register(register).sound
    with sqlite3.connect(register.log.path) as connection:
        with pytest.raises(sqlite3.IntegrityError):  # the log itself refuses
            connection.execute(change)
        connection.execute("DROP TRIGGER entries_stay")
        connection.execute("DROP TRIGGER entries_remain")
        connection.execute(change)
    assert not check_register(register).sound


def test_a_log_rebuilt_from_its_entries_has_the_same_root(register: Register) -> None:
    for number in (ONE, TWO, THREE):
        record(register, Deed.ADD, number)
    assert check_register(register).root == register.version().root


def test_the_tree_is_that_of_the_rfc() -> None:
    """RFC 9162, 2.1.1, written out for a few sizes."""

    def leaf(content: bytes) -> bytes:
        return hashlib.sha256(b"\0" + content).digest()

    def node(*sides: bytes) -> bytes:
        return hashlib.sha256(b"\1" + b"".join(sides)).digest()

    contents = [bytes([number]) for number in range(7)]
    a, b, c, d, e, f, g = map(leaf, contents)
    expected = {
        0: EMPTY_ROOT,
        1: a,
        2: node(a, b),
        3: node(node(a, b), c),
        5: node(node(node(a, b), node(c, d)), e),
        7: node(node(node(a, b), node(c, d)), node(node(e, f), g)),
    }
    for size, root in expected.items():
        tree = Frontier()
        for content in contents[:size]:
            tree = Frontier.from_bytes(tree.grown(content).to_bytes())
        assert tree.root() == root


def test_a_file_is_entered_whole_or_not_at_all(register: Register, tmp_path: Path) -> None:
    file = tmp_path / "numbers.txt"
    file.write_text("070-123 45 67\n+4681234567\n468629458\n\nokänd\n", encoding="utf-8")
    with pytest.raises(BadInput, match="1 lines are no Swedish number, the first: line 5"):
        import_numbers(register, file, Deed.ADD, NOW)
    assert register.version().seq == 0
    done = import_numbers(register, file, Deed.ADD, NOW, skip=True)
    assert (done.lines, done.numbers, done.skipped) == (5, 4, 1)  # 468629458 is entered in both readings
    assert set(register.members()) == {701234567, 81234567, 468629458, 8629458}
    import_numbers(register, file, Deed.RELEASE, NOW, skip=True)
    assert len(register.members()) == 0


def test_a_great_many_numbers_are_one_entry_and_read_back_the_same(register: Register) -> None:
    numbers = np.unique(np.random.default_rng(1).integers(7 * 10**8, 8 * 10**8, 200_000)).astype(np.uint64)
    register.record(Deed.ADD, numbers, "import", "", NOW)
    assert np.array_equal(np.array(register.members().to_array(), np.uint64), numbers)
    assert check_register(register).count == len(numbers)


def test_what_is_wrong_is_said(register: Register, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no numbers"):
        register.record(Deed.ADD, [], "staff", "", NOW)
    with pytest.raises(BadInput, match="unknown channel"):
        register.record(Deed.ADD, [ONE], "rumour", "", NOW)
    with pytest.raises(BadInput, match="something else"):
        Register.create(tmp_path / "register", "Prov", NOW)
    with pytest.raises(BadInput, match="no block register"):
        Register.open(tmp_path / "nowhere")
    register.log.path.write_bytes(b"not a database at all, by any means" * 100)
    with pytest.raises(GensvarError, match="cannot be used"):
        register.version()
