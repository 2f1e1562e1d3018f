"""Letters that wait or have been sent."""

from __future__ import annotations

from django.db import models


class Outgoing(models.Model):
    """A letter. Its body is emptied once it has been sent: it may hold a code or a key."""

    kind = models.CharField(max_length=100)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
