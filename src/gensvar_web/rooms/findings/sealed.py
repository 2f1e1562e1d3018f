"""What the page of a finding draws of the sealed document: kept until somebody in it is called otherwise.

The document never changes. What does is in the key: how the people it mentions are called now, whether the reader
may see the contacts behind a figure, the language, and the rulebooks (a check's link follows the edition).
"""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gensvar.report.assessment.reading import sentence
from gensvar.report.words import CONFIDENCE, LEVEL, STATUS, VERIFICATION
from gensvar.report.words import say as say_word
from gensvar_web.kit.kept import Kept
from gensvar_web.kit.language import language
from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.findings import evidence
from gensvar_web.rooms.findings.links import rows_link
from gensvar_web.rooms.findings.names import mentioned, named, names_of
from gensvar_web.vault import editions
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.models import AssessmentRecord

PEOPLE: Kept[frozenset[int]] = Kept(5000)
FINDINGS: Kept[dict[str, Any]] = Kept(1000)


def sealed(user: User, organisation: Organisation, record: AssessmentRecord, rule: str) -> dict[str, Any]:
    """Return the parts of the page, drawn; the assessment must have the rule."""
    people = names_of(PEOPLE.get((record.hash, rule), lambda: mentioned(_finding(record, rule))))
    reader = (organisation.slug, user.has_perm("data.rows", organisation), language())
    key = (record.pk, record.hash, rule, reader, tuple(sorted(people.items())), editions.stamp())
    return FINDINGS.get(key, lambda: _drawn(user, organisation, record, named(_finding(record, rule), people)))


def _finding(record: AssessmentRecord, rule: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in document_of(record)["findings"] if one["rule"] == rule)
    return found


def _drawn(user: User, organisation: Organisation, record: AssessmentRecord, found: dict[str, Any]) -> dict[str, Any]:
    spoken, rule = language(), found["rule"]
    checks: list[dict[str, Any]] = [
        {"check": one, "rows": rows_link(user, organisation, record, rule, entry)}
        for one, entry in zip(evidence.checks(found), found["evidence"], strict=True)
    ]
    words = {
        "record": record,
        "rule": rule,
        "finding": found,
        "text": found["text"][spoken],
        "standing": _standing(found),
        "confidence": f"{found['confidence']}: {say_word(CONFIDENCE, found['confidence'], spoken)}",
        "reasons": [sentence(one[spoken]) for one in found["reason_codes"]],
        "settle": _settling(found),
        "checks": [one for one in checks if one["check"].outcome],
        "reported": [one for one in checks if not one["check"].outcome],
    }
    return {
        "rule": rule,
        "title": found["title"][spoken],
        "verdict": found["verdict"],
        "overridden": (found.get("override") or {}).get("verdict"),
        "actions": [{"text": one["text"][spoken], "role": one["role"][spoken]} for one in found["actions"]],
        "why": render_to_string("findings/finding_why.html", words),
        "reported": render_to_string("findings/finding_reported.html", words) if words["reported"] else "",
        **_neighbours(record, rule),
    }


def _standing(found: dict[str, Any]) -> list[str]:
    kinds = ((LEVEL, "level"), (VERIFICATION, "verification"), (STATUS, "status"))
    return [say_word(words, found[name], language()) for words, name in kinds]


def _settling(found: dict[str, Any]) -> list[str]:
    """Return what would settle a finding, each thing once, as one does it here."""
    here = {"no_threshold": _("Sätt en egen gräns.")}
    settling = [one for one in found["reason_codes"] if one.get("settle")]
    return list(dict.fromkeys(here.get(one["code"]) or sentence(one["settle"][language()]) for one in settling))


def _neighbours(record: AssessmentRecord, rule: str) -> dict[str, str]:
    """Return the rules before and after, as the document has them; empty at its ends."""
    rules = ["", *(one["rule"] for one in document_of(record)["findings"]), ""]
    place = rules.index(rule)
    return {"before": rules[place - 1], "after": rules[place + 1]}
