"""What belongs to an action beside the action itself (`vault.models.Action`), and the questions to the association."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.plan.keys import key_of, new_seed
from gensvar_web.vault.models import Action, AssessmentRecord, EditionRef, StoredFile


class Event(models.Model):
    """A line of an action's history: a comment, or what was changed from what to what."""

    class Kind(models.TextChoices):
        """What happened."""

        MADE = "made", _("Skapade åtgärden")
        CHANGED = "changed", _("Ändrade")
        COMMENT = "comment", _("Skrev")
        ATTACHED = "attached", _("Bifogade")
        REPORTED = "reported", _("Anmälde att det är klart")
        CLOSED = "closed", _("Mätningen stänger")
        REOPENED = "reopened", _("Mätningen öppnar igen")
        ASKED = "asked", _("Bad om hjälp")
        ANSWERED = "answered", _("Fick svar")

    action = models.ForeignKey(Action, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=254, blank=True, help_text="who has no account here")
    text = models.TextField(blank=True)
    # field -> [before, after], as written by `queries.shown`
    changes = models.JSONField(default=dict)
    assessment = models.ForeignKey(AssessmentRecord, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """The newest first."""

        ordering = ["-at", "-pk"]


class Attachment(models.Model):
    """A file that belongs to an action."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.CASCADE, related_name="+")

    class Meta:
        """The newest first."""

        ordering = ["-pk"]


class Link(models.Model):
    """Base of secret addresses: the seed makes the key together with the server's own secret; see `keys`."""

    seed = models.CharField(max_length=43, default=new_seed)
    key_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Not a table of its own."""

        abstract = True

    @property
    def key(self) -> str:
        """What stands in the address."""
        return key_of(self.seed)


class OwnerLink(Link):
    """Lets somebody without an account see one action, comment on it and report it done."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="links")
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2, default="sv")
    reminders = models.BooleanField(default=True)

    class Meta:
        """One link in use per action: a new owner gets a new one."""

        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=models.Q(revoked_at=None), name="one_owner_link_per_action"
            )
        ]


class Feed(Link):
    """A calendar that other programs subscribe to: a member's own actions, or those of everybody."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    everybody = models.BooleanField(default=False)

    class Meta:
        """One of each kind in use per member."""

        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "everybody"],
                condition=models.Q(revoked_at=None),
                name="one_feed_per_member",
            )
        ]


class ReminderChoice(models.Model):
    """Whether a member wants reminders by mail; who has not chosen gets them."""

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    wanted = models.BooleanField(default=True)


class Reminded(models.Model):
    """A reminder that has been sent: each stage of each day is told once."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="reminders")
    due = models.DateField()
    stage = models.CharField(max_length=12)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once each."""

        constraints = [models.UniqueConstraint(fields=["action", "due", "stage"], name="one_reminder_per_stage")]


class HelpRequest(models.Model):
    """A question to the association with chosen findings. `shared` is exactly what the association sees of them."""

    class Status(models.TextChoices):
        """How far it has come."""

        SENT = "sent", _("Skickad")
        ANSWERED = "answered", _("Besvarad")
        CLOSED = "closed", _("Avslutad")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="help_requests")
    association = models.ForeignKey(Organisation, models.CASCADE, related_name="help_inbox")
    edition = models.ForeignKey(EditionRef, models.PROTECT, null=True, related_name="+")
    rules = models.JSONField(default=list)
    shared = models.JSONField(default=list)
    question = models.TextField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SENT)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-asked_at", "-pk"]
