"""Users, organisations, memberships, invitations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do in an organisation; each may do what those before it may."""

    READER = "reader", _("Läsare")
    CONTRIBUTOR = "contributor", _("Medarbetare")
    MANAGER = "manager", _("Ansvarig")
    OWNER = "owner", _("Ägare")


RANK = {role.value: rank for rank, role in enumerate(Role)}


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, name: str = "", password: str | None = None, **fields: Any) -> User:
        """Return a new user; without a password none can be signed in with."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> User:
        """Return the user with an address, whatever its capitals."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person, known by an e-mail address."""

    email = models.EmailField(_("E-postadress"), max_length=254, unique=True)
    name = models.CharField(_("Namn"), max_length=150, blank=True)
    language = models.CharField(_("Språk"), max_length=2, default="sv", choices=[("sv", "Svenska"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One user per address."""

        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def short_name(self) -> str:
        """What the person is called in the header: the first name, else what stands before @."""
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]


class Organisation(models.Model):
    """A company, a public body, or the association that owns the rulebooks."""

    class Kind(models.TextChoices):
        """Who it is in the chain."""

        MEMBER = "member", _("Företag eller myndighet")
        ASSOCIATION = "association", _("Branschorganisation")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Organisationens namn"), max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MEMBER)
    # field -> value, the fields of gensvar.rulebook.scope.FIELDS; an absent one is not known
    profile = models.JSONField(default=dict, blank=True)
    # rule -> parameter -> {"value", "note"}, as the library's profile file has them
    thresholds = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By name."""

        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Roll"), max_length=20, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One role per person and organisation."""

        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_role")]
        ordering = ["organisation__name", "pk"]


class Invitation(models.Model):
    """An invitation by mail; only the hash of its key is kept."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("E-postadress"), max_length=254)
    role = models.CharField(_("Roll"), max_length=20, choices=Role.choices, default=Role.CONTRIBUTOR)
    key_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-created_at"]


class PersonFile(models.Model):
    """Everything that is known of a person, gathered on their demand into one file that lasts a day."""

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klart")
        FAILED = "failed", _("Misslyckades")

    user = models.OneToOneField(User, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    run = models.CharField(max_length=32, help_text="changes each time: a run that was given up cannot overwrite")
    share = models.FloatField(default=0.0)
    path = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        """One for each person."""

        verbose_name_plural = "person files"
