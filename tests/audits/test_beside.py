"""Work beside the caller: progress comes in the caller's thread, faults come back, an interruption ends the work."""

from __future__ import annotations

import asyncio
import threading

import pytest

from gensvar.audits.beside import Progress, done_beside


async def counting(tell: Progress) -> str:
    for number in range(3):
        tell("pages", number, 3)
        await asyncio.sleep(0)
    return "done"


def test_progress_is_heard_in_the_callers_thread_where_no_loop_runs() -> None:
    heard = []

    def progress(*news: object) -> None:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        heard.append((threading.current_thread(), news))

    assert done_beside(counting, progress) == "done"
    assert heard == [(threading.current_thread(), ("pages", number, 3)) for number in range(3)]


def test_what_the_work_raises_is_raised() -> None:
    async def work(tell: Progress) -> None:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        done_beside(work, lambda *news: None)


def test_who_is_interrupted_leaves_no_work_behind() -> None:
    ended = []

    async def work(tell: Progress) -> None:
        tell("pages", 0, 1)
        try:
            await asyncio.sleep(60)
        finally:
            ended.append(True)

    def progress(*news: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        done_beside(work, progress)
    assert ended == [True]
