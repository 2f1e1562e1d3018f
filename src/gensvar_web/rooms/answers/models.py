"""Rounds of the self-assessment, who has been handed what, and how each answer came to be.

The answers themselves are `vault.Answer`: other rooms read them.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.models import Answer, StoredFile


class Round(models.Model):
    """One going-through of an edition, such as 2026."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rounds")
    rulebook = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    name = models.CharField(max_length=40)
    began_at = models.DateTimeField(auto_now_add=True)
    began_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    brought_from = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rulebook", "edition", "name"], name="one_round")
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"

    @property
    def reference(self) -> str:
        """`KS@2023-04-01`."""
        return f"{self.rulebook}@{self.edition}"


class AnswerChange(models.Model):
    """What an answer was at each version. Never changed, except that an erased person is taken out."""

    class Deed(models.TextChoices):
        """How it came to be."""

        SAVED = "saved", _("Svarade")
        CONFIRMED = "confirmed", _("Bekräftade")
        CARRIED = "carried", _("Tog med från tidigare")
        UNDONE = "undone", _("Ångrade")
        IMPORTED = "imported", _("Läste in från fil")

    round = models.ForeignKey(Round, models.CASCADE, related_name="changes")
    question = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    deed = models.CharField(max_length=10, choices=Deed.choices)
    value = models.JSONField(null=True)
    dont_know = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    document = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    carried_from = models.ForeignKey(Answer, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["round", "question", "version"], name="one_change")]


class Handed(models.Model):
    """A question that somebody has been asked to answer."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="handed")
    question = models.CharField(max_length=80)
    to = models.ForeignKey(User, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One person at a time."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "question"], name="one_handed")]


class Waiting(models.Model):
    """A document that has been received but hangs on no answer yet: the form around it had a mistake or a conflict."""

    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
