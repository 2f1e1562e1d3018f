from django.utils import timezone
from web_support.assessed import give_assessment
from web_support.planned import fill_plan
from web_support.world import World

from gensvar_web.rooms.plan.queries import latest_of


def fill(world: World) -> None:
    record = latest_of(world.organisation, "KS", timezone.localdate())
    fill_plan(world, record or give_assessment(world.organisation, world.bob))
