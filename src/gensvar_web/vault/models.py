"""Stored evidence. Rooms write here through their own actions and read through their own queries.

Large content lies on disk under GENSVAR_DATA/organisations/<number>/ (see `folders`), rows hold what is
asked for often. Evidence has two clocks: the period it covers, and when it was received.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from gensvar_web.people.models import Organisation, User


class EditionRef(models.Model):
    """An edition of a rulebook that something refers to; its text lies in the rulebook's files."""

    rulebook = models.CharField(max_length=40)
    edition = models.CharField(max_length=40)
    hash = models.CharField(max_length=71)
    first_used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One row per edition and content."""

        constraints = [models.UniqueConstraint(fields=["rulebook", "edition", "hash"], name="one_edition")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """`KS@2023-04-01`."""
        return f"{self.rulebook}@{self.edition}"


class StoredFile(models.Model):
    """A file as it was received: a log, a document, a made report. Never changed; a new one is a new row."""

    class Kind(models.TextChoices):
        """What it is for."""

        LOG = "log", _("Logg")
        DOCUMENT = "document", _("Dokument")
        REPORT = "report", _("Rapport")
        OTHER = "other", _("Annat")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="files")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    path = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=71, db_index=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_to = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(auto_now_add=True)
    received_from = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "kind", "-received_at"])]


class Store(models.Model):
    """A store of contact and case data (`gensvar.logs.store.Store`), one folder per store."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="stores")
    name = models.CharField(max_length=120)
    path = models.CharField(max_length=300)
    data_hash = models.CharField(max_length=71, blank=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_to = models.DateField(null=True, blank=True)
    rows = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ["-created_at", "-pk"]


class Answer(models.Model):
    """The answer to one question of an edition. `version` guards against two people writing at once."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="answers")
    edition = models.ForeignKey(EditionRef, models.PROTECT, related_name="+")
    round = models.CharField(max_length=40, help_text="the self-assessment it belongs to, such as 2026")
    question = models.CharField(max_length=80)
    value = models.JSONField(null=True)
    dont_know = models.BooleanField(default=False)
    comment = models.TextField(blank=True)
    document = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    on = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    carried_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """One answer per question and round."""

        constraints = [
            models.UniqueConstraint(fields=["organisation", "edition", "round", "question"], name="one_answer")
        ]


class AssessmentRecord(models.Model):
    """An assessment: the document on disk (`gensvar.findings.assessment`), and its summary for lists and charts."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="assessments")
    edition = models.ForeignKey(EditionRef, models.PROTECT, related_name="+")
    store = models.ForeignKey(Store, models.SET_NULL, null=True, blank=True, related_name="assessments")
    round = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=300)
    hash = models.CharField(max_length=71, db_index=True)
    covers_from = models.DateField(null=True, blank=True)
    covers_to = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(db_index=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    met = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    cannot_be_judged = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)

    class Meta:
        """Newest first."""

        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "edition", "-created_at"])]

    @property
    def judged(self) -> int:
        """How many rules got met or not met."""
        return self.met + self.not_met


class FindingRow(models.Model):
    """One rule's verdict in an assessment; everything else of the finding stands in the document."""

    assessment = models.ForeignKey(AssessmentRecord, models.CASCADE, related_name="findings")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40)
    chapter = models.CharField(max_length=40)
    position = models.PositiveIntegerField()
    level = models.CharField(max_length=10)
    verdict = models.CharField(max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    value = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    threshold = models.FloatField(null=True, blank=True)
    n = models.PositiveBigIntegerField(null=True, blank=True)
    contradicted = models.BooleanField(default=False)
    overridden = models.BooleanField(default=False)

    class Meta:
        """In the order of the rulebook."""

        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["assessment", "rule"], name="one_finding")]
        indexes = [
            models.Index(fields=["assessment", "verdict", "position"]),
            models.Index(fields=["organisation", "rule", "assessment"]),
        ]


class Action(models.Model):
    """Something that is to be done so that a rule becomes met. Written by the plan; the overview and the API read it.

    The owner is a member (`owner`) or somebody without an account (`owner_email`); `unit` is the part of the
    organisation that answers for it. `rule` is empty for what does not come from a rule.
    """

    class Status(models.TextChoices):
        """How far it has come; late is an open or blocked one whose day has passed."""

        PROPOSED = "proposed", _("Föreslagen")
        OPEN = "open", _("Öppen")
        BLOCKED = "blocked", _("Blockerad")
        DONE = "done", _("Klar")
        DROPPED = "dropped", _("Struken")

    ACTIVE = (Status.PROPOSED, Status.OPEN, Status.BLOCKED)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="actions")
    edition = models.ForeignKey(EditionRef, models.PROTECT, null=True, blank=True, related_name="+")
    rule = models.CharField(max_length=40, blank=True)
    chapter = models.CharField(max_length=40, blank=True)
    suggestion = models.CharField(max_length=80, blank=True, help_text="the rulebook's own action it began as")
    assessment = models.ForeignKey(AssessmentRecord, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    steps = models.TextField(blank=True, help_text="one a line")
    owner = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="owned_actions")
    owner_name = models.CharField(max_length=150, blank=True)
    owner_email = models.EmailField(max_length=254, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    outside = models.BooleanField(default=False, help_text="whether the unit lies outside customer service")
    due = models.DateField(null=True, blank=True)
    cost = models.PositiveBigIntegerField(null=True, blank=True, help_text="estimate, in kronor")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    obstacle = models.CharField(max_length=300, blank=True, help_text="what blocks it")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_by_assessment = models.ForeignKey(
        AssessmentRecord, models.SET_NULL, null=True, blank=True, related_name="closed_actions"
    )

    class Meta:
        """The most urgent first, what has no day last."""

        ordering = [models.F("due").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["organisation", "status", "due"]),
            models.Index(fields=["organisation", "rule"]),
            models.Index(fields=["status", "due"]),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def active(self) -> bool:
        """Whether something remains to be done."""
        return self.status in self.ACTIVE

    def late(self, today: date) -> bool:
        """Whether its day has passed while it is under way."""
        return self.due is not None and self.due < today and self.status in (self.Status.OPEN, self.Status.BLOCKED)

    @property
    def owned_by(self) -> str:
        """The owner's name or address; empty while nobody owns it."""
        return str(self.owner) if self.owner else self.owner_name or self.owner_email


class Job(models.Model):
    """Work in the background that a person waits for. See `jobs`."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Väntar")
        RUNNING = "running", _("Pågår")
        DONE = "done", _("Klart")
        FAILED = "failed", _("Misslyckades")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    share = models.FloatField(default=0.0)
    note = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; the same work is not begun twice at a time."""

        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "kind", "-created_at"]),
            models.Index(fields=["state", "seen_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "key"],
                condition=models.Q(state__in=["waiting", "running"]) & ~models.Q(key=""),
                name="one_job_at_a_time",
            )
        ]

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
