import pytest
from walks import heading, judged, link, page, text, verdict, walk


@pytest.mark.parametrize("way", ["Ring oss via Bildtelefoni.net", "Ring genom Texttelefoni", "Använd Teletal", "Vi har en film på teckenspråk",
                                 "sip:kund@lampor.se", "Du kan också skicka sms till oss", "E-post besvaras måndag–fredag 8–17"])  # fmt: skip
def test_each_way_passes(way: str) -> None:
    assert verdict("D10", walk(page("", way))) == "pass"


def test_a_link_for_text_messages_is_a_way() -> None:
    assert judged("D10", walk(page("", link("Skriv till oss", "sms:+46701740605")))).found == ("sms",)


def test_none_fails_and_cut_short_cannot_be_told() -> None:
    assert verdict("D10", walk(page("", "Ring 08-465 004 17"))) == "fail"
    assert verdict("D10", walk(page("", "Ring 08-465 004 17"), complete=False)) == "cannot_tell"


def test_a_mention_in_the_statement_alone_is_no_offer() -> None:
    assert (
        verdict(
            "D10", walk(page(), page("till", heading("Tillgänglighetsredogörelse"), "Vi har ingen film på teckenspråk"))
        )
        == "fail"
    )


def test_what_is_hidden_is_no_offer() -> None:
    assert verdict("D10", walk(page("", text("Använd Teletal", visible=False, hidden_reason="display")))) == "fail"
