"""Keeping the register: dead numbers taken out, snapshots, requests forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from gensvar.blocklist.register.entries import Deed as Entered
from gensvar.blocklist.register.importing import Imported, import_numbers
from gensvar.blocklist.register.register import ABOUT
from gensvar_web.ledger.recording import record as write_down
from gensvar_web.people.models import Organisation, User
from gensvar_web.people.policy import require
from gensvar_web.rooms.block.models import Request
from gensvar_web.rooms.block.queries import CODE_LASTS
from gensvar_web.vault.register import the_register

KEPT = timedelta(days=2)  # limits look back one day


@transaction.atomic
def release(*, actor: User, organisation: Organisation, path: Path) -> Imported:
    """Take out the numbers of a file that an operator says nobody has any more; all of them or none."""
    require(actor, "block.release", organisation)
    done = import_numbers(the_register(), path, Entered.RELEASE, timezone.now())
    details = {"numbers": done.numbers, "version": done.version.seq}
    write_down(actor=actor, organisation=organisation, deed="block.release", subject="register", details=details)
    return done


@transaction.atomic
def take_snapshot(*, actor: User, organisation: Organisation) -> int:
    """Write a snapshot now; return how many numbers it holds."""
    require(actor, "block.snapshot", organisation)
    version, _file, count = the_register().snapshot()
    details = {"version": version.seq, "count": count}
    write_down(actor=actor, organisation=organisation, deed="block.snapshot", subject="register", details=details)
    return count


def snapshot_if_run() -> None:
    """Write the day's snapshot; a server that runs no register does not get one by it."""
    if (Path(str(settings.REGISTER)) / ABOUT).is_file():
        the_register().snapshot()


def forget_old(now: datetime) -> int:
    """Forget the numbers of requests whose code is too old, and take away those that no limit counts any more."""
    Request.objects.filter(made_at__lt=now - CODE_LASTS).exclude(sealed="").update(sealed="")
    return Request.objects.filter(made_at__lt=now - KEPT).delete()[0]
