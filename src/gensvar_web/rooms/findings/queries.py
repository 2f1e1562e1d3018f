"""What the pages read, always of one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from gensvar.rulebook.edition import Edition
from gensvar.rulebook.load import Listed
from gensvar_web.people.models import Organisation
from gensvar_web.people.queries import hash_of
from gensvar_web.rooms.findings.models import Override, Report, ShareLink
from gensvar_web.vault import editions
from gensvar_web.vault.answers import rounds_of
from gensvar_web.vault.assessments import document_of
from gensvar_web.vault.models import AssessmentRecord, FindingRow, Job, StoredFile
from gensvar_web.vault.stores import default_store
from gensvar_web.vault.verdicts import assessments_of

HISTORY = 24


def overrides(organisation: Organisation, rulebook: str) -> QuerySet[Override]:
    """Return the overrides in force."""
    found = Override.objects.filter(organisation=organisation, rulebook=rulebook, withdrawn_at=None)
    return found.select_related("by")


def overrides_ever(organisation: Organisation, rulebook: str, rule: str) -> QuerySet[Override]:
    """Return every override of a rule, the withdrawn ones too."""
    found = Override.objects.filter(organisation=organisation, rulebook=rulebook, rule=rule)
    return found.select_related("by", "withdrawn_by")


def history(organisation: Organisation, rulebook: str, rule: str) -> list[FindingRow]:
    """Return the verdicts on a rule across assessments, the newest first."""
    rows = FindingRow.objects.filter(organisation=organisation, rule=rule, assessment__edition__rulebook=rulebook)
    return list(
        rows.select_related("assessment", "assessment__edition").order_by("-assessment__created_at", "-assessment_id")[
            :HISTORY
        ]
    )


def finding_in(record: AssessmentRecord, rule: str) -> dict[str, Any] | None:
    """Return one finding of the document; None if the edition has no such rule."""
    return next((one for one in document_of(record)["findings"] if one["rule"] == rule), None)


@dataclass(frozen=True)
class Choice:
    """An edition that can be assessed against."""

    listed: Listed
    in_force: bool

    @property
    def key(self) -> str:
        """How the form calls it."""
        return f"{self.listed.head.rulebook}@{self.listed.head.edition}"


def choices(today: date) -> list[Choice]:
    """Return every edition, the customer service rules first and what is in force before what is not."""
    current = {book: editions.in_force(book, today) for book in {one.head.rulebook for one in editions.listed()}}
    found = [Choice(one, current[one.head.rulebook] is one) for one in editions.listed()]
    return sorted(found, key=lambda one: (one.listed.head.rulebook != "KS", one.listed.head.rulebook, not one.in_force))


def newest_round(organisation: Organisation, edition: Edition) -> str:
    """Return the round of answers that an assessment takes: the newest with anything in it."""
    rounds = rounds_of(organisation, edition)
    return rounds[0] if rounds else ""


def running(organisation: Organisation, kind: str) -> Job | None:
    """Return the job of a kind that waits or runs."""
    return Job.objects.filter(organisation=organisation, kind=kind, state__in=("waiting", "running")).first()


def reports(record: AssessmentRecord) -> QuerySet[Report]:
    """Return what was drawn of an assessment and is still there."""
    return Report.objects.filter(assessment=record, file__removed_at=None).select_related("file")


def links(record: AssessmentRecord) -> QuerySet[ShareLink]:
    """Return the links to an assessment."""
    return ShareLink.objects.filter(assessment=record).select_related("made_by")


def links_of(organisation: Organisation) -> QuerySet[ShareLink]:
    """Return the links of an organisation that can be revoked."""
    return ShareLink.objects.filter(organisation=organisation, revoked_at=None)


def link_with(key: str) -> ShareLink | None:
    """Return the link whose address holds `key`; None if there is none, or it has expired or been revoked."""
    found = ShareLink.objects.filter(key_hash=hash_of(key), revoked_at=None, expires_at__gt=timezone.now())
    return found.select_related("assessment", "assessment__edition", "organisation").first()


def stale(now: Any) -> list[tuple[Organisation, AssessmentRecord]]:
    """Return organisations whose newest assessment of a rulebook is of an earlier month and of other data."""
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    due: list[tuple[Organisation, AssessmentRecord]] = []
    for organisation in Organisation.objects.filter(stores__retired_at=None, stores__data_hash__gt="").distinct():
        store = default_store(organisation)
        data = store.data_hash if store else ""
        due += [
            (organisation, record)
            for record in newest_by_rulebook(organisation)
            if data and record.created_at < month and document_of(record)["data"]["hash"] != data
        ]
    return due


def newest_by_rulebook(organisation: Organisation) -> list[AssessmentRecord]:
    """Return the newest assessment of each rulebook."""
    newest: dict[str, AssessmentRecord] = {}
    for record in assessments_of(organisation)[:HISTORY]:
        newest.setdefault(record.edition.rulebook, record)
    return list(newest.values())


def report_files(organisations: Any) -> QuerySet[StoredFile]:
    """Return the files of drawn reports of some organisations."""
    return StoredFile.objects.filter(
        pk__in=Report.objects.filter(assessment__organisation__in=organisations).values("file"), removed_at=None
    )


def current_edition(record: AssessmentRecord, today: date) -> str:
    """Return the edition in force of an assessment's rulebook; its own where none is."""
    found = editions.in_force(record.edition.rulebook, today)
    return found.head.edition if found else record.edition.edition


def overrides_of(organisation: Organisation) -> QuerySet[Override]:
    """Return the overrides in force, of every rulebook."""
    return Override.objects.filter(organisation=organisation, withdrawn_at=None)


def parameter_of(rulebook: str, edition: str, rule: str, parameter: str) -> tuple[Any, Any] | None:
    """Return a rule and its parameter; None where there is none of that name."""
    whole = editions.edition(rulebook, edition)
    found = whole.rules.get(rule) if whole else None
    named = next((one for one in found.parameters if one.id == parameter), None) if found else None
    return (found, named) if found and named else None
