"""A store filled with a few calls and what they rest on, written as CSV files and imported as a user would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from gensvar.blocklist.receipts.receipt import Parties
from gensvar.blocklist.receipts.signing import make_keys
from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.validity import validity_on
from gensvar.blocklist.wash.washing import Wishes, wash
from gensvar.calls.audit import CallAudit, audit_calls
from gensvar.calls.limits import Limits, limits_on
from gensvar.logs.decide import Wishes as Reading
from gensvar.logs.importing import import_files
from gensvar.logs.store import Store

SELLER = "556000-0001"
NOW = datetime(2026, 11, 25, tzinfo=UTC)
Row = Mapping[str, object]


@dataclass
class Desk:
    """A folder with a register, a list washed when asked, and a store that everything is imported into."""

    folder: Path
    files: list[Path] = field(default_factory=list)
    counter: int = 0

    def table(self, name: str, rows: Sequence[Row]) -> None:
        """Write a table as a CSV file and import it."""
        self.counter += 1
        path = self.folder / f"{name}{self.counter}.csv"
        columns = list(dict.fromkeys(key for row in rows for key in row))
        lines = [",".join(columns)] + [",".join(str(row.get(key, "")) for key in columns) for row in rows]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self._import(path, Reading(table=name))

    def wash(
        self, numbers: Sequence[str], when: datetime, blocked: Sequence[int] = (), seller: str = SELLER
    ) -> dict[str, Any]:
        """Wash a list on a day against a register that has `blocked` in it, and import the proof."""
        self.counter += 1
        register = Register.create(self.folder / f"register{self.counter}", "Prov", when)
        make_keys(register.folder)
        register.record(Deed.ADD, blocked or [799999999], "staff", "", when)
        source, out = self.folder / f"list{self.counter}.csv", self.folder / f"washed{self.counter}.csv"
        source.write_text("telefon\n" + "\n".join(numbers) + "\n", encoding="utf-8")
        wishes = Wishes(validity_on(when.date()), Parties(seller, "", "host"))
        done = wash(source, out, register, wishes, when)
        self._import(done.proof_path, Reading())
        return done.receipt

    def _import(self, path: Path, reading: Reading) -> None:
        outcome = import_files([path], self.folder / "store", reading, None, NOW, lambda _share, _note: None)[0]
        assert outcome.status == "imported", (path.name, outcome.problem)

    def audit(self, limits: Limits | None = None, on: date = date(2026, 11, 25)) -> CallAudit:
        """Audit the store."""
        return audit_calls(Store.open(self.folder / "store"), limits or limits_on(on), on=on)

    def state(self) -> str:
        """Return the state of the one call there is."""
        found = [state for state, number in self.audit().states.items() if number]
        assert len(found) == 1, found
        return found[0]


def call(number: str, started: str, **more: object) -> Row:
    """Return a call by the seller about electricity."""
    return {"call_id": "1", "started": started, "number_key": number, "principal": SELLER, "product": "el", **more}
