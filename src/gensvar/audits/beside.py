"""Work that waits much, done in a thread of its own; the caller's thread hears how far it has come and may stop it."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Progress = Callable[[str, int, int], None]
Result = TypeVar("Result")


def done_beside(work: Callable[[Progress], Coroutine[Any, Any, Result]], progress: Progress) -> Result:
    """Run `work(tell)` in an event loop beside this thread and return what it returns, or raise what it raises.

    What the work tells reaches `progress` in the caller's own thread, which no event loop occupies: it may write to a
    database. When `progress` raises, or the person interrupts, the work is cancelled and has ended before this does.
    """
    told: queue.SimpleQueue[tuple[str, int, int] | None] = queue.SimpleQueue()
    loop = asyncio.new_event_loop()
    task = loop.create_task(work(lambda stage, done, of: told.put((stage, done, of))))

    def run() -> None:
        try:
            loop.run_until_complete(asyncio.wait([task]))
            loop.run_until_complete(loop.shutdown_asyncgens())
        finally:
            told.put(None)

    thread = threading.Thread(target=run, name="audit", daemon=True)
    thread.start()
    try:
        while news := told.get():
            progress(*news)
    except BaseException:
        loop.call_soon_threadsafe(task.cancel)
        raise
    finally:
        thread.join()
        loop.close()
    return task.result()
