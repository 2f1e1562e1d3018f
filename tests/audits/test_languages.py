import pytest
from walks import EN, SV

from gensvar.audits.languages import language_of

FI = "Me autamme sinua tilauksen kanssa ja vastaamme kun sinulla on kysymys. Voit soittaa meille tai kirjoittaa, ja se on helppoa. Jos tuote on rikki, niin me korjaamme sen, mutta sinun ei tarvitse tehdä mitään. Kun olet puhunut meidän kanssa, saat vastauksen, joka on hyvä. Tämä on myös meidän lupaus ja se ei ole vain sana että olla hyvä."
DE = "Wir helfen Ihnen mit der Bestellung und antworten, wenn Sie eine Frage haben. Sie können uns anrufen oder einen Brief schreiben, und wir kümmern uns um die Frage. Ist ein Fehler in der Lampe, so ist es für uns und nicht für Sie, das zu lösen. Wenn Sie mit uns gesprochen haben, bekommen Sie eine Antwort, die Sie auch behalten können."


@pytest.mark.parametrize(("said", "language"), [(SV, "sv"), (EN, "en"), (FI, "fi"), (DE, "de")])
def test_the_language_of_running_text(said: str, language: str) -> None:
    assert language_of(said) == language


def test_fewer_than_fifty_words_say_nothing() -> None:
    assert language_of(" ".join(SV.split()[:49])) is None


def test_menus_and_product_names_say_nothing() -> None:
    assert language_of("Lumen Pro Max Bulb Classic Series Light " * 20) is None


def test_a_mix_has_no_clear_winner() -> None:
    assert language_of(SV + EN) is None
