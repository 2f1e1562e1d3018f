from walks import judged, page, verdict, walk

from gensvar.audits.observation import Walk


def site(block: str, *parts: str, **more: object) -> Walk:
    """A site that tells machines something."""
    return walk(page("", *parts, state={"json_ld": (block,)}), **more)  # type: ignore[arg-type]


GOOD = '{"@type": "Organization", "telephone": "+46846500417"};'


def test_the_same_for_machines_and_customers_passes() -> None:
    assert verdict("S01", site(GOOD, "Ring 08-465 004 17")) == "pass"
    assert dict(judged("S01", site(GOOD, "Ring 08-465 004 17")).figures)["phone"] == 1


def test_another_number_for_machines_fails() -> None:
    assert verdict("S01", site(GOOD, "Ring 08-465 004 71")) == "fail"
    assert verdict("S01", site(GOOD, "Hej"), max_steps=1) == "fail"
    assert verdict("S01", site(GOOD, "Hej", complete=False)) == "cannot_tell"


def test_broken_data_fails() -> None:
    assert verdict("S01", site('{"@type": "Organization", "telephone: "+46846500417"}', "Ring 08-465 004 17")) == "fail"


def test_leftovers_of_plug_ins_are_not_about_contact() -> None:
    for block in ('{"@type": "WebSite", "name": "Lampor"}', '{"@type": "WebSite", '):
        assert verdict("S01", site(block, "Ring 08-465 004 17")) == "not_applicable"


def test_without_data() -> None:
    assert verdict("S01", walk(page("", "Hej"))) == "not_applicable"
    assert verdict("S01", walk(page("", "Hej"), complete=False)) == "cannot_tell"
