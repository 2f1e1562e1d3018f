"""What the vault does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.vault.jobs import revive_lost


@every(timedelta(minutes=1), "vault.revive_jobs")
def revive(now: datetime) -> None:
    """Start jobs again whose worker is gone."""
    revive_lost(now)
