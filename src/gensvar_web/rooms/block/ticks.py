"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.block import actions


@every(timedelta(days=1), "block.snapshot")
def snapshot_register(now: datetime) -> None:
    """Write the day's snapshot of the register."""
    actions.snapshot()


@every(timedelta(hours=6), "block.forget")
def forget_requests(now: datetime) -> None:
    """Take away old requests for codes."""
    actions.forget_old(now)
