"""One life of the perception process as its parent holds it: the process, its slot and its pipe."""

import multiprocessing
import os
import signal
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from prisonersvoice_ar.perception.entry import enter
from prisonersvoice_ar.perception.protocol import Phase, Say
from prisonersvoice_ar.perception.settings import PerceptionSettings, Resume
from prisonersvoice_ar.perception.slot import Slot

_LEAST_SIDE = 64
_BLAS = "OPENBLAS_NUM_THREADS"


class Child:
    """A spawned worker; `stop` ends it in any condition, stopped and hung ones too."""

    def __init__(self, settings: PerceptionSettings, resume: Resume) -> None:
        """Start it; OSError where the system refuses a process or shared memory."""
        context = multiprocessing.get_context("spawn")
        side = max(settings.max_side, _LEAST_SIDE)
        self.slot = Slot.create(side * side * 3)
        self._pipe: Connection[Any, Any]
        self._pipe, theirs = context.Pipe(duplex=True)
        where = (self.slot.name, self.slot.capacity)
        self._process = context.Process(
            target=enter,
            args=(settings, resume, where, theirs, os.getpid()),
            name="prisonersvoice-perception",
            daemon=True,
        )
        try:
            with plain_main(), one_blas_thread(), no_interrupt():
                self._process.start()
        except OSError:
            self._pipe.close()
            self.slot.close()
            raise
        finally:
            theirs.close()
        self._stopped = False

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid or 0

    @property
    def alive(self) -> bool:
        """Whether it runs (or hangs)."""
        return not self._stopped and self._process.is_alive()

    @property
    def exit_code(self) -> int | None:
        """None while it runs."""
        return None if self._stopped else self._process.exitcode

    @property
    def beat(self) -> tuple[int, Phase]:
        """Its heartbeat's count, and what it is at."""
        control = self.slot.control
        return int(control["beat"]), Phase(int(control["phase"]))

    def messages(self) -> Iterator[tuple[Say, list[Any]]]:
        """What it has said since; stops silently where it has died."""
        try:
            while not self._stopped and self._pipe.poll():
                say, *rest = self._pipe.recv()
                if say == Say.ATTACHED:
                    self.slot.forget_name()
                yield say, rest
        except (EOFError, OSError):
            return

    def wait(self, seconds: float) -> None:
        """Sleep until it says something, at most so long; rings the bell for the next frame."""
        self.slot.control["bell"] = 1
        if self._stopped or self.slot.waiting:
            return
        try:
            self._pipe.poll(seconds)
        except (EOFError, OSError):
            return

    def tell(self, say: Say, *rest: object) -> None:
        """Send it a message; one that it can no longer hear is dropped."""
        try:
            if not self._stopped:
                self._pipe.send((say, *rest))
        except OSError:
            return

    def take_leave(self, seconds: float) -> None:
        """Let it close its source in order, as long as that takes no more than ``seconds``; then `close`."""
        if not self._stopped:
            self.tell(Say.BYE)
            self._process.join(seconds)

    def stop(self) -> None:
        """End it now, and free what it held; its slot stays readable until `close`."""
        if self._stopped:
            return
        self._stopped = True
        self._pipe.close()
        # SIGTERM would wait in a stopped or hung process; nothing in it needs to be saved
        self._process.kill()
        self._process.join(2.0)
        self.slot.forget_name()
        if self._process.exitcode is not None:
            self._process.close()

    def close(self) -> None:
        """End it and free the slot."""
        self.stop()
        self.slot.close()


@contextmanager
def plain_main() -> Iterator[None]:
    """Start a process without its importing our main module again, which would load the whole app."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back: the child inherits that, so none reaches it before its guards stand; we get ours after."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """The child's matrices are small: threads of its own would only take the renderer's time."""
    before = os.environ.get(_BLAS)
    os.environ[_BLAS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_BLAS]
        else:
            os.environ[_BLAS] = before
