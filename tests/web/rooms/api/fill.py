from web_support.keys import KNOWN, key_of
from web_support.world import World

from gensvar_web.api.actions import make_token


def fill(world: World) -> None:
    token, _ = make_token(
        actor=world.alice, organisation=world.organisation, name="Datalagret", scopes=["read", "data"], days=90
    )
    world.places["token"] = token.pk
    key_of(world.stranger, world.elsewhere, secret=KNOWN, name="known")
