"""The manual is tested: its example is an edition, its commands run, and it explains every key there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pytest

from gensvar.findings.checking import check_edition
from gensvar.rulebook import model
from gensvar.rulebook.scope import COMPARISONS, FIELDS

REPOSITORY = Path(__file__).parents[2]
FORMAT = (REPOSITORY / "docs" / "rulebook-format.md").read_text(encoding="utf-8")
STEPS = (REPOSITORY / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")


def _blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_example_in_the_manual_is_a_sound_edition(tmp_path: Path) -> None:
    folder = tmp_path / "XX" / "2026-01-01"
    folder.mkdir(parents=True)
    for block in _blocks(FORMAT, "yaml"):
        name = re.match(r"# file: (\S+)\n", block)
        assert name is not None
        (folder / name[1]).write_text(block, encoding="utf-8")
    checked = check_edition(folder)
    assert [problem.describe("en") for problem in checked.problems] == []
    assert checked.edition is not None
    assert list(checked.edition.rules) == ["XX-1.1", "XX-1.2"]


def _shapes(part: type[model.Part] = model.Part) -> list[type[model.Part]]:
    return [found for child in part.__subclasses__() for found in (child, *_shapes(child))]


@pytest.mark.parametrize("shape", _shapes(), ids=lambda shape: shape.__name__)
def test_the_manual_explains_every_key(shape: type[model.Part]) -> None:
    for name, field in shape.model_fields.items():
        key = field.alias or name
        assert re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", FORMAT), f"{shape.__name__}.{key}"


def test_the_manual_names_every_value_field_and_operator() -> None:
    words: list[Any] = [*FIELDS, *COMPARISONS, "has", "any", "all", "not"]
    for choice in (
        model.Status,
        model.Confidence,
        model.Verification,
        model.Level,
        model.Compare,
        model.Verdict,
        model.LegalStatus,
        model.Unit,
    ):
        words += get_args(choice)
    for word in words:
        assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", FORMAT), word


def test_the_steps_of_adding_a_rule_run_as_written(tmp_path: Path) -> None:
    (tmp_path / "rulebooks").symlink_to(REPOSITORY / "rulebooks")
    commands = "".join(re.sub(r"^\$ ", "", block, flags=re.MULTILINE) for block in _blocks(STEPS, "console"))
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    ran = subprocess.run(
        ["bash", "-euc", commands],
        cwd=tmp_path,
        env={"PATH": path, "GENSVAR_LANG": "en", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "09-new.yaml:11:rules.0.sources.0: unknown source: own" in ran.stdout
    assert "The waiting time is known" in ran.stdout
    assert "sealed" in ran.stdout.splitlines()[-1]
