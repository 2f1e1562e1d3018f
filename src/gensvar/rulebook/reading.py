"""The files of one edition read into the model; everything that is wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from gensvar.errors import BadInput
from gensvar.handwritten import did_you_mean, read_yaml
from gensvar.handwritten.yaml_file import Keys
from gensvar.rulebook.consistency import Files, problems_of
from gensvar.rulebook.edition import Edition, made_of
from gensvar.rulebook.model import Chapter, EditionHead, Part, Rule
from gensvar.rulebook.problems import BadEdition, Problem
from gensvar.rulebook.roots import HEAD_FILE, SEAL_FILE
from gensvar.rulebook.sealing import broken_seal, require_seal
from gensvar.text import Text

MOST_CHAPTERS = 200
_Shape = TypeVar("_Shape", bound=Part)


def read_edition(folder: Path) -> Edition:
    """Return the edition in `folder`; BadEdition lists every problem in its files and a broken seal."""
    head, chapters, problems = _read(folder)
    problems += broken_seal(folder)
    if head is not None:
        problems += problems_of(folder, Files(head, chapters))
    if problems or head is None:
        raise BadEdition(problems)
    sealed = (folder / SEAL_FILE).exists()
    edition = made_of(head, tuple(chapters.values()), folder, sealed)
    require_seal(edition.hash, folder)
    return edition


def rule_places(edition: Edition) -> Iterator[tuple[Path, Keys, Rule]]:
    """Yield every rule of an edition that was read from a folder, with its file and the keys within it."""
    if edition.path is None:
        raise ValueError(f"{edition.reference} was not read from a folder")
    for path, chapter in zip(chapter_files(edition.path), edition.chapters, strict=True):
        for index, rule in enumerate(chapter.rules):
            yield path, ("rules", index), rule


def chapter_files(folder: Path) -> list[Path]:
    """Return the files of the chapters in order."""
    return [path for path in sorted(folder.glob("*.yaml")) if path.name != HEAD_FILE]


def read_head(folder: Path) -> EditionHead:
    """Return `edition.yaml` of the edition in `folder`; BadInput says what is wrong with it."""
    problems: list[Problem] = []
    head = _shaped(EditionHead, folder / HEAD_FILE, problems)
    if head is None:
        raise BadEdition(problems)
    return head


def _read(folder: Path) -> tuple[EditionHead | None, dict[Path, Chapter], list[Problem]]:
    problems: list[Problem] = []
    head = _shaped(EditionHead, folder / HEAD_FILE, problems)
    paths = chapter_files(folder)
    if not paths:
        problems.append(Problem(folder, (), Text(sv="utgåvan har inga kapitel", en="the edition has no chapters")))
    chapters = {path: _shaped(Chapter, path, problems) for path in paths[:MOST_CHAPTERS]}
    return head, {path: chapter for path, chapter in chapters.items() if chapter is not None}, problems


def _shaped(shape: type[_Shape], path: Path, problems: list[Problem]) -> _Shape | None:
    """Return the file as `shape`, or None with what is wrong added to `problems`."""
    try:
        content = read_yaml(path)
    except BadInput as problem:
        problems.append(_unreadable(path, problem))
        return None
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        problems += _shape_problems(path, content, error)
        return None


def _unreadable(path: Path, problem: BadInput) -> Problem:
    line = (problem.where or "").removeprefix(str(path)).lstrip(":")
    prefix = f"{line}: " if line else ""
    return Problem(path, (), Text(sv=prefix + problem.what.sv, en=prefix + problem.what.en), problem.mend)


_MESSAGES = {
    "missing": Text(sv="nyckeln {key} saknas", en="the key {key} is missing"),
    "missing_argument": Text(sv="nyckeln {key} saknas", en="the key {key} is missing"),
    "extra_forbidden": Text(sv="okänd nyckel {key}", en="unknown key {key}"),
    "unexpected_keyword_argument": Text(sv="okänd nyckel {key}", en="unknown key {key}"),
    "string_too_short": Text(sv="{key} är tom", en="{key} is empty"),
    "too_short": Text(sv="{key} är tom", en="{key} is empty"),
    "literal_error": Text(sv="{key}: okänt värde {value}", en="{key}: unknown value {value}"),
    "union_tag_invalid": Text(sv="okänt slag {value}", en="unknown kind {value}"),
    "union_tag_not_found": Text(sv="nyckeln kind saknas", en="the key kind is missing"),
    "string_type": Text(sv="{key} ska vara text", en="{key} must be text"),
}


def _shape_problems(path: Path, content: Any, error: ValidationError) -> list[Problem]:
    """Return one problem per place: a value that fits no member of a union is wrong once, not once per member."""
    found: dict[Keys, Problem] = {}
    wrong = {one["loc"] for one in error.errors()}
    for one in error.errors():
        loc = one["loc"]
        if one["type"] == "too_short" and any(other[: len(loc)] == loc and other != loc for other in wrong):
            continue  # a list is "too short" when its only members are wrong
        keys = _keys_in(content, one["loc"])
        found.setdefault(keys, _shape_problem(path, keys, {**one, "siblings": _siblings(content, keys)}))
    return list(found.values())


def _siblings(content: Any, keys: Keys) -> list[str]:
    node = content
    for key in keys[:-1]:
        node = node[key]
    return list(map(str, node)) if isinstance(node, dict) else []


def _shape_problem(path: Path, keys: Keys, error: Mapping[str, Any]) -> Problem:
    key = str(error["loc"][-1]) if error["loc"] else ""
    value = error["ctx"].get("tag", "") if error["type"] == "union_tag_invalid" else error.get("input")
    text = _MESSAGES.get(error["type"], Text(sv="{key}: felaktigt värde ({msg})", en="{key}: bad value ({msg})"))
    filled = text.fill(key=key or path.name, value=repr(value), msg=error["msg"])
    return Problem(path, keys, filled, _mend(error, key))


def _keys_in(content: Any, loc: tuple[str | int, ...]) -> Keys:
    """Return the keys of the file that pydantic's location means: without the names of union members."""
    keys: list[str | int] = []
    node = content
    for index, key in enumerate(loc):
        if index > 1 and loc[index - 2] == "checks":
            continue  # the name of the check's kind
        if (isinstance(node, dict) and key in node) or (isinstance(node, list) and isinstance(key, int)):
            node = node[key]  # type: ignore[index]
        elif not isinstance(node, dict) or index < len(loc) - 1:
            continue
        keys.append(key)
    return tuple(keys)


def _mend(error: Mapping[str, Any], key: str) -> Text | None:
    if error["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        return did_you_mean(key, _known_keys(error))
    if error["type"] in ("literal_error", "union_tag_invalid"):
        context = error["ctx"]
        wanted = str(context.get("expected") or context.get("expected_tags"))
        given = context.get("tag", error["input"])
        return did_you_mean(str(given), re.findall(r"'([^']+)'", wanted))
    return None


def _known_keys(error: Mapping[str, Any]) -> list[str]:
    """Return the keys that the part knows in which an unknown key stands: the part with most keys in common."""
    siblings = set(error.get("siblings", ()))
    shapes: list[set[str]] = [{"sv", "en"}]
    shapes += [{field.alias or name for name, field in part.model_fields.items()} for part in _parts(Part)]
    nearest = max(shapes, key=lambda names: (len(names & siblings), -len(names)))
    return sorted(nearest)


def _parts(part: type[Part]) -> list[type[Part]]:
    return [found for child in part.__subclasses__() for found in (child, *_parts(child))]
