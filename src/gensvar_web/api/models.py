"""Tokens, answers to requests that may be sent again, and stores on their way in."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from gensvar_web.people.models import Organisation, User


class Token(models.Model):
    """A key to one organisation, in the name of the person who made it. Only the hash of the key is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tokens")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    key_hash = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=12, help_text="the first characters, to tell keys apart by")
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-created_at", "-pk"]

    def open(self, now: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and self.expires_at > now


class Given(models.Model):
    """The answer to a request with an Idempotency-Key: the same request gets the same answer again."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    media_type = models.CharField(max_length=100, blank=True)
    body = models.BinaryField(blank=True, default=b"")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        """Once per token and key."""

        constraints = [models.UniqueConstraint(fields=["token", "key"], name="given_once")]


class Upload(models.Model):
    """A store on its way in, file by file: what was announced and what has come lie in `folder`."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    manifest_hash = models.CharField(max_length=64)
    files = models.JSONField(default=list, help_text="the files that are wanted")
    folder = models.CharField(max_length=300)
    began_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One at a time for the same content."""

        ordering = ["-began_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "manifest_hash"], name="one_upload")]
