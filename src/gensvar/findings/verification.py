"""Replaying an assessment: its seal, its edition, its data, and every figure recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gensvar.assess import Answers
from gensvar.errors import BadInput
from gensvar.findings.assessment import SCHEMA, Case, Progress, _silent, assess, seal
from gensvar.findings.changes import differences
from gensvar.logs.store import Store
from gensvar.rulebook.load import Edition
from gensvar.text import Text


@dataclass(frozen=True)
class Verification:
    """What replaying showed: the seal, the edition, the data, and where recomputation differs."""

    seal_holds: bool
    edition_same: bool
    data_same: bool
    differences: tuple[dict[str, Any], ...]

    @property
    def identical(self) -> bool:
        """Whether nothing at all differs."""
        return self.seal_holds and self.edition_same and self.data_same and not self.differences

    def to_json(self) -> dict[str, Any]:
        """Return the verification as plain JSON types."""
        return {
            "identical": self.identical,
            "seal_holds": self.seal_holds,
            "edition_same": self.edition_same,
            "data_same": self.data_same,
            "differences": list(self.differences),
        }


def require_assessment(document: Any, where: str) -> dict[str, Any]:
    """Return `document` if it is an assessment of this format, else raise BadInput."""
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise BadInput(
            Text(sv="filen är ingen bedömning från Gensvar", en="the file is not an assessment made by Gensvar"),
            where=where,
            mend=Text(sv="Välj filen assessment.json.", en="Choose the file assessment.json."),
        )
    return document


def verify(document: dict[str, Any], store: Store, edition: Edition, progress: Progress = _silent) -> Verification:
    """Recompute `document` on `store` and `edition` with the profile and answers it embeds."""
    recomputed = assess(case_of(document, store, edition), document["created"], progress)
    return Verification(
        seal_holds=seal(document)["hash"] == document.get("hash"),
        edition_same=edition.hash == document["edition"]["hash"],
        data_same=store.data_hash() == document["data"]["hash"],
        differences=tuple(differences(document, recomputed)),
    )


def case_of(document: dict[str, Any], store: Store, edition: Edition) -> Case:
    """Return the case that an assessment was made from; BadInput if the document is maimed."""
    try:
        fields = dict(document["profile"])
        thresholds = fields.pop("thresholds", {})
        answers = Answers(document["answers"]["answers"], document["answers"]["overrides"])
        asked = document["period"]["asked"]
        first, last = (date.fromisoformat(asked[end]) if asked[end] else None for end in ("from", "to"))
        on = date.fromisoformat(document["on"])
        engine = document.get("engine", "duckdb")
    except (KeyError, TypeError, ValueError) as problem:
        raise BadInput(
            Text(sv=f"bedömningen är skadad: {problem}", en=f"the assessment is damaged: {problem}")
        ) from problem
    return Case(store, edition, fields, thresholds, answers, (first, last), on, engine, document.get("audit"))
