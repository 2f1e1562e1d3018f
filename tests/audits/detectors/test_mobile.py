import pytest
from walks import judged, page, verdict, walk

from gensvar.audits.observation import MOBILE, Walk

PHONE = "Ring 08-465 004 17"


@pytest.mark.parametrize(("content", "says"), [
    ("width=device-width, initial-scale=1", "pass"), ("", "pass"), ("width=device-width, maximum-scale=5", "pass"),
    ("width=device-width, user-scalable=no", "fail"), ("width=device-width, user-scalable = 0", "fail"), ("maximum-scale=1.0", "fail"),
])  # fmt: skip
def test_a_page_may_be_enlarged(content: str, says: str) -> None:
    assert verdict("A07", walk(page("", PHONE, state={"meta": {"viewport": content}}))) == says


def phone(seen: Walk, desktop: Walk) -> Walk:
    return walk(*seen.pages, viewport=MOBILE, desktop_paths=desktop.paths, complete=seen.complete)


def test_what_is_lost_on_a_phone_fails() -> None:
    desktop = walk(page("", PHONE))
    assert verdict("A07", phone(walk(page("", "Hej")), desktop)) == "fail"
    assert verdict("A07", phone(walk(page("", "Hej"), complete=False), desktop)) == "cannot_tell"


def test_more_steps_are_reported_and_judged_by_a_limit() -> None:
    desktop = walk(page("", PHONE))
    longer = phone(walk(page(), page("kontakt", PHONE, depth=2)), desktop)
    said = judged("A07", longer)
    assert (said.verdict, dict(said.figures)["more_phone"]) == ("pass", 2)
    assert verdict("A07", longer, max_more_steps=1) == "fail"


def test_nothing_seen_cannot_be_told() -> None:
    assert verdict("A07", walk()) == "cannot_tell"
