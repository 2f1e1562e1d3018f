from datetime import timedelta

from django.utils import timezone
from web_support.world import World

from gensvar_web.people.models import Invitation
from gensvar_web.people.queries import hash_of, members_of


def fill(world: World) -> None:
    world.organisation.profile |= {"sector": "energy", "channels": ["phone", "email"], "public": False}
    world.organisation.save()
    key = "a-key-for-the-tests"
    invitation = Invitation.objects.create(
        organisation=world.organisation,
        email="ny@example.se",
        key_hash=hash_of(key),
        invited_by=world.alice,
        expires_at=timezone.now() + timedelta(days=3),
    )
    world.places |= {
        "invitation": invitation.pk,
        "invitation_key": key,
        "membership": members_of(world.organisation).get(user=world.charlie).pk,
    }
