"""Washes of an organisation. The list goes when it has been answered; the answered list when it has been fetched."""

from __future__ import annotations

from typing import Any

from django.db import models

from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.models import Job


class Wash(models.Model):
    """One wash. `receipt` is the signed receipt, empty until it is done. `given` and `answered` are files, by turns."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="washes")
    name = models.CharField(max_length=200)
    wishes = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    folder = models.CharField(max_length=300, blank=True)
    receipt = models.JSONField(default=dict)
    fetched_at = models.DateTimeField(null=True)
    kept_proof = models.BooleanField(default=False)

    class Meta:
        """Newest first."""

        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-begun_at"], name="wash_newest")]

    @property
    def done(self) -> bool:
        """Whether there is a receipt."""
        return self.finished_at is not None

    @property
    def cells(self) -> dict[str, int]:
        """How many cells got each answer."""
        counts: dict[str, Any] = self.receipt.get("counts", {})
        found: dict[str, int] = counts.get("cells", {})
        return found
