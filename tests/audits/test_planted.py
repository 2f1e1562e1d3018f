"""Every planted site is audited in a real browser: no fault is missed, no false alarm is given."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright")
from planted.bundles import bundles, joined
from planted.plants import SITES
from planted.serving import served
from planted.sites import Site
from planted.truth import differences, expected, told

from gensvar.audits.address import Allowed
from gensvar.audits.auditing import Visit, audit
from gensvar.audits.verdict import Detection, detectors
from gensvar.audits.walking import Manners


def said(one: Detection, wanted: str) -> str:
    """Return a verdict as the truth writes it: with steps where the truth counts them."""
    return f"{one.verdict} {one.steps}" if " " in wanted else one.verdict


UNKNOWN = "known to the truth"


def wrong(group: tuple[Site, ...], visit: Visit) -> list[str]:
    """Return a line for every detector that says something else than the truth."""
    window = visit.walk.viewport.name
    truth = expected([site.name for site in group], window)
    return [
        f"{window} {one.id}: {said(one, wanted)}, should be {wanted} ({one.reason.en})"
        for one in visit.detections
        if (wanted := truth.get(one.id, UNKNOWN)) != said(one, wanted)
    ]


@pytest.mark.parametrize("group", bundles(), ids=lambda group: joined(group).name)
def test_no_fault_is_missed_and_no_false_alarm_given(group: tuple[Site, ...]) -> None:
    site = joined(group)
    files, missing = site.files()
    manners = Manners(max_pages=site.most, obey_robots=False, limit_s=site.limit_s)
    with served(files, missing) as url:
        result = audit(url, viewports=site.windows, manners=manners, allowed=Allowed(private=True))
    assert [line for visit in result.visits for line in wrong(group, visit)] == []


def test_every_site_has_a_truth_and_every_truth_a_site() -> None:
    assert told() == {site.name for site in SITES}


def test_the_truth_knows_every_detector() -> None:
    ids = {one.id for one in detectors()}
    assert set(expected(["clean"], "desktop")) == set(expected(["clean"], "mobile")) == ids
    assert {
        name for site in told() for window in ("desktop", "mobile") for name in differences(site, window)
    } <= ids | {"everything"}


def test_every_detector_fails_somewhere() -> None:
    failing = {
        name
        for site in SITES
        for window in site.windows
        for name, verdict in differences(site.name, window).items()
        if "fail" in verdict
    }
    assert {one.id for one in detectors()} - failing == set()


def test_the_clean_site_passes_or_is_not_concerned() -> None:
    for window in ("desktop", "mobile"):
        assert {verdict.split()[0] for verdict in expected(["clean"], window).values()} <= {"pass", "not_applicable"}
