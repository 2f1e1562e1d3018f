"""What is wrong in the files of an edition: collected, located and told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gensvar.errors import BadInput
from gensvar.handwritten.yaml_file import Keys, places
from gensvar.text import Language, Text


@dataclass(frozen=True)
class Problem:
    """One mistake: the file, the keys that lead to it, what is wrong and how to mend it."""

    path: Path
    keys: Keys
    text: Text
    mend: Text | None = None


@dataclass(frozen=True)
class Located:
    """A problem with its place, `file:line:key`."""

    where: str
    problem: Problem

    def describe(self, language: Language) -> str:
        """Return the problem in one line."""
        mend = self.problem.mend
        tail = f" {mend.into(language)}" if mend else ""
        return f"{self.where}: {self.problem.text.into(language)}{'.' if tail else ''}{tail}"

    def to_json(self) -> dict[str, object]:
        """Return `{"where", "text": {"sv", "en"}, "mend"}`."""
        mend = self.problem.mend
        return {
            "where": self.where,
            "text": {"sv": self.problem.text.sv, "en": self.problem.text.en},
            "mend": {"sv": mend.sv, "en": mend.en} if mend else None,
        }


class BadEdition(BadInput):
    """Everything that is wrong with an edition, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.located = locate(problems)
        super().__init__(
            Text(
                sv="\n".join(one.describe("sv") for one in self.located),
                en="\n".join(one.describe("en") for one in self.located),
            )
        )


def locate(problems: Iterable[Problem]) -> tuple[Located, ...]:
    """Return the problems with their places; each file is read once, and only now."""
    by_file: dict[Path, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.path, []).append(problem)
    located = []
    for path, group in sorted(by_file.items()):
        located += [Located(where, problem) for where, problem in zip(_places(path, group), group, strict=True)]
    return tuple(sorted(located, key=_order))


def _places(path: Path, group: list[Problem]) -> list[str]:
    if path.suffix != ".yaml" or not any(problem.keys for problem in group):
        return [str(path)] * len(group)
    found = places(path, [problem.keys for problem in group])
    return [where if problem.keys else str(path) for where, problem in zip(found, group, strict=True)]


def _order(one: Located) -> tuple[str, int]:
    number = one.where.removeprefix(str(one.problem.path)).split(":")
    return str(one.problem.path), int(number[1]) if len(number) > 1 and number[1].isdigit() else 0
