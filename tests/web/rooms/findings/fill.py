from datetime import timedelta

from django.utils import timezone
from web_support.assessed import altered, give_assessment
from web_support.world import World

from gensvar_web.people.queries import hash_of
from gensvar_web.rooms.findings.models import Override, ShareLink


def fill(world: World) -> None:
    give_assessment(
        world.organisation, world.alice, altered("2026-10-01T08:00:00+02:00", KS_2_2="not_met", KS_3_4="met")
    )
    now = timezone.localtime() + timedelta(minutes=1)  # newer than what other rooms make
    record = give_assessment(world.organisation, world.bob, altered(now.isoformat(timespec="seconds")))
    override = Override.objects.create(
        organisation=world.organisation,
        rulebook="KS",
        rule="KS-1.5",
        verdict="met",
        reason="Loggen saknar en kö.",
        by=world.bob,
    )
    key = "a-shared-key-for-the-tests"
    link = ShareLink.objects.create(
        organisation=world.organisation,
        assessment=record,
        name="Styrelsen",
        key_hash=hash_of(key),
        made_by=world.bob,
        expires_at=timezone.now() + timedelta(days=7),
    )
    world.places |= {"assessment": record.pk, "override": override.pk, "share_link": link.pk, "share_key": key}
