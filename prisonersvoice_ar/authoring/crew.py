"""Work that is parted among processes, each begun anew (spawn), so that it is the same on every system."""

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from typing import Any, TypeVar

P = TypeVar("P")
R = TypeVar("R")

LOST = (BrokenProcessPool, OSError)
"""what a machine raises that lets no process be started, or takes one away: the work has to be done here then"""


def apart(
    work: Callable[[P], R], parts: Sequence[P], workers: int, ready: Callable[..., None], *given: Any
) -> Iterator[R]:
    """Do ``work`` on each of ``parts`` in as many processes, and give what came of it in their order.

    ``ready(*given)`` is called once in each before its first part. Raises one of ``LOST``, and what ``work`` raises.
    """
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (ready, given))
    try:
        with _deaf_to_interrupts():
            results = pool.map(work, parts)
        yield from results
    finally:
        # a pool that nobody holds any more forgets to cancel, and works on to the end: it is waited for
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started now never hear Ctrl+C, not even while Python begins in them: the parent ends them.

    It is held back and not ignored: one that comes meanwhile is heard by the parent as soon as they are started.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows lets no child inherit it
        yield
        return
    # started by the first worker, it would let through what is held back
    resource_tracker.ensure_running()
    # a thread of a library that masks nothing may take the signal: this thread would be interrupted all the same,
    # in the midst of telling a worker what to do
    heard: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _frame: heard.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, handler)
    if heard:
        raise KeyboardInterrupt


def _begin(ready: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Begin a worker: the parent alone hears Ctrl+C (Windows lets no child inherit that)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ready(*given)
