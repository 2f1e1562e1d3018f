"""What the plan does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.rooms.plan.actions.reminding import remind


@every(timedelta(hours=1), "plan.remind")
def send_reminders(now: datetime) -> None:
    """Remind those who have something due; each stage is told once, so asking each hour does no harm."""
    remind(now)
