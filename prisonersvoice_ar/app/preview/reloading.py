"""The author's scene, always the newest: it is watched and read in a process of its own.

Reading YAML holds Python's lock for a tenth of a second; in a thread that would be six pictures late.
"""

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from prisonersvoice_ar.app.preview.reading import Broken, Outcome, Reader, Reloaded
from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.perception.child import no_interrupt, plain_main

if TYPE_CHECKING:
    from prisonersvoice_ar.app.preview.watching import Look

TURN_S = 0.5
"""how soon a reader notices that nobody listens any more"""
MOST_DEATHS = 3
"""of the reader, before it is said that saves are not seen any more"""
DEAF = "deaf"
"""the fault that no reader can be started any more"""

__all__ = ["DEAF", "Broken", "Outcome", "Reloaded", "Reloader", "opened_reloader"]


class Reloader:
    """Gives the newest of a scene. Nothing here waits but ``first`` and ``close``."""

    def __init__(self, path: Path, content: Content, *, apart: bool = True, polling: bool = False) -> None:
        """Read the scene at ``path``, and go on watching it.

        ``apart``: in a process of its own, not a thread; ``polling``: without the system's bell.
        """
        self._asked = (path, content, polling)
        self._apart = apart
        self._deaths = 0
        reader = Reader(path, content, polling=polling, goes_on=False)
        self.first: Outcome = reader.read()
        """what the scene was when this was opened"""
        reader.close()
        self._seen = reader.seen
        self._start()

    def _start(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        self._pipe: Connection[Any, Any] = ours
        arguments = (*self._asked, self._seen, theirs)
        self._worker: Any
        if self._apart:
            self._worker = multiprocessing.get_context("spawn").Process(
                target=_serve_apart, args=arguments, daemon=True, name="scene reader"
            )
            with no_interrupt(), plain_main():
                self._worker.start()
            theirs.close()  # so that its end is ours to see
        else:
            self._worker = threading.Thread(target=_serve, args=arguments, daemon=True, name="scene reader")
            self._worker.start()

    def poll(self) -> Outcome | None:
        """The newest since the last call, or None. Never waits; raises nothing."""
        newest: Outcome | None = None
        try:
            while self._pipe.poll():
                newest = self._pipe.recv()
        except (EOFError, OSError):
            newest = newest or self._start_again()
        return newest

    def _start_again(self) -> Broken | None:
        """A reader that died is replaced, a few times; then it is said."""
        if self._deaths > MOST_DEATHS:
            return None
        self._deaths += 1
        self._pipe.close()
        self._start()
        if self._deaths <= MOST_DEATHS:
            return None
        return Broken((), fault=DEAF)

    def close(self) -> None:
        """Watch no longer; takes no more than two seconds."""
        self._deaths = MOST_DEATHS + 1
        self._pipe.close()
        self._worker.join(TURN_S + 0.5)
        if self._apart and self._worker.is_alive():
            self._worker.kill()
            self._worker.join(1.0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def opened_reloader(path: Path, content: Content, *, polling: bool = False) -> Iterator[Reloader]:
    """A reloader in a process of its own, closed at the end."""
    with Reloader(path, content, polling=polling) as reloader:
        yield reloader


def _serve_apart(
    path: Path, content: Content, polling: bool, seen: "Look", pipe: "Connection[Any, Any]"
) -> None:
    """In the process: the parent ends us by closing the pipe, not by Ctrl-C."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _serve(path, content, polling, seen, pipe)


def _serve(path: Path, content: Content, polling: bool, seen: "Look", pipe: "Connection[Any, Any]") -> None:
    """Say what was saved, until nobody listens."""
    reader = Reader(path, content, polling=polling)
    stop = threading.Event()
    threading.Thread(target=_listen, args=(pipe, stop), daemon=True, name="end of the scene reader").start()
    with suppress(OSError):
        # Read once, unasked: the modules that read are loaded, and what is around the scene is known, by the first save.
        reader.read()
        reader.seen = seen
        while not stop.is_set():
            outcome = reader.next(TURN_S, stop)
            if outcome is not None and not stop.is_set():
                pipe.send(outcome)
    reader.close()


def _listen(pipe: "Connection[Any, Any]", stop: threading.Event) -> None:
    """Nothing is ever said to a reader: when the pipe can be read, it has been closed."""
    with suppress(OSError, EOFError):
        while not pipe.poll(None):
            pass
    stop.set()
