"""Forms that have been sent, so that none is carried out twice."""

from __future__ import annotations

from django.db import models


class SentForm(models.Model):
    """A form that was received: its token, and where the answer sent the person."""

    token = models.CharField(max_length=64, primary_key=True)
    path = models.CharField(max_length=400)
    location = models.CharField(max_length=800, blank=True)
    received_at = models.DateTimeField(auto_now_add=True, db_index=True)


class TickRun(models.Model):
    """Scheduled work that was begun in a period."""

    name = models.CharField(max_length=100)
    period = models.DateTimeField()
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One row per work and period."""

        constraints = [models.UniqueConstraint(fields=["name", "period"], name="tick_once")]
