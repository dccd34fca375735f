"""What was only needed for a moment is given back: code of libraries that ran at the start, holes in the heap.

LLVM alone leaves 50 MB of its code mapped after the first shaders are compiled. Such pages are as their file is: they are
taken out of this process and stay in the system's page cache, which may drop them when memory is short; those that are
wanted again come back from it. It costs a late frame (25 ms), so it is done seldom.
"""

import ctypes
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FIRST_S, SECOND_S, EVERY_S = 0.3, 30.0, 300.0
"""seconds after the start: when the first pictures are shown, when the story has begun; and from then on"""
TRIM_S = 60.0
"""seconds from one trimming of the heap to the next: models leave 3 MB of holes in two minutes, and it takes but a moment"""
_MADV_DONTNEED = 4
_M_MMAP_THRESHOLD = -3
_LEAST_KB = 64
_SMAPS = Path("/proc/self/smaps")


@dataclass(frozen=True)
class Mapping:
    """One mapping of a process's memory, as proc(5) tells of it."""

    start: int
    end: int
    permissions: str
    path: str
    clean_kb: int
    """pages that are as their file is"""
    own_kb: int
    """pages that are not, in memory or swapped out: dropping one of these would lose it"""

    @property
    def can_be_read_again(self) -> bool:
        """Whether all of it can be read again from a library's file."""
        library = ".so" in self.path and not self.path.endswith("(deleted)")
        return library and "w" not in self.permissions and self.own_kb == 0 and self.clean_kb >= _LEAST_KB


class Thrift:
    """Gives back now and then; call ``step`` as often as you like."""

    def __init__(self, now: float) -> None:
        """``now``: seconds of any steady clock."""
        self._due = [now + FIRST_S, now + SECOND_S]
        self._trim_due = now + TRIM_S

    def step(self, now: float) -> None:
        """Give back where it is time to."""
        if now >= self._due[0]:
            self._due = self._due[1:] or [now + EVERY_S]
            give_back()
        elif now >= self._trim_due:
            self._trim_due = now + TRIM_S
            trim()


def steady_heap() -> None:
    """Have glibc give every large block back at once.

    Its threshold for that grows with the first large block freed; a film's thousands of pictures then split
    the heap into a gigabyte of gaps, and a story's sounds into 30 MB. Other systems' allocators do not, and an
    absent mallopt is no loss. For the application: perception's pictures come and go with every frame, and
    fresh pages would cost it more than the gaps.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, 1 << 18)


def give_back() -> None:
    """Drop what can be read again and trim the heap; nothing happens where the system is not Linux, or refuses."""
    if sys.platform != "linux":
        return
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        for mapping in mappings(_SMAPS.read_text("utf-8", "replace").splitlines()):
            if mapping.can_be_read_again:
                size = ctypes.c_size_t(mapping.end - mapping.start)
                libc.madvise(ctypes.c_void_p(mapping.start), size, _MADV_DONTNEED)
    except (OSError, AttributeError):  # no /proc, or another libc: the memory stays, and nothing is lost
        return
    trim()


def trim() -> None:
    """Give the holes of the heap back; nothing happens with another libc than glibc."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def mappings(lines: Iterable[str]) -> Iterator[Mapping]:
    """Read /proc/PID/smaps."""
    head: tuple[str, str, str] | None = None
    sizes: dict[str, int] = {}
    for line in lines:
        name, _, rest = line.partition(":")
        if " " not in name:
            sizes[name] = int(rest.split()[0]) if rest.strip()[:1].isdigit() else 0
            continue
        if head is not None:
            yield _mapping(head, sizes)
        span, permissions, *more = line.split(None, 5)
        head, sizes = (span, permissions, more[3].strip() if len(more) > 3 else ""), {}
    if head is not None:
        yield _mapping(head, sizes)


def _mapping(head: tuple[str, str, str], sizes: dict[str, int]) -> Mapping:
    span, permissions, path = head
    start, end = (int(value, 16) for value in span.split("-"))
    clean = sum(sizes.get(name, 0) for name in ("Private_Clean", "Shared_Clean"))
    own = sum(sizes.get(name, 0) for name in ("Private_Dirty", "Shared_Dirty", "Anonymous", "Swap"))
    return Mapping(start, end, permissions, path, clean, own)
