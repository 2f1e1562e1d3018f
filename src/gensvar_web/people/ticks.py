"""What people do on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.people.gathering import forget_old


@every(timedelta(hours=1), "people.forget_files")
def forget_files(now: datetime) -> None:
    """Delete the files of persons that have been there to fetch for a day."""
    forget_old(now)
