from pathlib import Path

import pytest

from gensvar.errors import BadInput
from gensvar.measures import load_measures
from gensvar.measures.loading import SHIPPED, read_measure

SOUND = (SHIPPED / "blocked_share.yaml").read_text(encoding="utf-8").replace("id: blocked_share", "id: mine", 1)


def written(folder: Path, content: str, name: str = "mine.yaml") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        read_measure(path)
    return str(refused.value)


def test_the_shipped_measures_are_in_order_of_id() -> None:
    measures = load_measures()
    assert list(measures) == sorted(measures)
    assert len(measures) >= 60
    assert sum(len(measure.variants) for measure in measures.values() if measure.table == "contacts") >= 60


def test_every_shipped_file_is_sound() -> None:
    assert [measure.id for measure in load_measures().values()] == list(load_measures())


def test_measures_of_ones_own_are_read_beside_the_shipped(tmp_path: Path) -> None:
    written(tmp_path, SOUND)
    measures = load_measures([tmp_path])
    assert "mine" in measures
    assert "service_level" in measures
    assert "mine" not in load_measures()


def test_an_id_that_exists_is_refused(tmp_path: Path) -> None:
    written(tmp_path, (SHIPPED / "backlog.yaml").read_text(encoding="utf-8"), "backlog.yaml")
    with pytest.raises(BadInput, match="exists already"):
        load_measures([tmp_path])


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="does not exist"):
        load_measures([tmp_path / "nowhere"])


def test_an_unknown_measure_is_told_with_the_nearest() -> None:
    with pytest.raises(BadInput) as refused:
        load_measures().named("service_levle")
    assert refused.value.mend is not None
    assert "service_level" in refused.value.mend.sv


def test_an_unknown_key_is_told_with_line_key_and_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND.replace("direction:", "dirction:"))
    said = refusal(path)
    line = SOUND.splitlines().index("direction: lower") + 1
    assert f"{path}:{line}:dirction: unknown key; did you mean 'direction'?" in said
    assert "direction: the key is missing" in said


def test_a_missing_language_is_told(tmp_path: Path) -> None:
    said = refusal(
        written(tmp_path, SOUND.replace("title: {sv: Avvisade samtal, en: Refused calls}", "title: {sv: Av}"))
    )
    assert ":title" in said
    assert "the key is missing" in said


def test_a_misspelt_column_is_told_where_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, SOUND.replace("success: outcome == 'blocked'", "success: outcom == 'blocked'"))
    line = path.read_text(encoding="utf-8").splitlines().index("    success: outcom == 'blocked'") + 1
    assert f"{path}:{line}:variants.share.success: outcom: unknown name; did you mean 'outcome'?" in refusal(path)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    broken = SOUND.replace("success: outcome == 'blocked'", "success: outcom == 'blocked'").replace(
        "default_variant: share", "default_variant: shar"
    )
    said = refusal(written(tmp_path, broken))
    assert "did you mean 'outcome'?" in said
    assert "did you mean 'share'?" in said


def test_the_file_is_named_after_the_id(tmp_path: Path) -> None:
    assert "the file must be called mine.yaml" in refusal(written(tmp_path, SOUND, "yours.yaml"))


@pytest.mark.parametrize("content", ["id: [", "\x00", "", "- a\n- b\n", "id: a\nid: b\n", "a: &a [*a]"])
def test_what_is_no_declaration_is_one_clear_error(tmp_path: Path, content: str) -> None:
    assert str(tmp_path) in refusal(written(tmp_path, content))
