"""Several files written as one: all or none, each in its place by one rename.

Beside every file its successor is written whole and made durable (fsync); only when all stand there, and no file
was changed by anybody since it was read, do they take the names. What fails halfway is put back.
"""

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from prisonersvoice_ar.core.errors import ContentError, MachineError

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", None))


@dataclass(frozen=True)
class Write:
    """A file's content, before and after; None: no file."""

    path: Path
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True)
class Move:
    """A file that takes another name."""

    source: Path
    target: Path


def save(writes: Iterable[Write], moves: Iterable[Move] = ()) -> None:
    """Carry out all of it or nothing.

    ContentError where a file is no longer what was read, or a name is taken; MachineError where a place cannot be
    written. Nothing is changed then.
    """
    writes = [write for write in writes if write.before != write.after]
    moves = list(moves)
    _refuse_changed(writes, moves)
    beside: dict[Path, Path] = {}
    try:
        for write in writes:
            if write.after is not None:
                beside[write.path] = _beside(write)
        _refuse_changed(writes, moves)  # making copies takes a while
        _swap(writes, beside, moves)
    except OSError as problem:
        raise _unwritable(problem, writes) from problem
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _refuse_changed(writes: list[Write], moves: list[Move]) -> None:
    for write in writes:
        if content_of(write.path) != write.before:
            raise ContentError(
                f"{write.path} was changed by somebody else just now, so nothing was written",
                "Save what is open in an editor, then try again.",
            )
    for move in moves:
        if not move.source.is_file():
            raise ContentError(f"{move.source} is not there any more, so nothing was written", "Try again.")
        if move.target.exists():
            raise ContentError(
                f"{move.target} is there already, so nothing was written",
                "Take another name, or move that file.",
            )


def content_of(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. MachineError where it cannot be read."""
    try:
        if path.exists() and not path.is_file():  # a pipe would block for ever
            raise OSError(None, "not a regular file")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise MachineError(
            f"{path} cannot be read: {problem.strerror or problem}",
            "Check its rights, and that it is a file.",
        ) from problem


def write_whole(path: Path, data: bytes) -> None:
    """Write one file, whatever stood there: it holds the old or the new, never half. Raises as ``save``."""
    save([Write(path, content_of(path), data)])


def refuse_unwritable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written, before long work is done for it. Raises MachineError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        raise unwritable(folder, problem) from problem


def new_beside(path: Path, ending: str = ".tmp") -> Path:
    """Make an empty file beside ``path``, under a name that no other writer has, to be written and then renamed.

    Its name begins with a dot and has ``ending``; the folder is made where it is missing. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{token_hex(6)}{ending}")
    mode = _mode(path)
    # what the process leaves to others of a new file is the system's to take away: to ask for it is to change it
    born = 0o666 if mode is None else 0o600
    os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, born))
    if mode is not None:
        beside.chmod(mode)
    return beside


def sweep(path: Path) -> None:
    """Take away what a writer of ``path`` left beside it that was killed; to be called where there is no other."""
    left = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{12}}\.tmp")  # as ``new_beside`` calls it
    with suppress(OSError):
        for beside in path.parent.iterdir():
            if left.fullmatch(beside.name):
                beside.unlink()


def unwritable(path: Path, problem: OSError) -> MachineError:
    """Give what to say where ``path`` cannot be written."""
    return MachineError(
        f"{path} cannot be written: {problem.strerror or problem}",
        "Close what holds it open, free some room, or make the folder writable; then try again.",
    )


def _beside(write: Write) -> Path:
    """Write the successor beside its file, with the same rights, and make it durable."""
    assert write.after is not None
    mode = _mode(write.path)
    if mode is not None and not mode & stat.S_IWUSR:
        raise PermissionError(13, "it is marked read-only", str(write.path))
    path = new_beside(write.path)
    try:
        with path.open("wb") as stream:
            stream.write(write.after)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as problem:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        if problem.filename is None:  # a full disk names no file
            problem.filename = str(write.path)
        raise
    return path


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None


def _swap(writes: list[Write], beside: dict[Path, Path], moves: list[Move]) -> None:
    """Take the names one after the other; at the first that fails put back those that were taken."""
    done: list[Write] = []
    moved: list[Move] = []
    try:
        for move in moves:
            move.target.parent.mkdir(parents=True, exist_ok=True)
            move.source.rename(move.target)
            moved.append(move)
        for write in writes:
            if write.after is None:
                write.path.unlink()
            else:
                beside[write.path].replace(write.path)
            done.append(write)
    except OSError:
        for write in reversed(done):
            _put_back(write)
        for move in reversed(moved):
            with suppress(OSError):
                move.target.rename(move.source)
        raise
    for folder in {write.path.parent for write in writes} | {move.target.parent for move in moves}:
        _make_durable(folder)


def _put_back(write: Write) -> None:
    with suppress(OSError):
        if write.before is None:
            write.path.unlink(missing_ok=True)
        else:
            _beside(Write(write.path, write.after, write.before)).replace(write.path)


def _make_durable(folder: Path) -> None:
    """Make renames in ``folder`` last through a power cut; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _unwritable(problem: OSError, writes: list[Write]) -> MachineError:
    named = problem.filename
    every = [write.path for write in writes]
    own = [path for path in every if str(path) == str(named)]
    near = [path for path in every if str(named or "").startswith(str(path.parent))]
    where = next(iter((*own, *near)), named)
    why = problem.strerror or str(problem)
    if where is None:
        where = writes[0].path if writes else "a file"
    inside = Path(str(where)).parent
    if inside.name.startswith("."):  # a folder of ours: what is read-only is the one it lies in
        where = inside.parent
    return MachineError(
        f"{where} cannot be written: {why}; nothing was changed",
        "Make room on the disk, then try again."
        if problem.errno in _FULL
        else "Allow writing in that folder, or work on a copy of it.",
    )
