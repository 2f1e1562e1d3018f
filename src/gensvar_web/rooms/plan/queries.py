"""What the pages of the plan read. Everything is scoped: by an organisation, or by the key of a secret address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, When

from gensvar.rulebook.model import Rule
from gensvar_web.people.models import Organisation, User
from gensvar_web.rooms.plan.keys import hash_of
from gensvar_web.rooms.plan.models import Attachment, Event, Feed, HelpRequest, OwnerLink, ReminderChoice
from gensvar_web.vault import editions
from gensvar_web.vault.models import Action, AssessmentRecord, FindingRow

LATE = "late"
LANES = (LATE, Action.Status.BLOCKED, Action.Status.OPEN, Action.Status.PROPOSED, Action.Status.DONE)


def actions_of(organisation: Organisation) -> QuerySet[Action]:
    """Return the organisation's actions with their owners, the most urgent first."""
    return Action.objects.filter(organisation=organisation).select_related("owner", "edition", "organisation")


def latest_of(organisation: Organisation, rulebook: str, today: date) -> AssessmentRecord | None:
    """Return the latest assessment of the edition in force; until there is one, of an earlier edition."""
    current = editions.in_force(rulebook, today)
    edition = current.head.edition if current else ""
    records = AssessmentRecord.objects.filter(organisation=organisation, edition__rulebook=rulebook)
    other = Case(When(edition__edition=edition, then=0), default=1)
    return records.select_related("edition").order_by(other, "-created_at", "-pk").first()


def rulebooks_of(organisation: Organisation) -> list[str]:
    """Return the rulebooks that the organisation has been judged against, the customer service rules first."""
    found = AssessmentRecord.objects.filter(organisation=organisation).order_by()
    names = found.values_list("edition__rulebook", flat=True).distinct()
    return sorted(names, key=lambda name: (name != "KS", name))


@dataclass(frozen=True)
class Gap:
    """A finding that is not met, its rule (None when the edition has lost it) and its actions."""

    finding: FindingRow
    rule: Rule | None
    actions: list[Action]

    @property
    def active(self) -> list[Action]:
        """The actions that are under way."""
        return [one for one in self.actions if one.active]


def gaps_of(organisation: Organisation, record: AssessmentRecord) -> list[Gap]:
    """Return what is not met in an assessment, in the order of the rulebook: two queries."""
    found = record.findings.filter(verdict="not_met").order_by("position")
    whole = editions.edition(record.edition.rulebook, record.edition.edition)
    known = whole.rules if whole else {}
    by_rule: dict[str, list[Action]] = defaultdict(list)
    for one in actions_of(organisation).filter(edition__rulebook=record.edition.rulebook).exclude(rule=""):
        by_rule[one.rule].append(one)
    return [Gap(row, known.get(row.rule), by_rule.get(row.rule, [])) for row in found]


def gap_of(organisation: Organisation, pk: int) -> FindingRow | None:
    """Return one finding that is not met."""
    found = FindingRow.objects.filter(organisation=organisation, verdict="not_met", pk=pk)
    return found.select_related("assessment__edition").first()


def rule_of(action: Action) -> Rule | None:
    """Return the rule that an action is about."""
    if action.edition is None or not action.rule:
        return None
    whole = editions.edition(action.edition.rulebook, action.edition.edition)
    return whole.rules.get(action.rule) if whole else None


@dataclass(frozen=True)
class Choice:
    """What the board is narrowed to; empty means everything. `owner` is a member's number, `none` or `outside`."""

    unit: str = ""
    owner: str = ""
    chapter: str = ""

    def holds(self, one: Action) -> bool:
        """Return whether an action is asked for."""
        owner = str(one.owner_id) if one.owner_id else "outside" if one.owner_email else "none"
        unit = one.unit or "-"
        return self.unit in ("", unit) and self.owner in ("", owner) and self.chapter in ("", one.chapter)


@dataclass
class Unit:
    """How much each part of the organisation has before it."""

    name: str
    outside: bool = False
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LANES, 0))
    cost: int = 0


def lane_of(action: Action, today: date) -> str:
    """Return where an action stands on the board."""
    return LATE if action.late(today) else action.status


def units_of(found: Iterable[Action], today: date) -> list[Unit]:
    """Return the units by name, those without one last."""
    units: dict[str, Unit] = {}
    for one in found:
        unit = units.setdefault(one.unit, Unit(one.unit))
        lane = lane_of(one, today)
        if lane not in unit.counts:
            continue
        unit.counts[lane] += 1
        unit.outside = unit.outside or one.outside
        unit.cost += (one.cost or 0) if one.active else 0
    return sorted(units.values(), key=lambda unit: (not unit.name, unit.name.casefold()))


def unit_names(organisation: Organisation) -> list[str]:
    """Return the names of units that are in use."""
    named = Action.objects.filter(organisation=organisation).exclude(unit="").order_by("unit")
    return list(named.values_list("unit", flat=True).distinct())


def history_of(action: Action) -> QuerySet[Event]:
    """Return what has happened to an action, the newest first."""
    return action.events.select_related("by", "assessment")


def attachments_of(action: Action) -> QuerySet[Attachment]:
    """Return the files of an action."""
    return action.attachments.filter(file__removed_at=None).select_related("file", "file__received_from")


def link_in_use(action: Action) -> OwnerLink | None:
    """Return the link of the owner who has no account."""
    return action.links.filter(revoked_at=None).first()


def link_of(org: str, key: str) -> OwnerLink | None:
    """Return the link that a key opens; None if there is none or it has been revoked."""
    found = OwnerLink.objects.filter(key_hash=hash_of(key), revoked_at=None, action__organisation__slug=org)
    return found.select_related("action__organisation", "action__edition", "made_by").first()


def feed_of(org: str, key: str) -> Feed | None:
    """Return the calendar that a key opens: not when it is revoked or its member has left."""
    found = Feed.objects.filter(
        key_hash=hash_of(key),
        revoked_at=None,
        organisation__slug=org,
        user__is_active=True,
        user__memberships__organisation=F("organisation"),
    )
    return found.select_related("organisation", "user").first()


def feeds_in_use(organisation: Organisation, user: User) -> dict[bool, Feed]:
    """Return a member's calendars: False the own one, True that of everybody."""
    found = Feed.objects.filter(organisation=organisation, user=user, revoked_at=None).order_by("pk")
    return {one.everybody: one for one in found}


def scheduled(feed: Feed) -> QuerySet[Action]:
    """Return what a calendar shows: what is under way and has a day."""
    found = actions_of(feed.organisation).filter(status__in=Action.ACTIVE, due__isnull=False)
    return found if feed.everybody else found.filter(owner=feed.user)


def wants_reminders(user: User) -> bool:
    """Whether a member has not turned reminders off."""
    return not ReminderChoice.objects.filter(user=user, wanted=False).exists()


def to_remind(before: date) -> QuerySet[Action]:
    """Return what is under way and due by a day, of all organisations, for the tick."""
    owned = Q(owner__is_active=True) | ~Q(owner_email="")
    found = Action.objects.filter(owned, status__in=(Action.Status.OPEN, Action.Status.BLOCKED), due__lte=before)
    return found.select_related("owner", "organisation").prefetch_related("links", "reminders").order_by("due", "pk")


def associations() -> QuerySet[Organisation]:
    """Return the organisations that can be asked for help."""
    return Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION)


def questions_of(organisation: Organisation) -> QuerySet[HelpRequest]:
    """Return what the organisation has asked."""
    found = HelpRequest.objects.filter(organisation=organisation)
    return found.select_related("association", "asked_by", "answered_by", "edition")


def inbox_of(association: Organisation) -> QuerySet[HelpRequest]:
    """Return what an association has been asked."""
    found = HelpRequest.objects.filter(association=association)
    return found.select_related("organisation", "asked_by", "answered_by", "edition")


def shown(action: Action) -> dict[str, Any]:
    """Return the fields of an action as the history keeps them: JSON types, people as numbers, no addresses."""
    return {
        "title": action.title,
        "steps": action.steps,
        "owner": action.owner_id or ("outside" if action.owner_email else None),
        "unit": action.unit,
        "outside": action.outside,
        "due": action.due.isoformat() if action.due else None,
        "cost": action.cost,
        "status": action.status,
        "obstacle": action.obstacle,
    }
