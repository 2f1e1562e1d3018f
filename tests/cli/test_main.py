"""The way out of every fault: one sentence, an exit code, no traceback."""

import pytest

from gensvar.cli import gensvar, main


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **more: object) -> None:
        raise ZeroDivisionError("by accident")

    monkeypatch.setattr(gensvar, "main", fail)


def test_a_fault_of_ours_is_one_sentence(broken: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--lang", "sv", "doctor"])
    said = capsys.readouterr().err
    assert left.value.code == 1
    assert "ett fel i Gensvar (ZeroDivisionError: by accident)" in said
    assert "GENSVAR_TRACEBACK=1" in said
    assert "Traceback" not in said


def test_a_developer_sees_where(broken: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENSVAR_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        main(["doctor"])


@pytest.mark.parametrize("arguments", [["nonsense"], ["assess"], ["--lang", "fi", "doctor"]])
def test_a_wrong_call_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
