"""Requests on their way to the register. A number stands in no table but encrypted, for as long as it is waited for."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import User


class Deed(models.TextChoices):
    """What is asked for."""

    ADD = "add", _("Spärra numret")
    WITHDRAW = "withdraw", _("Häva spärren")


class Request(models.Model):
    """A request that waits for its code. `number_key` and `address_key` are keyed hashes, to count by."""

    class Way(models.TextChoices):
        """How the code gets to whoever has the number."""

        SMS = "sms", _("Skicka ett sms med en kod (mobilnummer)")
        VOICE = "voice", _("Ring upp numret och läs en kod (mobil eller fast)")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    number_key = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64)
    code_key = models.CharField(max_length=64)
    sealed = models.TextField(blank=True, default="", help_text="the number, encrypted, until the code is confirmed")
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Looked for by number and by address."""

        indexes = [
            models.Index(fields=["number_key", "made_at"], name="block_by_number"),
            models.Index(fields=["address_key", "made_at"], name="block_by_address"),
        ]


class Letter(models.Model):
    """A signed letter. It is done when two persons, each alone, have read the same in it."""

    name = models.CharField(_("Brevets nummer"), max_length=40, unique=True)
    deed = models.CharField(max_length=10, choices=Deed.choices, blank=True, default="", help_text="once it is done")
    first_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        """The oldest first: it has waited the longest."""

        ordering = ["first_at", "pk"]

    @property
    def differs(self) -> bool:
        """Whether it has been read twice without agreement."""
        return self.done_at is None and len(self.readings.all()) > 1


class Reading(models.Model):
    """What one person read in a letter. Nobody sees what another one read."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="readings")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    sealed = models.TextField(blank=True, help_text="the number, encrypted, until the letter is done")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One reading of each person; who reads again corrects their own."""

        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["letter", "by"], name="block_one_reading")]
