"""What the kit does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.once import forget_old
from gensvar_web.kit.ticking import every


@every(timedelta(days=1), "kit.forget_forms")
def forget_forms(now: datetime) -> None:
    """Forget the tokens of old forms."""
    forget_old()
