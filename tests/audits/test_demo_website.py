"""The made-up company's website: the audit finds the flaws that its README lists, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright")
from planted.serving import answer, served

from gensvar.audits.address import Allowed
from gensvar.audits.auditing import audit
from gensvar.audits.walking import Manners
from gensvar.synthetic.website import make_website

FLAWS = {"A01", "A06", "D06", "D07", "D08", "D10", "H06", "L01", "L03", "L04", "L05", "P01"}


@pytest.mark.parametrize("window", ["desktop", "mobile"])
def test_its_flaws_are_found(window: str, tmp_path: Path) -> None:
    files = {one.name: answer(one.name, one.read_bytes()) for one in make_website(tmp_path)}
    with served(files) as url:
        done = audit(url, viewports=[window], manners=Manners(max_pages=20), allowed=Allowed(private=True))
    failed = {one.id for one in done.visits[0].detections if one.verdict == "fail"}
    assert failed == FLAWS - ({"A01", "H06"} if window == "mobile" else set())
    phone = done.visits[0].walk.best("phone")
    assert phone
    assert (phone.value, len(phone.steps)) == ("+46980319242", 2 if window == "mobile" else 1)
