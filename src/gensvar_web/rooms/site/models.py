"""Audits of the website, and how often there is to be a new one. What was found lies in the audit's folder."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import Organisation, User
from gensvar_web.vault.models import Job


class SiteAudit(models.Model):
    """One audit. `verdicts`: detector -> window -> verdict, empty until it is done."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="site_audits")
    address = models.CharField(max_length=500)
    windows = models.JSONField(default=list)
    max_pages = models.PositiveIntegerField(default=40)
    own = models.BooleanField(default=False, help_text="the owner ordered it: robots.txt does not stop it")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    folder = models.CharField(max_length=300, blank=True)
    hash = models.CharField(max_length=71, blank=True)
    pages = models.PositiveIntegerField(default=0)
    verdicts = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-begun_at"], name="site_audits_newest")]

    @property
    def done(self) -> bool:
        """Whether there is something to read."""
        return self.finished_at is not None

    def counts(self) -> dict[str, int]:
        """Return how many detectors came to each verdict, the worst window of each counted."""
        found = dict.fromkeys(ORDER, 0)
        for windows in self.verdicts.values():
            found[worst(windows.values())] += 1
        return found


ORDER = ("fail", "cannot_tell", "pass", "not_applicable")


def worst(verdicts: object) -> str:
    """Return the verdict that counts of several."""
    given = set(verdicts)  # type: ignore[call-overload]
    return next((one for one in ORDER if one in given), "not_applicable")


class SiteWatch(models.Model):
    """How often an organisation's website is audited by itself."""

    class Every(models.IntegerChoices):
        """Days between audits."""

        NEVER = 0, _("Aldrig, bara när någon ber om det")
        WEEK = 7, _("Varje vecka")
        MONTH = 30, _("Varje månad")

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="site_watch")
    every_days = models.PositiveIntegerField(choices=Every.choices, default=Every.NEVER)
