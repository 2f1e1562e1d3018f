"""What is done on a schedule. A row per piece of work and period makes each happen once, whoever ticks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from gensvar_web.kit.models import TickRun

log = logging.getLogger(__name__)
Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Scheduled:
    """Work that is due once in each period."""

    name: str
    every: timedelta
    work: Work


SCHEDULE: dict[str, Scheduled] = {}


def every(period: timedelta, name: str) -> Callable[[Work], Work]:
    """Register a function `(now) -> …` to run once in each period, in one process."""

    def register(work: Work) -> Work:
        SCHEDULE[name] = Scheduled(name, period, work)
        return work

    return register


def tick(now: datetime) -> list[str]:
    """Do what is due and has not been done in its period; returns the names. A failure is told and tried again."""
    return [one.name for one in SCHEDULE.values() if _claim(one, now) and _do(one, now)]


def _claim(one: Scheduled, now: datetime) -> bool:
    seconds = int(one.every.total_seconds())
    began = int(now.timestamp()) // seconds * seconds
    try:
        with transaction.atomic():
            TickRun.objects.create(name=one.name, period=datetime.fromtimestamp(began, UTC))
    except IntegrityError:
        return False
    TickRun.objects.filter(name=one.name, period__lt=now - 10 * one.every).delete()
    return True


def _do(one: Scheduled, now: datetime) -> bool:
    try:
        one.work(now)
    except Exception:
        log.exception("tick: %s", one.name)
        return False
    return True
