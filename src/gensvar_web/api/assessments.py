"""An assessment made elsewhere is put in: its seal is checked, its edition must be one that is known here."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest

from gensvar.errors import BadInput
from gensvar.findings.assessment import seal
from gensvar.findings.verification import require_assessment
from gensvar.text import Text
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.vault.assessments import keep
from gensvar_web.vault.editions import edition, ref_of
from gensvar_web.vault.models import AssessmentRecord
from gensvar_web.vault.stores import default_store

LARGEST = 30_000_000  # bytes; the largest that the demo makes is a tenth of that


def read_document(request: HttpRequest) -> dict[str, Any]:
    """Return the body as JSON; BadInput if it is too large or no JSON object."""
    content = request.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadInput(Text(sv="dokumentet är för stort", en="the document is too large"))
    try:
        document = json.loads(content, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise BadInput(Text(sv="det är inte JSON", en="this is not JSON")) from problem
    return require_assessment(document, "assessment.json")


def _no_number(name: str) -> float:
    raise ValueError(name)


def put_in(*, actor: User, organisation: Organisation, document: dict[str, Any]) -> AssessmentRecord:
    """Keep the assessment and return its row. BadInput if its seal is broken, it is maimed, or its edition unknown."""
    require(actor, "vault.keep", organisation)
    _check_seal(document)
    named = document["edition"]
    found = edition(str(named.get("rulebook")), str(named.get("edition")))
    if found is None or found.hash != named.get("hash"):
        raise BadInput(
            Text(
                sv="servern har inte den utgåva av reglerna som bedömningen bygger på",
                en="the server does not have the edition of the rules that the assessment is made with",
            ),
            where=f"{named.get('rulebook')}@{named.get('edition')}",
            mend=Text(sv="Uppgradera så att båda har samma version.", en="Upgrade so that both have the same version."),
        )
    store = default_store(organisation)
    same = store if store and store.data_hash == document["data"].get("hash") else None
    return keep(document, organisation=organisation, edition=ref_of(found), store=same, by=actor)


def _check_seal(document: dict[str, Any]) -> None:
    """Whatever was changed after it was made breaks the seal; what was never whole cannot be sealed."""
    try:
        holds = seal(document)["hash"] == document["hash"]
        whole = all(isinstance(document[key], dict) for key in ("edition", "data", "period", "summary"))
    except (KeyError, TypeError, ValueError) as problem:
        raise _maimed() from problem
    if not holds or not whole:
        raise _maimed()


def _maimed() -> BadInput:
    return BadInput(
        Text(
            sv="bedömningen är ändrad sedan den gjordes, eller inte hel",
            en="the assessment was changed after it was made, or is not whole",
        ),
        mend=Text(sv="Gör om den med gensvar assess.", en="Make it again with gensvar assess."),
    )
