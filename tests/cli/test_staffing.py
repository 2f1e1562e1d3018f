import json

import pytest
from click.testing import CliRunner, Result

from gensvar.cli import gensvar, main

CLASSIC = ["--calls", "100", "--interval", "30", "--aht", "180", "--target", "20"]


def run(*arguments: str, lang: str = "sv") -> Result:
    return CliRunner().invoke(gensvar, ["--lang", lang, "staffing", *arguments], catch_exceptions=False)


def test_the_vector_by_level() -> None:
    found = json.loads(run(*CLASSIC, "--level", "0.88", "--json").stdout)["staffing"]
    assert found["agents"] == 14
    assert found["wait_probability"] == pytest.approx(0.1741319, abs=5e-8)
    assert found["service_level"] == pytest.approx(0.88835, abs=5e-6)
    assert found["answer_speed_s"] == pytest.approx(7.8359, abs=5e-5)
    assert found["occupancy"] == pytest.approx(0.7143, abs=5e-5)


def test_the_vector_by_agents() -> None:
    found = json.loads(run(*CLASSIC, "--agents", "11", "--json").stdout)["staffing"]
    assert found["wait_probability"] == pytest.approx(0.6821182, abs=5e-8)
    assert found["service_level"] == pytest.approx(0.3896138, abs=5e-8)


def test_text_says_that_it_asks_for_too_many() -> None:
    written = run(*CLASSIC, "--agents", "14", "--shrinkage", "0.3").stdout
    assert written.startswith("14 medarbetare, 20 på schemat (10,00 erlang)")
    assert "88,8" in written
    assert "ingen lägger på" in written
    assert "  → " in written


def test_text_in_english() -> None:
    written = run(*CLASSIC, lang="en").stdout
    assert written.startswith("14 agents, 14 on the roster (10.00 erlang)")
    assert "nobody hangs up" in written


def test_json_says_it_too() -> None:
    document = json.loads(run(*CLASSIC, "--json").stdout)
    assert document["caveat"]["sv"].startswith("Erlang C")
    assert document["given"] == {"calls": 100, "interval_s": 1800, "aht_s": 180, "target_s": 20, "shrinkage": 0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--agents", "10"], "Minst 11 behövs"),
        (["--level", "0.8", "--agents", "14"], "inte båda"),
        (["--level", "1"], "mellan 0 och 1"),
        (["--shrinkage", "1"], "under 1"),
        (["--calls", "0"], "större än noll"),
    ],
)
def test_what_is_impossible_is_refused(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GENSVAR_LANG", "sv")
    with pytest.raises(SystemExit) as left:
        main(["staffing", *CLASSIC, *arguments])
    assert left.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("calls", ["nan", "inf", "1e12", "-3"])
def test_no_number_makes_it_stumble(calls: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["staffing", "--calls", calls, "--aht", "180"])
    assert left.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
