"""An edition as a library of CISO Assistant (YAML): a framework whose requirement nodes are chapters and rules.

The keys are those its loader reads: `urn`, `name`, `version`, `objects` of a library, `urn` and `ref_id` of a
framework, `urn` of a node. Swedish is the library's locale, English stands under `translations`.
"""

from __future__ import annotations

import io
import re
from typing import Any

from gensvar.rulebook.edition import Edition
from gensvar.rulebook.model import AnswerCheck, Chapter, Question, Rule
from gensvar.rulebook.scope import describe
from gensvar.text import Text

Json = dict[str, Any]
PACKAGER = "gensvar"
_KINDS = {"yes_no": "unique_choice", "choice": "unique_choice", "date": "date", "document": "unique_choice"}
_YES_NO = (Text(sv="Ja", en="Yes"), Text(sv="Nej", en="No"))
_DONT_KNOW = Text(sv="Vet inte", en="Don't know")
_IMPORTANCE = {"must": "mandatory", "should": "recommended"}


def to_ciso(edition: Edition) -> Json:
    """Return the library as plain values."""
    head = edition.head
    slug = _slug(f"{head.rulebook}-{head.edition}")
    return {
        "urn": f"urn:{PACKAGER}:risk:library:{slug}",
        "locale": "sv",
        "ref_id": edition.reference,
        **_named(head.title, head.summary),
        "copyright": head.license_note.sv,
        "version": 1,
        "publication_date": head.valid_from,
        "provider": head.owner,
        "packager": PACKAGER,
        "objects": {"framework": _framework(edition, slug)},
    }


def ciso_yaml(edition: Edition) -> str:
    """Return the library as YAML."""
    from ruamel.yaml import YAML

    writer = YAML()
    writer.width = 110
    stream = io.StringIO()
    writer.dump(to_ciso(edition), stream)
    return stream.getvalue()


def _framework(edition: Edition, slug: str) -> Json:
    head = edition.head
    return {
        "urn": f"urn:{PACKAGER}:risk:framework:{slug}",
        "ref_id": edition.reference,
        **_named(head.title, head.summary),
        "requirement_nodes": [node for chapter in edition.chapters for node in _nodes(chapter, slug)],
    }


def _nodes(chapter: Chapter, slug: str) -> list[Json]:
    base = f"urn:{PACKAGER}:risk:req_node:{slug}"
    heading = {
        "urn": f"{base}:{_slug(f'chapter-{chapter.id}')}",
        "assessable": False,
        "depth": 1,
        "ref_id": chapter.id,
        **_named(chapter.title, chapter.intro),
    }
    return [heading, *[_requirement(rule, base, heading["urn"]) for rule in chapter.rules]]


def _requirement(rule: Rule, base: str, parent: str) -> Json:
    urn = f"{base}:{_slug(rule.id)}"
    annotation = _annotation(rule)
    english = {
        "name": rule.title.en,
        "description": rule.text.en,
        "annotation": annotation.en,
        "typical_evidence": rule.evidence.en,
    }
    return {
        "urn": urn,
        "assessable": True,
        "depth": 2,
        "parent_urn": parent,
        "ref_id": rule.id,
        "name": rule.title.sv,
        "description": rule.text.sv,
        "annotation": annotation.sv,
        "typical_evidence": rule.evidence.sv,
        "importance": _IMPORTANCE[rule.level],
        "translations": {"en": english},
        **({"questions": _questions(rule, urn)} if rule.questions else {}),
    }


def _annotation(rule: Rule) -> Text:
    scope = describe(rule.scope)
    return Text(
        sv=f"{rule.guidance.sv}\n\nGäller: {scope.sv}.\nKällor: {', '.join(rule.sources)}.",
        en=f"{rule.guidance.en}\n\nApplies to: {scope.en}.\nSources: {', '.join(rule.sources)}.",
    )


def _questions(rule: Rule, urn: str) -> Json:
    numbered = enumerate(rule.questions, 1)
    return {f"{urn}:question:{number}": _question(rule, one, f"{urn}:question:{number}") for number, one in numbered}


def _question(rule: Rule, question: Question, urn: str) -> Json:
    kind = _KINDS.get(question.kind, "text")
    english: Json = {"text": question.text.en}
    asked: Json = {"type": kind, "text": question.text.sv, "translations": {"en": english}}
    if kind == "unique_choice":
        asked["choices"] = _choices(rule, question, urn)
    return asked


def _choices(rule: Rule, question: Question, urn: str) -> list[Json]:
    """Return the answers to choose from; `compute_result` says which of them fulfil the rule."""
    own = tuple(Text(sv=choice, en=choice) for choice in question.choices)
    values: tuple[Any, ...] = question.choices if own else (True, False)
    wanted = [check.expect for check in rule.checks if isinstance(check, AnswerCheck) and check.question == question.id]
    expected = wanted[0] if wanted else (True,)
    judged: list[tuple[Text, bool | None]] = [
        (text, value in expected if wanted or not own else None)
        for text, value in zip(own or _YES_NO, values, strict=True)
    ]
    judged.append((_DONT_KNOW, None))
    return [
        {
            "urn": f"{urn}:choice:{number}",
            "value": text.sv,
            **({} if fulfils is None else {"compute_result": fulfils}),
            "translations": {"en": {"value": text.en}},
        }
        for number, (text, fulfils) in enumerate(judged, 1)
    ]


def _named(name: Text, description: Text | None) -> Json:
    swedish = {"name": name.sv, **({"description": description.sv} if description else {})}
    english = {"name": name.en, **({"description": description.en} if description else {})}
    return {**swedish, "translations": {"en": english}}


def _slug(name: str) -> str:
    """Return a name as a part of a URN: lower case letters, digits, `.`, `_` and `-`."""
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower())
