"""What the post does on a schedule."""

from datetime import datetime, timedelta

from gensvar_web.kit.ticking import every
from gensvar_web.post.models import Outgoing
from gensvar_web.post.tasks import deliver, waiting_letters


@every(timedelta(minutes=10), "post.try_again")
def try_again(now: datetime) -> None:
    """Send again what did not leave."""
    for pk in waiting_letters():
        deliver.enqueue(pk)


@every(timedelta(days=1), "post.forget")
def forget(now: datetime) -> None:
    """Forget letters after 30 days."""
    Outgoing.objects.filter(created_at__lt=now - timedelta(days=30)).delete()
