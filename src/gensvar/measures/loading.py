"""Declarations read from YAML files: every problem in a file told at once, with line and key."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gensvar.errors import BadInput
from gensvar.handwritten import place, read_yaml
from gensvar.measures.checking import Problem, problems_of
from gensvar.measures.declaration import Definition, Measure, Part
from gensvar.text import Text

SHIPPED = Path(__file__).with_name("declared")
_MESSAGES = {
    "missing": Text(sv="nyckeln saknas", en="the key is missing"),
    "extra_forbidden": Text(sv="okänd nyckel", en="unknown key"),
    "unexpected_keyword_argument": Text(sv="okänd nyckel", en="unknown key"),
}


@dataclass(frozen=True)
class Measures(Mapping[str, Measure]):
    """All declared measures in order of id. A file is read when its measure is first asked for; BadInput if it is at
    fault.
    """

    paths: dict[str, Path]

    def __getitem__(self, name: str) -> Measure:
        return _read(self.paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def named(self, name: str) -> Measure:
        """Return a measure; BadInput with the nearest id when there is none."""
        if name in self.paths:
            return self[name]
        near = difflib.get_close_matches(name, self.paths, n=1)
        raise BadInput(
            Text(sv=f"okänt mått: {name}", en=f"unknown measure: {name}"),
            mend=Text(sv=f"Menade du {near[0]}?", en=f"Did you mean {near[0]}?")
            if near
            else Text(
                sv="Se alla: gensvar measure STORE --list",
                en="See all: gensvar measure STORE --list",
            ),
        )


def load_measures(folders: Iterable[Path] = ()) -> Measures:
    """Return the shipped measures and those of `folders`, whose ids must be new and which are read at once.

    BadInput on any fault in them.
    """
    found = {path.stem: path for path in _files(SHIPPED)}
    for path in (path for folder in folders for path in _files(Path(folder))):
        measure = read_measure(path)
        if measure.id in found:
            text = Text(
                sv=f"måttet {measure.id} finns redan",
                en=f"the measure {measure.id} exists already",
            )
            raise BadInput(text, where=str(path))
        found[measure.id] = path
    return Measures(dict(sorted(found.items())))


@cache
def _read(path: Path) -> Measure:
    return read_measure(path)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise BadInput(
            Text(sv="mappen finns inte", en="the folder does not exist"),
            where=str(folder),
        )
    return sorted(folder.glob("*.yaml"))


def read_measure(path: Path) -> Measure:
    """Return the measure in one file; BadInput lists everything that is wrong with it."""
    content = read_yaml(path)
    try:
        measure = Measure.model_validate(content)
    except ValidationError as error:
        raise _bad(path, [_shape_problem(one) for one in error.errors()]) from error
    problems = list(problems_of(measure))
    if measure.id != path.stem:
        text = Text(
            sv=f"filen måste heta {measure.id}.yaml",
            en=f"the file must be called {measure.id}.yaml",
        )
        problems.append(Problem(("id",), text))
    if problems:
        raise _bad(path, problems)
    return measure


def _bad(path: Path, problems: list[Problem]) -> BadInput:
    located = [(place(path, problem.keys), problem.text) for problem in problems]
    rest = located[1:]
    text = Text(
        sv="\n".join([located[0][1].sv, *(f"{where}: {one.sv}" for where, one in rest)]),
        en="\n".join([located[0][1].en, *(f"{where}: {one.en}" for where, one in rest)]),
    )
    return BadInput(text, where=located[0][0])


def _shape_problem(error: Mapping[str, Any]) -> Problem:
    keys = tuple(error["loc"])
    text = _MESSAGES.get(
        error["type"],
        Text(sv=f"felaktigt värde: {error['msg']}", en=f"bad value: {error['msg']}"),
    )
    if text.en == "unknown key":
        near = difflib.get_close_matches(str(keys[-1]), _all_keys(), n=1)
        if near:
            text = Text(
                sv=f"{text.sv}; menade du {near[0]!r}?",
                en=f"{text.en}; did you mean {near[0]!r}?",
            )
    return Problem(keys, text)


def _all_keys() -> list[str]:
    """Return every key that a declaration knows, to find the nearest of them."""
    parts = [*Part.__subclasses__(), *Definition.__subclasses__()]
    return sorted({"sv", "en"}.union(*(part.model_fields for part in parts)))
