"""Assessments with verdicts as wanted, and a plan in progress."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from gensvar_web.people.models import Membership, Organisation
from gensvar_web.rooms.plan.actions import asking, changing, subscribing, talking
from gensvar_web.rooms.plan.queries import link_in_use
from gensvar_web.vault.editions import edition, ref_of
from gensvar_web.vault.models import Action, AssessmentRecord, FindingRow
from web_support.world import World

NOT_MET = ("KS-1.3", "KS-2.1", "KS-3.1")


def judged(organisation: Organisation, verdicts: dict[str, str], **fields: Any) -> AssessmentRecord:
    """Return an assessment whose findings are as given; every other rule is met."""
    whole = edition("KS", "2023-04-01")
    assert whole is not None
    fields = {"created_at": timezone.now(), "covers_to": timezone.localdate(), "hash": "sha256:0"} | fields
    record = AssessmentRecord.objects.create(
        organisation=organisation, edition=ref_of(whole), path="none.json", **fields
    )
    pairs = [(chapter.id, rule) for chapter in whole.chapters for rule in chapter.rules]
    FindingRow.objects.bulk_create(
        FindingRow(
            assessment=record,
            organisation=organisation,
            rule=rule.id,
            chapter=chapter,
            position=place,
            level=rule.level,
            verdict=verdicts.get(rule.id, "met"),
            value=0.71 if rule.id in verdicts else None,
            threshold=0.8 if rule.id in verdicts else None,
            unit="share",
            n=1240,
        )
        for place, (chapter, rule) in enumerate(pairs)
    )
    return record


def fill_plan(world: World, record: AssessmentRecord) -> None:
    """Make actions in every lane, an owner outside, a calendar and a question; put their keys into `world.places`."""
    today = timezone.localdate()
    known = {row.rule: row for row in record.findings.filter(verdict="not_met")}
    first, second = list(known)[:2]

    def make(rule: str, title: str, **fields: Any) -> Action:
        return changing.make_action(
            actor=world.bob,
            organisation=world.organisation,
            finding=known.get(rule),
            title=title,
            **{"steps": "Samla underlag\nBestäm vem som gör vad", "unit": "Kundservice", **fields},
        )

    mine = make(
        first,
        "Lägg in valet tala med en människa överst i boten",
        owner=world.charlie,
        due=today - timedelta(days=9),
    )
    make(
        second,
        "Ge varje ärende en dag och en ansvarig",
        unit="IT",
        outside=True,
        status="blocked",
        obstacle="Väntar på leverantören",
        cost=120000,
    )
    make("", "Möte med ledningen", unit="", due=date(2027, 3, 1), status="proposed")
    make("", "Ny mall för svarsbrev", status="done")
    make("", "Byt telefonväxel", status="dropped")
    outside = make(
        second,
        "Rätta fakturans telefonnummer",
        owner_name="Fia Faktura",
        owner_email="fia@example.se",
        unit="Fakturering",
        outside=True,
        due=today + timedelta(days=5),
    )
    talking.comment(
        actor=world.charlie, organisation=world.organisation, action=mine, text="Jag har pratat med leverantören."
    )
    file = talking.attach(
        actor=world.bob, organisation=world.organisation, action=mine, name="protokoll.txt", chunks=[b"hej"]
    )
    link = link_in_use(outside)
    assert link is not None
    talking.comment_from_outside(link=link, text="Vi börjar på måndag.")
    association = Organisation.objects.create(slug="branschen", name="Branschen", kind="association")
    for name, role in (("alice", "owner"), ("bob", "manager"), ("charlie", "contributor"), ("rita", "reader")):
        Membership.objects.create(user=world.people[name], organisation=association, role=role)
        if hasattr(world.people[name], "_roles"):
            del world.people[name]._roles
    question = asking.ask_for_help(
        actor=world.bob,
        organisation=world.organisation,
        association=association,
        record_of=record,
        rules=[first],
        question="Hur har andra gjort med boten?",
    )
    own = subscribing.open_feed(actor=world.alice, organisation=world.organisation, everybody=True)
    world.places |= {
        "plan_action": mine.pk,
        "plan_outside": outside.pk,
        "plan_file": file.pk,
        "plan_key": link.key,
        "plan_feed": own.key,
        "plan_question": question.pk,
        "plan_finding": known[first].pk,
        "plan_record": record.pk,
        "association": association.slug,
    }
