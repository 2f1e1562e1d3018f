"""What the room does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.answers.actions import forget_waiting, remind


@every(timedelta(days=1), "answers.forget_waiting")
def forget(now: datetime) -> None:
    """Forget documents that never came to hang on an answer."""
    forget_waiting(before=now - timedelta(days=2))


@every(timedelta(hours=1), "answers.remind")
def send_reminders(now: datetime) -> None:
    """Remind of questions that have waited; each is told of once, so asking each hour does no harm."""
    remind(now)
