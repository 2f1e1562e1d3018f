"""Files on their way in, and mappings kept for the next time. The files themselves are `vault.StoredFile`."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.models import Job, StoredFile


class SavedMapping(models.Model):
    """How one kind of file is read; used again for a file with the same columns."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mappings")
    name = models.CharField(max_length=80)
    columns_hash = models.CharField(max_length=71)
    mapping = models.JSONField()
    wishes = models.JSONField(default=dict)  # zone and date order, where they were said
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One by name, and one by columns, in an organisation."""

        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_mapping_per_name"),
            models.UniqueConstraint(fields=["organisation", "columns_hash"], name="one_mapping_per_columns"),
        ]

    def __str__(self) -> str:
        return self.name


class Upload(models.Model):
    """A received file and how far it has come. `about` is what the library's `inspect_file` says of it."""

    class State(models.TextChoices):
        """How far it has come."""

        INSPECTING = "inspecting", _("Granskas")
        READY = "ready", _("Klar att läsa in")
        TO_MAP = "to_map", _("Behöver kolumner")
        REFUSED = "refused", _("Går inte att läsa")
        IMPORTING = "importing", _("Läses in")
        IMPORTED = "imported", _("Inläst")
        FORGOTTEN = "forgotten", _("Borttagen")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="uploads")
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="upload")
    state = models.CharField(max_length=12, choices=State.choices, default=State.INSPECTING)
    columns = models.JSONField(default=list)  # name, looks, some values; the values go when the file has been read
    about = models.JSONField(default=dict)
    mapping = models.JSONField(null=True)
    wishes = models.JSONField(default=dict)
    saved = models.ForeignKey(SavedMapping, models.SET_NULL, null=True, related_name="+")
    problem = models.JSONField(null=True)
    outcome = models.JSONField(default=dict)  # rows by table, rejected, notes
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Newest first."""

        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "state", "-id"], name="uploads_by_state")]

    @property
    def rejected(self) -> int:
        """How many rows could not be used."""
        return int(self.outcome.get("rejected", 0))

    @property
    def waits(self) -> bool:
        """Whether a job is at work on it."""
        return self.state in (self.State.INSPECTING, self.State.IMPORTING)

    def reason(self, language: str) -> dict[str, Any]:
        """Return why it cannot be read, in a language: what, where, mend."""
        problem = self.problem or {}
        return {key: (value.get(language) if isinstance(value, dict) else value) for key, value in problem.items()}
