"""The made-up campaign has a call of every kind, and the audit of calls finds exactly what was put in."""

import json
from datetime import date
from pathlib import Path

import pytest

from gensvar.calls.audit import audit_calls
from gensvar.calls.coverage import STATES
from gensvar.calls.limits import limits_on
from gensvar.logs.store import Store
from gensvar.synthetic import sales_calls
from gensvar.synthetic.generate import generate
from gensvar.synthetic.opening import Period


@pytest.mark.parametrize(
    ("seed", "first", "last"), [(1, date(2026, 1, 1), date(2026, 6, 30)), (7, date(2025, 12, 1), date(2025, 12, 31))]
)
def test_the_audit_finds_what_was_put_in(tmp_path: Path, seed: int, first: date, last: date) -> None:
    folder = generate(tmp_path / "demo", seed, 6_000, Period(first, last)).folder
    truth = json.loads((folder / "truth.json").read_text("utf-8"))["sales_calls"]
    on = date.fromisoformat(truth["seen_on"])
    audit = audit_calls(Store.open(folder / "store"), limits_on(on), on=on)
    assert {state: audit.states[state] for state in truth["states"]} == truth["states"]
    assert audit.calls == sum(truth["states"].values())
    assert audit.tests["calls.silent"].breaches == truth["silent"]
    assert audit.tests["calls.number_shown"].breaches == truth["hidden"]
    assert audit.tests["sales.recorded"].n == truth["agreements"]
    assert audit.tests["sales.recorded"].breaches == truth["not_recorded"]
    assert audit.tests["sales.accepted"].breaches == truth["not_accepted"]
    assert audit.tests["sales.confirmed"].breaches == truth["late"]


def test_there_is_a_call_of_every_kind_that_the_audit_knows() -> None:
    assert set(sales_calls.STATES) == set(STATES) - {"not_free"}
