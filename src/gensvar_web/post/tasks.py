"""What the post does in the background."""

from __future__ import annotations

import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage
from django.utils import timezone
from django_tasks import task

from gensvar_web.post.models import Outgoing

ATTEMPTS = 6


@task(queue_name="post", priority=50)
def deliver(pk: int) -> None:
    """Send a letter, once; a failure is kept with the letter and tried again by the tick."""
    letter = Outgoing.objects.filter(pk=pk, sent_at=None, attempts__lt=ATTEMPTS).first()
    if letter is None:
        return
    letter.attempts += 1
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
    except (OSError, smtplib.SMTPException) as problem:
        letter.problem = str(problem)[:300]
    else:
        letter.sent_at, letter.body, letter.problem = timezone.now(), "", ""
    letter.save()


def waiting_letters() -> list[int]:
    """Return letters older than two minutes that have not left yet."""
    before = timezone.now() - timedelta(minutes=2)
    waiting = Outgoing.objects.filter(sent_at=None, attempts__lt=ATTEMPTS, created_at__lt=before)
    return list(waiting.values_list("pk", flat=True)[:200])
