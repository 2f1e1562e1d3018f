"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.wash import actions


@every(timedelta(hours=1), "wash.forget")
def forget_lists(now: datetime) -> None:
    """Take away answered lists."""
    actions.forget_lists(now)
