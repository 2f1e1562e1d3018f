"""The demo's telephone sales: a block register, a list on its way to be washed, and the campaign's calls judged."""

from __future__ import annotations

import random
from datetime import date

from django.utils import timezone

from gensvar.blocklist.licences import Licences
from gensvar.blocklist.register.entries import Deed
from gensvar_web.demo.calendar import Days
from gensvar_web.demo.population import Cast
from gensvar_web.rooms.findings.assessing import judged
from gensvar_web.rooms.wash.actions import begin_wash
from gensvar_web.vault import editions
from gensvar_web.vault.assessments import keep
from gensvar_web.vault.register import the_register
from gensvar_web.vault.stores import default_store

BOOKS = ("NIX", "TM")
SEED, BLOCKED, LISTED, SHARED = 2026, 20_000, 1_500, 300
SELLER = "556000-0001"
QUOTA = 100_000


def _numbers(chance: random.Random, count: int) -> list[int]:
    """Return made-up mobile numbers (NSNs)."""
    return [int(f"7{chance.choice('0236')}{chance.randrange(10**7):07}") for _ in range(count)]


def fill_register(cast: Cast) -> list[int]:
    """Block made-up numbers, and let the company ask of numbers as it dials; return the numbers."""
    numbers = _numbers(random.Random(SEED), BLOCKED)  # noqa: S311  # made-up numbers, no secret
    register, now = the_register(), timezone.now()
    register.record(Deed.ADD, numbers, "import", "demo", now)
    Licences(register.folder).grant(cast.organisation.slug, SELLER, QUOTA, now)
    return numbers


def wash_a_list(cast: Cast, blocked: list[int]) -> None:
    """Hand a list in; the worker washes it."""
    chance = random.Random(SEED + 1)  # noqa: S311
    numbers = [*_numbers(chance, LISTED - SHARED), *chance.sample(blocked, SHARED)]
    chance.shuffle(numbers)
    ways = ("0{}", "+46{}", "{}", "0{} ankn 12", "46{}")
    rows = [
        f"{place + 1};Kund {place + 1};{chance.choice(ways).format(number)}" for place, number in enumerate(numbers)
    ]
    content = "\n".join(["nr;namn;telefon", *rows, f"{LISTED + 1};Kund;okänd"]).encode()
    wishes = {"seller": SELLER, "campaign": "host-el", "purpose": "sale", "product": "el"}
    begin_wash(
        actor=cast["charlie"],
        organisation=cast.organisation,
        files={"list": ("host-el.csv", [content])},
        wishes=wishes,
    )


def judge_calls(cast: Cast, days: Days, today: date) -> None:
    """Keep assessments of the calls under the rulebooks of telephone sales."""
    for book in BOOKS:
        found = editions.in_force(book, today)
        assert found is not None
        edition = editions.whole(found)
        period = (days.later.first, days.later.last)
        document = judged(cast.organisation, edition, "", period, lambda _share, _note: None)
        store = default_store(cast.organisation)
        keep(
            document,
            organisation=cast.organisation,
            edition=editions.ref_of(edition),
            store=store,
            round="",
            by=cast["alice"],
        )
