"""What operations do on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.operations.retention import forget_old


@every(timedelta(days=1), "operations.forget_old")
def forget(now: datetime) -> None:
    """Take away what has been kept long enough."""
    forget_old(now)
