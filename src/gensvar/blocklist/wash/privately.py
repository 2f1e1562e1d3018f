"""A private wash of a list: first its numbers are asked of blindly, then it is washed against the answers, all on
this side.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from gensvar.blocklist.private.client import wash_numbers
from gensvar.blocklist.private.service import PrivateService
from gensvar.blocklist.register.register import Register
from gensvar.blocklist.wash.lookup import Lookup
from gensvar.blocklist.wash.washing import Washed, Wishes, numbers_of, wash_against


def wash_privately(
    path: Path,
    out: Path,
    register: Register,
    wishes: Wishes,
    licence: str,
    now: datetime,
    progress: Callable[[float, str], None] = lambda _share, _note: None,
) -> Washed:
    """Wash the list at `path` into `out`; the answers are those of a plain wash of the same version.

    Raises BadInput when the list cannot be read or the licence has too little left; then nothing is written.
    """
    version = register.version()
    numbers = numbers_of(path, wishes)
    service = PrivateService(register, lambda: now)
    try:
        tags = service.tags(version, lambda share, note: progress(share * 0.5, note))
        member = wash_numbers(
            numbers,
            lambda blinded: service.evaluate(licence, blinded),
            tags,
            service.epoch.public_key,
            lambda share, note: progress(0.5 + share * 0.3, note),
        )
    finally:
        service.close()
    answers = Lookup(numbers[member], count=len(tags.tags))
    return wash_against(
        path, out, register, version, answers, wishes, now, lambda share, note: progress(0.8 + share * 0.2, note)
    )
