"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.answers.actions import forget_waiting


@every(timedelta(days=1), "answers.forget_waiting")
def forget(now: datetime) -> None:
    """Forget documents that never came to hang on an answer."""
    forget_waiting(before=now - timedelta(days=2))
