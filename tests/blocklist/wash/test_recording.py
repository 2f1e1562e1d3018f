"""A supplier's wash in our form: signed by whoever records it, imported like ours, and useless without a version's day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from calls_made_up import SELLER, Desk, call
from click.testing import CliRunner

from gensvar.blocklist.receipts.proof import read_proof
from gensvar.blocklist.receipts.receipt import check_receipt
from gensvar.blocklist.receipts.signing import read_public_key
from gensvar.cli.root import gensvar
from gensvar.logs.decide import Wishes

FREE, BLOCKED = "070-123 45 67", "070-999 99 99"


def record(folder: Path, *more: str) -> dict[str, object]:
    (folder / "free.csv").write_text(f"telefon\n{FREE}\n{BLOCKED}\n", "utf-8")
    (folder / "blocked.csv").write_text(f"telefon\n{BLOCKED}\n", "utf-8")
    arguments = [
        "receipt", str(folder / "free.csv"), "--blocked", str(folder / "blocked.csv"), "--supplier", "NIX-leverantören",
        "--version", "2026-09-10", "--washed", "2026-09-12", "--keys", str(folder / "keys"), "--seller", SELLER, "--json",
    ]  # fmt: skip
    result = CliRunner().invoke(gensvar, [*arguments, *more])
    assert result.exit_code == 0, result.output
    import json

    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_the_receipt_says_whose_word_it_is_and_holds(tmp_path: Path) -> None:
    made = record(tmp_path)
    receipt = made["receipt"]
    assert isinstance(receipt, dict)
    assert check_receipt(receipt, read_public_key(tmp_path / "keys")).sound
    assert (receipt["mode"], receipt["register"]["title"]) == ("recorded", "NIX-leverantören")
    assert receipt["valid_until"] == "2026-11-10"
    proof = read_proof(Path(str(made["proof"])))
    assert dict(zip(proof.numbers.tolist(), proof.status.tolist(), strict=True)) == {701234567: 0, 709999999: 1}


def test_calls_are_held_against_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk._import(Path(str(record(tmp_path)["proof"])), Wishes())
    desk.table(
        "outbound_calls",
        [
            call(FREE, "2026-09-13 10:00"),
            call(BLOCKED, "2026-09-13 10:00", call_id="2"),
            call(FREE, "2026-11-11 10:00", call_id="3"),
        ],
    )
    states = desk.audit().states
    assert (states["receipt"], states["blocked"], states["stale"]) == (1, 1, 1)


def test_a_version_after_the_wash_is_refused(tmp_path: Path) -> None:
    from gensvar.blocklist.receipts.receipt import Parties
    from gensvar.blocklist.wash.recording import Supplied, record_receipt
    from gensvar.blocklist.wash.validity import Validity
    from gensvar.errors import BadInput

    (tmp_path / "free.csv").write_text(f"telefon\n{FREE}\n", "utf-8")
    supplied = Supplied("x", date(2026, 9, 13), datetime(2026, 9, 12, tzinfo=UTC))
    with pytest.raises(BadInput, match="newer than the wash"):
        record_receipt(
            tmp_path / "free.csv", None, supplied, Parties(), Validity(2, 3, 12, "NIX"), tmp_path / "k", tmp_path / "o"
        )
