"""One entry per deed. The database itself refuses to change or delete one (see the migrations)."""

from __future__ import annotations

from typing import Any

from django.db import models


class Entry(models.Model):
    """A deed: who, for which organisation, what, to what. No personal data: people are numbers here."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.PositiveBigIntegerField(null=True)
    organisation = models.PositiveBigIntegerField(null=True, db_index=True)
    deed = models.CharField(max_length=80, db_index=True)
    subject = models.CharField(max_length=200, blank=True, db_index=True)
    details = models.JSONField(default=dict)
    previous = models.CharField(max_length=71)
    hash = models.CharField(max_length=71, unique=True)

    class Meta:
        """In the order of the deeds."""

        ordering = ["number"]
        verbose_name_plural = "entries"

    def content(self) -> dict[str, Any]:
        """Return what the hash is over, as JSON types."""
        return {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "actor": self.actor,
            "organisation": self.organisation,
            "deed": self.deed,
            "subject": self.subject,
            "details": self.details,
            "previous": self.previous,
        }
