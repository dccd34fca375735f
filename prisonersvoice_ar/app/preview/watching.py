"""Which of an author's files have changed: a bell from the system, and a look that does not rely on it.

Folders are watched, never files: editors replace files. The bell (inotify and its kin) only makes it quick; what
has changed is read from the folders themselves, and twice a second in any case, so that network drives, folders
that are removed and made anew, and systems that have run out of watches cost no more than half a second.
"""

import hashlib
import os
import re
import stat
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from watchfiles import watch
from watchfiles.main import FileChange

from prisonersvoice_ar.documents import Content
from prisonersvoice_ar.documents.scenes import scene_file
from prisonersvoice_ar.media.kinds import ALLOWED

WRITTEN = frozenset({".yaml", ".yml"})
LARGEST = 1_000_001
"""bytes of a text that are compared; the checker reads no longer one"""
LOOK_EVERY_S = 0.5
STEP_MS = 8
"""the bell is heard once nothing more has come for so long"""
TURN_MS = 100
"""how often a wait looks whether it is to end"""
LONGEST_RING_MS = 120
"""a storm of saves is not waited out: what is there by then is read"""
LONGEST_LOCK_S = 10.0
"""git's lock that is older than that was left behind"""

_PASSING = re.compile(
    r"""^(\.|\#|~\$)            # hidden: .scene.yaml.swp, .#scene.yaml, .goutputstream-…; #scene.yaml#; ~$…
      |(~|\#)$                  # scene.yaml~
      |___jb_(tmp|old)___       # JetBrains
      |\.(swp|swx|tmp|temp|bak|orig|part|crdownload)(\.|$)
      |\.sb-[0-9a-f]+-\w+$      # TextEdit
      |\.yaml\.[0-9a-f]{6,}$""",
    re.VERBOSE | re.IGNORECASE,
)


def concerns(name: str) -> bool:
    """Whether a file called ``name`` can be part of a scene: not an editor's, not git's, of a kind that is taken."""
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 a name, many times a second
    return (suffix in ALLOWED or suffix in WRITTEN) and not _PASSING.search(name)


def folders_of(path: Path, content: Content) -> tuple[Path, ...]:
    """The folders that the scene at ``path`` may be made of, whether they are there or not."""
    folder = scene_file(path).absolute().parent
    shared = content.scenes.absolute() / "_shared"
    markers = content.markers.absolute()
    audio = content.audio.absolute()
    own = [folder, folder / "sounds", shared, shared / "sounds", audio]
    return tuple(dict.fromkeys([*own, *_inside(audio), markers.parent if markers.suffix else markers]))


def _inside(folder: Path) -> list[Path]:
    """The folders in ``folder``: languages come and go."""
    try:
        with os.scandir(folder) as entries:
            return sorted(Path(entry.path) for entry in entries if entry.is_dir())
    except OSError:
        return []


Stamp = tuple[int, int, int, str]
"""time of change in ns, bytes, inode; of a text its digest instead of the first and the last"""


@dataclass(frozen=True)
class Look:
    """What the folders held at one moment. Two looks are equal where nothing has changed that concerns a scene."""

    files: dict[str, Stamp]
    folders: dict[str, tuple[int, int]] = field(compare=False)
    """those that are there, to what they are: one made anew is another"""
    newest: float = field(compare=False, default=0.0)
    """when the youngest of the files was written, seconds of the system's clock"""


def look(folders: Iterable[Path]) -> Look:
    """Look into ``folders``. Raises nothing: what cannot be read has changed when it can."""
    files: dict[str, Stamp] = {}
    there: dict[str, tuple[int, int]] = {}
    newest = 0.0
    for folder in folders:
        with suppress(OSError):
            info = folder.stat()
            there[str(folder)] = (info.st_dev, info.st_ino)
            for entry in _entries(folder):
                newest = max(newest, _stamp(entry, files))
    return Look(files, there, newest)


def _entries(folder: Path) -> Iterator["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        yield from (entry for entry in entries if concerns(entry.name))


def _stamp(entry: "os.DirEntry[str]", files: dict[str, Stamp]) -> float:
    """Note what ``entry`` is; when it was written."""
    try:
        info = entry.stat()
    except OSError as error:
        files[entry.path] = (0, 0, 0, type(error).__name__)
        return 0.0
    if not stat.S_ISREG(info.st_mode):  # a pipe would block for ever
        files[entry.path] = (0, 0, info.st_mode, "")
    elif os.path.splitext(entry.name)[1].lower() in WRITTEN:  # noqa: PTH122
        files[entry.path] = (0, info.st_size, 0, _digest(entry.path))
    else:
        files[entry.path] = (info.st_mtime_ns, info.st_size, info.st_ino, "")
    return info.st_mtime


def _digest(path: str) -> str:
    try:
        with open(path, "rb") as text:  # noqa: PTH123
            return hashlib.blake2b(text.read(LARGEST), digest_size=16).hexdigest()
    except OSError as error:  # locked, or forbidden: until it is not
        return type(error).__name__


class Watcher:
    """Waits until something may have changed in some folders."""

    def __init__(self, *, polling: bool = False) -> None:
        """``polling``: never ask the system for a bell."""
        self._polling = polling
        self._bell: Generator[set[FileChange], None, None] | None = None
        self._armed: dict[str, tuple[int, int]] = {}

    @property
    def rings(self) -> bool:
        """The system tells of changes; else they are looked for."""
        return self._bell is not None

    def arm(self, seen: Look) -> None:
        """Watch the folders that ``seen`` shows; does nothing where these are watched."""
        if self._polling or (self._bell is not None and seen.folders == self._armed):
            return
        self.close()
        self._armed = seen.folders
        if seen.folders:
            self._bell = watch(
                *seen.folders,
                watch_filter=None,
                debounce=LONGEST_RING_MS,
                step=STEP_MS,
                rust_timeout=TURN_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                recursive=False,
                ignore_permission_denied=True,
            )

    def wait(self, seconds: float, stop: Event | None = None) -> bool:
        """Wait ``seconds`` at most; True as soon as a file that concerns a scene may have changed."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not (stop is not None and stop.is_set()):
            if self._bell is None:
                time.sleep(min(left, TURN_MS / 1000))
            elif self._heard(self._bell):
                return True
        return False

    def _heard(self, bell: Generator[set[FileChange], None, None]) -> bool:
        try:
            changes = next(bell)
        except (
            OSError,
            RuntimeError,
            StopIteration,
        ):  # too many watches, or a folder gone since: looking is left
            self.close()
            return True
        return any(path in self._armed or concerns(os.path.basename(path)) for _, path in changes)  # noqa: PTH119

    def close(self) -> None:
        """Let the bell go."""
        if self._bell is not None:
            self._bell.close()
            self._bell = None


def git_lock(path: Path) -> Path | None:
    """The lock of the repository that ``path`` lies in, there or not; None outside of one."""
    for folder in (path, *path.parents):
        inside = folder / ".git"
        with suppress(OSError, UnicodeDecodeError):
            if inside.is_dir():
                return inside / "index.lock"
            if inside.is_file():  # a worktree, or a submodule
                told = inside.read_text("utf-8").strip().removeprefix("gitdir:").strip()
                return (folder / told) / "index.lock"
    return None


def wait_for_git(lock: Path | None, stop: Event | None = None, longest: float = LONGEST_LOCK_S) -> bool:
    """Wait while git is at work: it writes files one by one. False where the lock has outlived ``longest`` seconds."""
    if lock is None:
        return True
    end = time.monotonic() + longest
    while _is_there(lock):
        with suppress(OSError):
            if time.time() - lock.stat().st_mtime > longest:  # left behind by one that died
                return False
        if time.monotonic() > end or (stop is not None and stop.is_set()):
            return False
        time.sleep(0.02)
    return True


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
