"""One writer a time in a folder: a lock that ends with its process, however that ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prisonersvoice_ar.authoring.edits.saving import unwritable
from prisonersvoice_ar.core.errors import MachineError

WAIT_S = 60.0
"""files are only renamed under it, so nobody holds it for long"""
_LOOK_S = 0.05


@contextmanager
def locked(path: Path, busy: MachineError, wait: float = WAIT_S) -> Iterator[None]:
    """Be the only one who holds the lock at ``path``; not to be taken twice. Waits up to ``wait`` s.

    Raises ``busy`` where somebody else stays that long, MachineError where nothing can be written there.
    """
    until = time.monotonic() + wait
    while (handle := _taken(path)) is None:
        if time.monotonic() > until:
            raise busy
        time.sleep(_LOOK_S)
    try:
        yield
    finally:
        _give_back(path, handle)


def _taken(path: Path) -> int | None:
    """Lock the file at ``path``; None where somebody else has it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError as problem:
        if sys.platform == "win32" and path.exists():  # it is just being deleted
            return None
        raise unwritable(path, problem) from problem
    except OSError as problem:
        raise unwritable(path, problem) from problem
    try:
        if _lock(handle) and _is_there(path, handle):
            return handle
    except OSError as problem:
        os.close(handle)
        with suppress(OSError):  # a system that gives no lock: what was made for it would stay for ever
            path.unlink()
        raise unwritable(path, problem) from problem
    os.close(handle)
    return None


def _is_there(path: Path, handle: int) -> bool:
    """Whether the locked file still has its name: who had it before takes that away."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _give_back(path: Path, handle: int) -> None:
    """Leave no file behind: where the system lets an open file be unlinked, while it is locked; else afterwards."""
    if sys.platform != "win32":
        with suppress(OSError):
            path.unlink()
    os.close(handle)
    if sys.platform == "win32":
        with suppress(OSError):  # another has opened it already
            path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
