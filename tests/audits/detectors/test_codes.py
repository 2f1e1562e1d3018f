from walks import page, text, verdict, walk


def test_a_code_that_is_named_passes() -> None:
    assert verdict("L04", walk(page("", "Vi följer de etiska reglerna för god kundservice."))) == "pass"
    assert verdict("L04", walk(page("", "We follow the code of conduct of the trade."))) == "pass"


def test_none_fails_and_cut_short_cannot_be_told() -> None:
    assert verdict("L04", walk(page("", "Vi lovar att vara snälla."))) == "fail"
    assert verdict("L04", walk(page("", "Vi lovar att vara snälla."), complete=False)) == "cannot_tell"


def test_codes_for_suppliers_and_hidden_words_do_not_count() -> None:
    assert verdict("L04", walk(page("", "Läs vår uppförandekod för leverantörer."))) == "fail"
    assert verdict("L04", walk(page("", text("uppförandekod", visible=False, hidden_reason="display")))) == "fail"
