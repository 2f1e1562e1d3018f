"""A real assessment of a small made-up organisation, made once per process, and the same a month before."""

from __future__ import annotations

import atexit
import copy
import shutil
import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from gensvar_web.people.models import User
from gensvar_web.vault.assessments import keep
from gensvar_web.vault.editions import edition, ref_of
from gensvar_web.vault.folders import folder_of, relative
from gensvar_web.vault.models import AssessmentRecord, Store

BOOK, NAME = "KS", "2023-04-01"
FIRST, LAST = date(2026, 8, 1), date(2026, 10, 31)


@lru_cache(maxsize=1)
def made_up() -> Path:
    """Return the folder of a small made-up organisation: `store`, `profile.yaml`, `answers.yaml`."""
    from gensvar.synthetic.generate import generate
    from gensvar.synthetic.opening import Period

    home = Path(tempfile.mkdtemp(prefix="gensvar-made-up-"))
    atexit.register(shutil.rmtree, home, True)
    folder = home / "organisation"
    generate(folder, 7, 2000, Period(FIRST, LAST))
    return folder


@lru_cache(maxsize=1)
def small_document() -> dict[str, Any]:
    """Return its assessment of 1 November 2026 against KS; do not change it."""
    from gensvar.assess import load_answers, load_profile
    from gensvar.findings.assessment import Case, assess
    from gensvar.logs.store import Store as Opened

    whole, folder = edition(BOOK, NAME), made_up()
    assert whole is not None
    profile, thresholds = load_profile(folder / "profile.yaml", whole.rules)
    answers = load_answers(folder / "answers.yaml", whole.rules)
    case = Case(Opened.open(folder / "store"), whole, profile, thresholds, answers, (None, None), date(2026, 11, 1))
    return assess(case, "2026-11-01T08:00:00+01:00")


def altered(created: str, **verdicts: str) -> dict[str, Any]:
    """Return the assessment as if made at another time; `KS_1_5="met"` gives a rule another verdict."""
    from gensvar.findings.assemble import summary
    from gensvar.findings.assessment import seal

    document = copy.deepcopy(small_document()) | {"created": created, "on": created[:10]}
    for finding in document["findings"]:
        finding["verdict"] = verdicts.get(finding["rule"].replace("-", "_").replace(".", "_"), finding["verdict"])
    document["summary"] = summary(document["findings"])
    return seal(document)


def give_store(organisation: Any) -> Store:
    """Return the organisation's own copy of the made-up store, made if it is not there."""
    from gensvar.logs.store import Store as Opened

    path = folder_of(organisation, "stores") / "made-up"
    if not path.exists():
        shutil.copytree(made_up() / "store", path)
    store, _ = Store.objects.get_or_create(
        organisation=organisation,
        path=relative(path),
        defaults={
            "name": "Telefoni och ärenden", "data_hash": Opened.open(path).data_hash(),
            "covers_from": FIRST, "covers_to": LAST,
        },
    )  # fmt: skip
    return store


def give_assessment(
    organisation: Any, by: User | None, document: dict[str, Any] | None = None, store: Store | None = None
) -> AssessmentRecord:
    """Return an assessment of the organisation, kept as in earnest."""
    whole = edition(BOOK, NAME)
    assert whole is not None
    return keep(
        document or small_document(), organisation=organisation, edition=ref_of(whole), store=store, round="2026", by=by
    )
