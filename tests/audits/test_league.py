"""The table of many sites: places by steps, then screens; what cannot be told has none."""

from __future__ import annotations

from typing import Any

from gensvar.audits.league import as_data, sectors


def visit(site: str, verdict: str, steps: int | None = None, scroll: float | None = None, fails: int = 0) -> Any:
    """A site in one window whose number is reached as told, with so many other faults."""
    phone = {"id": "D01", "verdict": verdict, "steps": steps, "scroll": scroll, "reason": {"sv": "därför"}}
    others = [{"id": f"H{at:02}", "verdict": "fail", "steps": None, "scroll": None} for at in range(1, fails + 1)]
    return {"site": site, "viewport": "desktop", "pages": 3, "detectors": [phone, *others]}


def test_sites_stand_in_order_of_steps_and_equals_share_a_place() -> None:
    (one,) = sectors(
        [
            ("", visit("far", "pass", 3, 0.2)),
            ("", visit("hidden", "fail")),
            ("", visit("near", "pass", 1, 0.5)),
            ("", visit("same", "pass", 1, 0.5)),
            ("", visit("faulty", "pass", 1, 0.5, fails=2)),
            ("", visit("blocked", "cannot_tell")),
        ]
    )
    assert [(site.place, site.site) for site in one.sites] == [
        (1, "near"),
        (1, "same"),
        (3, "faulty"),
        (4, "far"),
        (5, "hidden"),
        (None, "blocked"),
    ]
    assert one.reaches == {"start": 0, "one": 3, "two": 0, "more": 1, "hidden": 1, "unknown": 1}
    assert one.judged == 5
    assert one.detectors["H01"] == {"fail": 1}


def test_a_number_farther_than_a_limit_is_far_and_not_hidden() -> None:
    (one,) = sectors([("", visit("far", "fail", 4, 1.0))])
    assert (one.sites[0].reach, one.sites[0].place, one.sites[0].why) == ("more", 1, "")


def test_windows_are_tables_of_their_own_and_a_site_that_would_not_begin_is_in_each() -> None:
    refused = {"site": "no", "error": "forbidden", "viewport": None, "pages": 0, "detectors": []}
    found = sectors([("a", visit("x", "pass", 0, 0.0)), ("a", visit("x", "pass", 1, 0.0) | {"viewport": "mobile"}), ("b", refused)])  # fmt: skip
    assert [(one.viewport, len(one.sites), one.judged) for one in found] == [("desktop", 2, 1), ("mobile", 2, 1)]
    assert as_data(found)[1]["sites"][1]["why"] == "forbidden"
