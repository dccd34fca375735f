"""Work that is parted among processes, each begun anew (spawn), so that it is the same on every system."""

import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from typing import Any, TypeVar

P = TypeVar("P")
R = TypeVar("R")

_AHEAD = 2
"""parts that each process has in hand: the one it does, and the next"""
LOST = (BrokenProcessPool, OSError)
"""what a machine raises that lets no process be started, or takes one away: the work has to be done here then"""


def apart(
    work: Callable[[P], R], parts: Sequence[P], workers: int, ready: Callable[..., None], *given: Any
) -> Iterator[R]:
    """Do ``work`` on each of ``parts`` in as many processes, and give what came of it in their order.

    ``ready(*given)`` is called once in each before its first part. Raises one of ``LOST``, and what ``work`` raises.
    """
    with _pool(workers, ready, given) as pool:
        with _deaf_to_interrupts():
            results = pool.map(work, parts)
        yield from results


def together(
    work: Callable[[P], R], parts: Sequence[P], workers: int, ready: Callable[..., None], *given: Any
) -> Iterator[R]:
    """Like ``apart``, and this process, which has to be ready for it, is one of the ``workers``: it begins at the end.

    Until the others have read our modules it has done a good part; what comes of it is given when all is done.
    """
    waiting = deque(enumerate(parts))
    own, theirs = dict[int, R](), dict[int, Future[R]]()
    with _pool(workers - 1, ready, given) as pool:
        while waiting:
            # no more than they can begin at once: to take one back is what a pool that breaks does not forgive
            free = _AHEAD * (workers - 1) - sum(not one.done() for one in theirs.values())
            with _deaf_to_interrupts():
                for number, part in [waiting.popleft() for _ in range(min(free, len(waiting)))]:
                    theirs[number] = pool.submit(work, part)
            if waiting:
                number, part = waiting.pop()
                own[number] = work(part)
        for number in range(len(parts)):
            yield own[number] if number in own else theirs[number].result()


@contextmanager
def _pool(workers: int, ready: Callable[..., None], given: tuple[Any, ...]) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (ready, given))
    try:
        yield pool
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
