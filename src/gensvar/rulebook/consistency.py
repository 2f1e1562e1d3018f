"""What must fit together within an edition beyond the shape of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gensvar.handwritten import did_you_mean
from gensvar.handwritten.yaml_file import Keys
from gensvar.rulebook.model import Chapter, EditionHead, Parameter, Rule
from gensvar.rulebook.problems import Problem
from gensvar.rulebook.roots import HEAD_FILE
from gensvar.rulebook.rule_consistency import Fault, name_faults, rule_faults
from gensvar.text import Text


@dataclass(frozen=True)
class Files:
    """The files of an edition that could be read."""

    head: EditionHead
    chapters: dict[Path, Chapter]


@dataclass(frozen=True)
class Spot:
    """Where a rule stands."""

    path: Path
    keys: Keys
    rule: Rule


def problems_of(folder: Path, files: Files) -> list[Problem]:
    """Return everything that does not fit together, in the order of the files."""
    spots = [
        Spot(path, ("rules", index), rule)
        for path, chapter in files.chapters.items()
        for index, rule in enumerate(chapter.rules)
    ]
    sources = [source.id for source in files.head.sources]
    found = [*_head_problems(folder, files.head), *_duplicates(files, spots), *_names(folder, files)]
    for spot in spots:
        found += [
            Problem(spot.path, (*spot.keys, *fault.keys), fault.text, fault.mend)
            for fault in [*_source_faults(spot.rule, sources), *rule_faults(spot.rule)]
        ]
    return found


def _head_problems(folder: Path, head: EditionHead) -> Iterator[Problem]:
    path = folder / HEAD_FILE
    for key, value, name in (
        ("rulebook", head.rulebook, folder.resolve().parent.name),
        ("edition", head.edition, folder.resolve().name),
    ):
        if value != name:
            text = Text(sv=f"{key} är {value} men mappen heter {name}", en=f"{key} is {value} but the folder is {name}")
            yield Problem(path, (key,), text)
    if head.valid_to and head.valid_to < head.valid_from:
        yield Problem(path, ("valid_to",), _ENDS_EARLY)
    yield from _twice(path, [(("sources", index, "id"), source.id) for index, source in enumerate(head.sources)])


_ENDS_EARLY = Text(sv="slutar innan det börjar", en="ends before it begins")


def _twice(path: Path, ids: list[tuple[Keys, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for keys, name in ids:
        if name in seen:
            yield Problem(path, keys, Text(sv=f"{name} finns redan", en=f"{name} exists already"))
        seen.add(name)


def _duplicates(files: Files, spots: list[Spot]) -> Iterator[Problem]:
    """Yield ids that are used twice: of chapters, rules, checks and questions, over the whole edition."""
    chapters = [(path, ("id",), chapter.id) for path, chapter in files.chapters.items()]
    rules = [(spot.path, (*spot.keys, "id"), spot.rule.id) for spot in spots]
    checks = [
        (spot.path, (*spot.keys, "checks", index, "id"), check.id)
        for spot in spots
        for index, check in enumerate(spot.rule.checks)
    ]
    questions = [
        (spot.path, (*spot.keys, "questions", index, "id"), question.id)
        for spot in spots
        for index, question in enumerate(spot.rule.questions)
    ]
    for group in (chapters, rules, checks, questions):
        first: dict[str, Path] = {}
        for path, keys, name in group:
            if name in first:
                text = Text(
                    sv=f"{name} finns redan i {first[name].name}", en=f"{name} exists already in {first[name].name}"
                )
                yield Problem(path, keys, text)
            first.setdefault(name, path)


def _names(folder: Path, files: Files) -> Iterator[Problem]:
    """Yield ids that other formats could not carry and titles of several lines, outside the rules."""
    head = folder / HEAD_FILE
    places = [(head, files.head.title, files.head.rulebook)]
    places += [(path, chapter.title, chapter.id) for path, chapter in files.chapters.items()]
    for path, title, name in places:
        yield from (Problem(path, fault.keys, fault.text) for fault in name_faults(name, title))
    for index, source in enumerate(files.head.sources):
        title = Text(sv=source.title, en=source.title)
        yield from (
            Problem(head, ("sources", index, *fault.keys), fault.text) for fault in name_faults(source.id, title)
        )


def _source_faults(rule: Rule, sources: list[str]) -> Iterator[Fault]:
    used: list[tuple[Keys, str]] = [(("sources", index), name) for index, name in enumerate(rule.sources)]
    for index, parameter in enumerate(rule.parameters):
        used += [(("parameters", index, *keys), name) for keys, name in _value_sources(parameter)]
    for keys, name in used:
        if name not in sources:
            yield Fault(
                keys, Text(sv=f"okänd källa: {name}", en=f"unknown source: {name}"), did_you_mean(name, sources)
            )


def _value_sources(parameter: Parameter) -> list[tuple[Keys, str]]:
    return [(("values", index, "source"), value.source) for index, value in enumerate(parameter.values)]
