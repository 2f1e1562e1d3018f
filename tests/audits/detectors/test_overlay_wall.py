from walks import button, element, judged, page, verdict, walk, way_to

from gensvar.audits.observation import Overlay, Walk


def over(share: float, kind: str, *closers: object, **kept: object) -> Walk:
    """A site under a layer."""
    layer = Overlay(share, kind, element("Lager", tag="div"), closers)  # type: ignore[arg-type]
    return walk(page("", layer, "Ring 08-465 004 17", state={"overlay_share": share}), **kept)  # type: ignore[arg-type]


def test_a_wall_that_must_be_answered_first_fails() -> None:
    assert verdict("H04", way_to(over(1.0, "cookie", button("Godkänn")), "phone", behind_overlay=True)) == "fail"


def test_a_wall_that_cannot_be_closed_fails() -> None:
    assert verdict("H04", over(1.0, "login", replay=False, why_not="covered")) == "fail"


def test_small_bars_and_chat_bubbles_are_no_fault() -> None:
    assert verdict("H04", over(0.1, "bar", button("Jag förstår"))) == "pass"
    assert verdict("H04", over(0.05, "chat")) == "pass"


def test_the_share_is_reported_and_judged_only_by_a_limit() -> None:
    assert dict(judged("H04", over(0.4, "bar")).figures)["share"] == 0.4
    assert verdict("H04", over(0.4, "bar"), max_share=0.3) == "fail"


def test_no_layer_passes_and_no_way_under_one_cannot_be_told() -> None:
    assert verdict("H04", walk(page("", "Ring 08-465 004 17"))) == "pass"
    assert verdict("H04", over(0.4, "other", button("Stäng"), replay=False, why_not="gone")) == "cannot_tell"
    assert verdict("H04", walk()) == "cannot_tell"
