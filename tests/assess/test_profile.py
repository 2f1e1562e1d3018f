"""Profiles: fields that decide scope, and the organisation's own thresholds."""

from pathlib import Path
from typing import Any

import pytest

from gensvar.assess import load_profile
from gensvar.errors import BadInput
from gensvar.rulebook.load import load_edition

RULES = load_edition("KS").rules


def _load(folder: Path, text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    path = folder / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path, RULES)


def test_fields_and_own_thresholds(tmp_path: Path) -> None:
    text = "name: Bolaget\npublic: false\nemployees: 85\nchannels: [phone]\nwebsite:\n"
    own = "thresholds:\n  KS-1.5:\n    share: 0.8\n    tau: {value: 60, note: Mål 2026}\n"
    fields, thresholds = _load(tmp_path, text + own)
    assert fields == {"name": "Bolaget", "public": False, "employees": 85, "channels": ["phone"]}
    assert thresholds == {"KS-1.5": {"share": {"value": 0.8, "note": ""}, "tau": {"value": 60, "note": "Mål 2026"}}}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("employes: 5\n", ":1:employes"),
        ("name: A\npublic: kanske\n", ":2:public"),
        ("employees: true\n", ":1:employees"),
        ("channels: phone\n", ":1:channels"),
        ("thresholds:\n  KS-9.9: {share: 1}\n", ":2:thresholds.KS-9.9"),
        ("thresholds:\n  KS-1.5: {shares: 1}\n", ":2:thresholds.KS-1.5.shares"),
        ("thresholds:\n  KS-1.5:\n    share: hög\n", ":3:thresholds.KS-1.5.share"),
        ("thresholds:\n  KS-1.5:\n    share: {value: 1, why: x}\n", ":3:thresholds.KS-1.5.share"),
        ("thresholds:\n  KS-1.5: 0.8\n", ":2:thresholds.KS-1.5"),
        ("thresholds: [1]\n", ":1:thresholds"),
    ],
)
def test_a_mistake_names_its_line_and_key(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(BadInput) as caught:
        _load(tmp_path, text)
    assert f"profile.yaml{where}" in str(caught.value)
