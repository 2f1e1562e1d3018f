from web_support.world import World

from gensvar_web.rooms.block.models import Letter, Reading
from gensvar_web.rooms.block.secrecy import sealed


def fill(world: World) -> None:
    """Two letters: one that waits for its second reader, one that has been read differently."""
    waits = Letter.objects.create(name="2026-0017")
    Reading.objects.create(letter=waits, by=world.charlie, deed="add", sealed=sealed("85550117"))
    differs = Letter.objects.create(name="2026-0018")
    for reader, number in ((world.charlie, "85550118"), (world.bob, "85550119")):
        Reading.objects.create(letter=differs, by=reader, deed="add", sealed=sealed(number))
    world.places["block_letter"] = waits.pk
