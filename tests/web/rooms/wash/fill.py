from datetime import UTC, datetime

from web_support.world import World

from gensvar.blocklist.register.entries import Deed
from gensvar_web.rooms.wash.actions import begin_wash
from gensvar_web.rooms.wash.models import Wash
from gensvar_web.rooms.wash.tasks import wash_list
from gensvar_web.vault.jobs import Run
from gensvar_web.vault.register import the_register

LIST = "namn;telefon\nÅsa;070-123 45 67\nBo;070-999 99 99\nC;okänd\n".encode()


def washed(world: World) -> Wash:
    """Return a wash that is done, its list still to be fetched."""
    the_register().record(Deed.ADD, [701234567], "web", "", datetime.now(UTC))
    wishes = {"seller": "556000-0001", "campaign": "höst", "purpose": "sale"}
    made = begin_wash(
        actor=world.alice, organisation=world.organisation, files={"list": ("höst.csv", [LIST])}, wishes=wishes
    )
    assert made.job is not None
    wash_list(Run(made.job))
    made.refresh_from_db()
    return made


def fill(world: World) -> None:
    world.places["wash"] = washed(world).pk
