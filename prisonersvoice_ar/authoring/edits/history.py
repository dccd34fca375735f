"""What was there before each change: ``.history/`` in the scene's folder, so that it travels with the folder.

One JSON file a change, readable by a person in need, with the texts before and after. The folder begins with a dot,
so no loader and no list of scenes looks into it, and it tells git to leave it out. It is capped: the oldest go.
"""

import json
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from os.path import relpath
from pathlib import Path

from prisonersvoice_ar.authoring.edits.locking import locked
from prisonersvoice_ar.authoring.edits.saving import Move, Write, content_of, save, sweep
from prisonersvoice_ar.authoring.edits.telling import refused
from prisonersvoice_ar.core.errors import ContentError, MachineError, PrisonersVoiceError

FOLDER = ".history"
MOST_CHANGES = 100
MOST_BYTES = 10_000_000
_IGNORED_BY_GIT = ".gitignore"
_LOCK = ".history.lock"


@dataclass(frozen=True)
class Kept:
    """One file of a change; paths are relative to the scene's folder, with forward slashes."""

    path: str
    before: str | None
    after: str | None
    """None: no file"""


@dataclass(frozen=True)
class Moved:
    """A file that took another name."""

    source: str
    target: str
    digest: str
    """sha256 of its bytes"""


@dataclass(frozen=True)
class Change:
    """One change that can be taken back."""

    number: int
    when: str
    """ISO 8601, UTC"""
    command: str
    said: str
    """what it did, in one line"""
    files: tuple[Kept, ...] = ()
    moves: tuple[Moved, ...] = ()
    undone: bool = False
    home: str = ""
    """what the scene's folder was called"""


class History:
    """The changes of one scene, by the folder it lies in."""

    def __init__(self, home: Path, within: Sequence[Path] | None = None, lang: str = "en") -> None:
        """``home``: the scene's folder; ``within``: the other folders in which changes are kept, and can be undone.

        None: nothing is known of them, and any file is kept. ``lang``: in which is said what hinders: uk or en.
        """
        self.home = home.resolve()
        self.within = within
        self.lang = lang
        self.folder = self.home / FOLDER

    def changes(self) -> list[Change]:
        """All that are kept, the oldest first; what cannot be read is passed over."""
        found = (self._read(path) for path in self._files())
        return [change for change in found if change is not None]

    def record(self, command: str, said: str, writes: Sequence[Write], moves: Sequence[Move] = ()) -> Change:
        """Keep what is there, then carry out ``writes`` and ``moves``, all or none; raises as ``save``."""
        with self.alone():
            for write in writes:
                if write.path.parent == self.home:  # elsewhere another scene's tools may be at work
                    sweep(write.path)
            return self._record(command, said, writes, moves)

    def alone(self) -> ExitStack:
        """Be the only one who changes this scene by a tool: two would take one number, and one history be lost.

        Where the system gives no lock there is none: who cannot write there either is told so by ``save``.
        """
        stack = ExitStack()
        busy = MachineError(
            f"another `prisonersvoice` is writing in {self.home}", "Wait until it has ended, then try again."
        )
        try:
            stack.enter_context(locked(self.home / _LOCK, busy))
        except MachineError as problem:
            if problem is busy:
                raise
        return stack

    def _record(self, command: str, said: str, writes: Sequence[Write], moves: Sequence[Move]) -> Change:
        writes = [write for write in writes if write.before != write.after]
        self._refuse_outside([write.path for write in writes])
        self._refuse_outside([path for move in moves for path in (move.source, move.target)])
        last = max((int(path.stem) for path in self._files()), default=0)
        change = Change(
            number=last + 1,
            when=datetime.now(UTC).isoformat(timespec="seconds"),
            command=command,
            said=said,
            files=tuple(Kept(self.named(w.path), _text(w.before), _text(w.after)) for w in writes),
            moves=tuple(Moved(self.named(m.source), self.named(m.target), digest(m.source)) for m in moves),
            home=self.home.name,
        )
        entry = Write(self.path_of(change.number), None, _json(change))
        was_there = self.folder.exists()
        try:
            save(
                [*self._marker(), entry]
            )  # first: who is interrupted behind it can still take everything back
            save(writes, moves)
        except PrisonersVoiceError:
            self._forget(entry.path, folder=not was_there)
            raise
        self._prune()
        return change

    def _forget(self, entry: Path, *, folder: bool) -> None:
        """Take away what was kept of a change that was not made, and the folder where that was made for it."""
        for path in (entry, *([self.folder / _IGNORED_BY_GIT] if folder else [])):
            with suppress(OSError):
                path.unlink()
        if folder:
            with suppress(OSError):
                self.folder.rmdir()

    def _refuse_outside(self, paths: Sequence[Path]) -> None:
        """What could not be taken back is not done."""
        if self.within is None:
            return
        for path in paths:
            if not lies_in(path, (self.home, *self.within)):
                raise refused(ContentError, self.lang, "outside", path=str(path.resolve()))

    def mark_undone(self, change: Change) -> Write:
        """The write by which ``change`` counts as taken back."""
        path = self.path_of(change.number)
        return Write(path, content_of(path), _json(replace(change, undone=True)))

    def named(self, path: Path) -> str:
        """``path`` as it is kept."""
        try:
            return Path(relpath(path.resolve(), self.home)).as_posix()
        except ValueError:  # on another drive
            return path.resolve().as_posix()

    def _marker(self) -> list[Write]:
        path = self.folder / _IGNORED_BY_GIT
        return [] if path.exists() else [Write(path, None, b"*\n")]

    def path_of(self, number: int) -> Path:
        """Where the change ``number`` is kept."""
        return self.folder / f"{number:04d}.json"

    def _files(self) -> list[Path]:
        try:
            every = [
                path for path in self.folder.iterdir() if path.suffix == ".json" and path.stem.isdecimal()
            ]
        except OSError:
            return []
        return sorted(every, key=lambda path: int(path.stem))

    def _prune(self) -> None:
        """Let the oldest go where there are too many or they are too large; the newest stays."""
        size = 0
        for count, path in enumerate(reversed(self._files())):
            with suppress(OSError):
                size += path.stat().st_size
                if count and (count >= MOST_CHANGES or size > MOST_BYTES):
                    path.unlink()

    def _read(self, path: Path) -> Change | None:
        try:
            if not path.is_file():  # a pipe would block for ever
                return None
            data = json.loads(path.read_text(encoding="utf-8"))
            return Change(
                number=int(path.stem),
                when=str(data["when"]),
                command=str(data["command"]),
                said=str(data["said"]),
                files=tuple(Kept(**_texts(kept)) for kept in data["files"]),
                moves=tuple(Moved(**_texts(moved)) for moved in data["moves"]),
                undone=bool(data["undone"]),
                home=str(data["home"]),
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None


def lies_in(path: Path, folders: Sequence[Path]) -> bool:
    """Whether ``path``, links followed, lies in one of ``folders``."""
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)


def _texts(data: dict[str, str]) -> dict[str, str]:
    """``data`` as it is; TypeError where a value is no text (a file may have none before or after)."""
    if not all(
        isinstance(value, str) or (value is None and key in ("before", "after"))
        for key, value in data.items()
    ):
        raise TypeError
    return data


def digest(path: Path) -> str:
    """The sha256 of a file's bytes; ContentError where it is not there."""
    raw = content_of(path)
    if raw is None:
        raise ContentError(f"{path} is not there any more, so nothing was written", "Try again.")
    return sha256(raw).hexdigest()


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode("utf-8")


def _json(change: Change) -> bytes:
    data = {
        "when": change.when,
        "command": change.command,
        "said": change.said,
        "undone": change.undone,
        "home": change.home,
        "files": [vars(kept) for kept in change.files],
        "moves": [vars(moved) for moved in change.moves],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
