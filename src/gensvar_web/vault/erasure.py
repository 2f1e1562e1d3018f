"""What the vault knows of a person: who received a report, began a job, had an assessment made."""

from __future__ import annotations

from typing import Any

from gensvar_web.kit.person_data import erases, exports
from gensvar_web.vault.forgetting import forget_in_assessments
from gensvar_web.vault.models import AssessmentRecord, Job, StoredFile


@exports("vault")
def export_evidence(user: Any) -> dict[str, Any]:
    """Return the jobs the person began and the assessments that were made for them."""
    jobs = Job.objects.filter(by=user).values_list("kind", "created_at")
    made = AssessmentRecord.objects.filter(created_by=user).select_related("edition")
    return {
        "jobs": [{"kind": kind, "at": at.isoformat()} for kind, at in jobs],
        "assessments": [{"edition": one.edition.reference, "at": one.created_at.isoformat()} for one in made],
        "files": list(StoredFile.objects.filter(received_from=user).values_list("name", flat=True)),
    }


@erases("vault")
def erase_evidence(user: Any) -> None:
    """Keep the evidence, which is the organisation's, without the person: sealed documents too."""
    forget_in_assessments(user)
    Job.objects.filter(by=user).update(by=None)
    AssessmentRecord.objects.filter(created_by=user).update(created_by=None)
    StoredFile.objects.filter(received_from=user).update(received_from=None)
