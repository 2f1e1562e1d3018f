"""Sites in another hand: the audit was not made for them, and finds what a person finds."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from planted.other_style import SITES
from served_pages import serving

from gensvar.audits.address import Allowed
from gensvar.audits.auditing import audit
from gensvar.audits.walking import Manners


@pytest.mark.parametrize("name", SITES)
def test_the_verdicts_are_a_persons(name: str) -> None:
    files, wanted = SITES[name]
    with serving(files) as there:
        done = audit(there.url, manners=Manners(12, 0, False), allowed=Allowed(private=True))
    said = {one.id: one for one in done.visits[0].detections}
    told = {
        key: f"{said[key].verdict} {said[key].steps}" if " " in verdict else said[key].verdict
        for key, verdict in wanted.items()
    }
    assert told == wanted, [said[key].reason.en for key in wanted]
