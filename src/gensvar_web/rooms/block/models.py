"""Requests on their way to the register. A number stands in neither table: only a keyed hash, to count by."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import User


class Deed(models.TextChoices):
    """What is asked for."""

    ADD = "add", _("Spärra numret")
    WITHDRAW = "withdraw", _("Häva spärren")


class Request(models.Model):
    """A request that waits for its code. `number_key` and `address_key` are keyed hashes."""

    class Way(models.TextChoices):
        """How the code gets to whoever has the number."""

        SMS = "sms", _("Sms med en kod (bara mobilnummer)")
        VOICE = "voice", _("Vi ringer upp och läser en kod")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    way = models.CharField(max_length=10, choices=Way.choices)
    number_key = models.CharField(max_length=64)
    address_key = models.CharField(max_length=64)
    code_key = models.CharField(max_length=64)
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
    """A signed letter: entered by one person, then by another who does not see what the first wrote."""

    name = models.CharField(_("Brevets nummer"), max_length=40, unique=True)
    deed = models.CharField(max_length=10, choices=Deed.choices)
    sealed = models.TextField(help_text="the number, encrypted, until the letter is done")
    first_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    second_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    first_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    differs = models.BooleanField(default=False)

    class Meta:
        """The oldest first: it has waited the longest."""

        ordering = ["first_at", "pk"]
