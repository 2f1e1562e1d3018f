"""Work in the background: an assessment, a report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from gensvar.text import Text
from gensvar_web.rooms.findings import actions, queries
from gensvar_web.rooms.findings.assessing import edition_named, judged
from gensvar_web.rooms.findings.drawing import FORMS, drawn
from gensvar_web.vault.assessments import keep
from gensvar_web.vault.editions import ref_of
from gensvar_web.vault.folders import folder_of, write_stream
from gensvar_web.vault.jobs import Run, job
from gensvar_web.vault.stores import default_store
from gensvar_web.vault.verdicts import assessments_of

LARGEST = 200_000_000


@job("findings.assess", Text(sv="Bedömer", en="Assessing"))
def assess_organisation(run: Run) -> dict[str, Any]:
    """Judge the organisation's data and answers against an edition, and keep the assessment."""
    given, organisation = run.arguments, run.organisation
    run.progress(0.02, Text(sv="Läser regler och svar", en="Reading rules and answers"))
    edition = edition_named(given["rulebook"], given["edition"])
    round_ = queries.newest_round(organisation, edition)
    period = _day(given["from"]), _day(given["to"])
    document = judged(organisation, edition, round_, period, lambda share, note: run.progress(0.05 + share * 0.9, note))
    run.progress(0.97, Text(sv="Sparar bedömningen", en="Keeping the assessment"))
    record = keep(
        document,
        organisation=organisation,
        edition=ref_of(edition),
        store=default_store(organisation),
        round=round_,
        by=run.by,
    )
    return {"url": reverse("findings:assessment", args=[organisation.slug, record.pk]), "assessment": record.pk}


@job("findings.report", Text(sv="Ritar rapporten", en="Drawing the report"))
def draw_report(run: Run) -> dict[str, Any]:
    """Draw a report and keep it."""
    given, organisation = run.arguments, run.organisation
    record = assessments_of(organisation).get(pk=given["assessment"])
    form = FORMS[given["form"]]
    run.progress(0.1, Text(sv="Ritar diagram och sidor", en="Drawing charts and pages"))
    content = drawn(record, form.key, given["language"])
    written = write_stream([content], folder_of(organisation, "reports"), f".{form.ending}", LARGEST)
    actions.keep_report(by=run.by, record=record, form=form, language=given["language"], written=written)
    return {"url": reverse("findings:reports", args=[organisation.slug, record.pk])}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
