"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.block.actions import keeping


@every(timedelta(days=1), "block.snapshot")
def snapshot_register(now: datetime) -> None:
    """Write the day's snapshot of the register."""
    keeping.snapshot_if_run()


@every(timedelta(hours=1), "block.forget")
def forget_requests(now: datetime) -> None:
    """Take away old requests for codes."""
    keeping.forget_old(now)
