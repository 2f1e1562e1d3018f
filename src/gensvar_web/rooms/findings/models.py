"""Verdicts that a person set aside, reports that were drawn, links that were shared."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.models import AssessmentRecord, StoredFile


class Override(models.Model):
    """A verdict that a person put in the place of the judged one: for the next assessments, until it is withdrawn."""

    class Verdict(models.TextChoices):
        """What a person may say."""

        MET = "met", _("Uppfylld")
        NOT_MET = "not_met", _("Inte uppfylld")
        CANNOT_BE_JUDGED = "cannot_be_judged", _("Kan inte bedömas")
        NOT_APPLICABLE = "not_applicable", _("Gäller inte")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="overrides")
    rulebook = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.TextField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    on = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; one in force per rule."""

        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "rulebook", "rule"],
                condition=models.Q(withdrawn_at=None),
                name="one_override_in_force",
            )
        ]


class Report(models.Model):
    """A report that was drawn of an assessment, in a form and a language; it can always be drawn again."""

    assessment = models.ForeignKey(AssessmentRecord, models.CASCADE, related_name="reports")
    form = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")

    class Meta:
        """One per form and language."""

        constraints = [models.UniqueConstraint(fields=["assessment", "form", "language"], name="one_report")]


class ShareLink(models.Model):
    """A link to read one assessment without an account; only the hash of its key is kept."""

    assessment = models.ForeignKey(AssessmentRecord, models.CASCADE, related_name="links")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=120, help_text="for whom it is")
    key_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-made_at", "-pk"]

    @property
    def open(self) -> bool:
        """Whether it still leads somewhere."""
        return self.revoked_at is None and self.expires_at > timezone.now()
