"""The product's own pages, audited as it audits others: nothing falls short, in either window."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_support.site import Site

from gensvar.audits.address import Allowed
from gensvar.audits.auditing import audit
from gensvar.audits.walking import Manners

PASSES = {
    "A01",
    "A02",
    "A03",
    "A04",
    "A06",
    "A07",
    "A08",
    "D01",
    "D02",
    "D03",
    "D04",
    "D06",
    "D09",
    "D10",
    "H06",
    "H07",
}


@pytest.mark.parametrize("window", ["desktop", "mobile"])
def test_nothing_falls_short_on_our_own_pages(window: str, site: Site, tmp_path: Path) -> None:
    done = audit(
        site.address,
        viewports=[window],
        manners=Manners(max_pages=25, delay_s=0),
        allowed=Allowed(private=True),
        folder=tmp_path,
    )
    said = {one.id: (one.verdict, one.reason.en) for one in done.visits[0].detections}
    assert {name: why for name, (verdict, why) in said.items() if verdict == "fail"} == {}
    assert {name: why for name, (verdict, why) in said.items() if name in PASSES and verdict != "pass"} == {}
