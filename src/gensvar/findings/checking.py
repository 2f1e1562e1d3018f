"""An edition checked from end to end: its files, its seal, its examples and its measures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gensvar.findings.proving import prove
from gensvar.rulebook.edition import Edition
from gensvar.rulebook.problems import BadEdition, Located, locate
from gensvar.rulebook.reading import read_edition
from gensvar.text import Text


@dataclass(frozen=True)
class Checked:
    """What a check found. `edition` is None where the files could not be read as an edition."""

    path: Path
    edition: Edition | None
    problems: tuple[Located, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    @property
    def name(self) -> str:
        """`ID@EDITION`, by the edition or by its folder."""
        return self.edition.reference if self.edition else f"{self.path.parent.name}@{self.path.name}"

    @property
    def summary(self) -> Text:
        """Return the outcome in one line."""
        if self.edition is None or self.problems:
            count = len(self.problems)
            return Text(sv=f"✗ {self.name}: {count} fel", en=f"✗ {self.name}: {count} wrong")
        rules = len(self.edition.rules)
        examples = sum(len(rule.examples) for rule in self.edition.rules.values())
        sealed = Text(sv=", förseglad", en=", sealed") if self.edition.sealed else Text(sv="", en="")
        return Text(
            sv=f"✓ {self.name}: {rules} regler, {examples} exempel{sealed.sv}",
            en=f"✓ {self.name}: {rules} rules, {examples} examples{sealed.en}",
        )

    def to_json(self) -> dict[str, Any]:
        """Return what `rulebook check --json` says of the edition."""
        edition = self.edition
        return {
            "reference": self.name,
            "path": str(self.path),
            "ok": self.ok,
            "rules": len(edition.rules) if edition else None,
            "hash": edition.hash if edition else None,
            "sealed": edition.sealed if edition else None,
            "problems": [problem.to_json() for problem in self.problems],
        }


def check_edition(folder: Path) -> Checked:
    """Return everything that is wrong with the edition in `folder`."""
    try:
        edition = read_edition(folder)
    except BadEdition as error:
        return Checked(folder, None, error.located)
    return Checked(folder, edition, locate(prove(edition)))
