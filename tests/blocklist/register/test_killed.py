"""Writers are killed at random points while lists are washed: nothing answered is lost, no blocked number comes out free."""

import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.checking import check_register
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import Validity
from gensvar.blocklist.wash.washing import Wishes, wash

WRITER = Path(__file__).with_name("writer.py")
ROUNDS, WRITERS = 6, 3
FIRST = 700_000_000
ALWAYS = 760_000_001  # entered before anything begins and never withdrawn


def test_nothing_answered_is_lost_and_no_blocked_number_is_ever_free(tmp_path: Path) -> None:
    chance = random.Random(7)
    register = Register.create(tmp_path / "register", "Prov", datetime.now(UTC))
    make_keys(register.folder)
    register.record(Deed.ADD, [ALWAYS], "staff", "", datetime.now(UTC))
    wishes = Wishes(Validity(2, 3, 12, "NIX"))
    blocked: dict[int, bool] = {ALWAYS: True}
    for turn in range(ROUNDS):
        writers = [
            subprocess.Popen(
                [sys.executable, str(WRITER), str(register.folder), str(FIRST + (turn * WRITERS + one) * 1_000_000)],
                stdout=subprocess.PIPE, text=True,
            )
            for one in range(WRITERS)
        ]  # fmt: skip
        time.sleep(0.4 + chance.random())
        washed = _washed(register, tmp_path, sorted(blocked), wishes, turn)
        assert {number for number, status in washed.items() if status == "free"} <= {
            number for number, stands in blocked.items() if not stands
        }
        assert washed[ALWAYS] == "blocked"
        time.sleep(chance.random() * 0.3)
        for writer in chance.sample(writers, WRITERS):
            writer.kill()
        for writer in writers:
            said = writer.communicate()[0].splitlines()
            for line in said:
                deed, number = line.split()
                blocked[int(number)] = deed == "add"
            blocked.pop(_unanswered(said), None)
        members = set(Register.open(register.folder).members())
        for number, stands in blocked.items():
            assert not stands or number in members, number
    found = check_register(register)
    assert found.sound, found.problems
    assert len(blocked) > ROUNDS * WRITERS  # the writers did get somewhere


def _unanswered(said: list[str]) -> int:
    """Return the number whose withdrawal may have been on its way when the writer was killed."""
    deed, number = said[-1].split() if said else ("", "0")
    return int(number) if deed == "add" and int(number) % 3 == 0 else 0


def _washed(register: Register, folder: Path, numbers: list[int], wishes: Wishes, turn: int) -> dict[int, str]:
    list_file, out = folder / f"list{turn}.csv", folder / f"washed{turn}.csv"
    list_file.write_text("telefon\n" + "".join(f"0{number}\n" for number in numbers), encoding="utf-8")
    wash(list_file, out, register, wishes, datetime.now(UTC))
    rows = [line.split(",") for line in out.read_text("utf-8").splitlines()[1:]]
    return {int(row[0]): row[1] for row in rows}
