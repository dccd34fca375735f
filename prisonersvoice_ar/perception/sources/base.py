"""What every source does, and what one frame is."""

from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from prisonersvoice_ar.perception.settings import Pixels
from prisonersvoice_ar.perception.source_spec import SourceSpec


@dataclass(frozen=True)
class Frame:
    """One picture of a source."""

    pixels: Pixels
    """(H, W, 3) uint8 BGR, contiguous; the source may write it again at its next `read`"""
    index: int
    """counts the source's frames from 0, those that were skipped too"""
    t: float
    """seconds of the source's own clock: presentation time, or since opening where it is live"""
    captured_s: float
    """time.monotonic() at which the picture was in memory"""


class Source(Protocol):
    """A source of pictures: `open`, then `read` to the end, then `close`; see `stub.py` for a reference."""

    spec: SourceSpec

    @property
    def name(self) -> str:
        """How a person calls it; a camera's own name where the system tells it."""
        ...

    @property
    def identity(self) -> str:
        """What stays with a camera for good: VID:PID and serial number, or its device's path; "" for all else."""
        ...

    @property
    def live(self) -> bool:
        """True where it shows people here and now, so that nothing of it may be kept."""
        ...

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the last picture in pixels; (0, 0) before `open`."""
        ...

    @property
    def fps(self) -> float:
        """Frames a second that the source promises; 0 where it does not say."""
        ...

    def present(self) -> bool:
        """Whether opening is worth a try: cheap (0.3 s at most), and never raises."""
        ...

    def open(self) -> None:
        """Make ready to read; SourceError, ``temporary`` where it may pass."""
        ...

    def read(self) -> Frame | None:
        """The next picture, or None at the end; SourceError where the source is lost."""
        ...

    @property
    def missing(self) -> int:
        """At the end: how many pictures a file promised and did not hold."""
        ...

    def skip(self) -> bool:
        """Pass over the next picture more cheaply than `read`; False at the end."""
        ...

    def close(self) -> None:
        """Let go of it; may be called twice, and before `open`."""
        ...

    def __enter__(self) -> Self:
        """Open."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        ...


class SourceBase:
    """What the adapters share: the spec, the limit of size, opening and closing as a context."""

    def __init__(self, spec: SourceSpec, *, max_side: int = 1920) -> None:
        """Keep ``spec``; nothing is opened yet."""
        self.spec = spec
        self.max_side = max_side
        self._size = (0, 0)
        self._fps = 0.0
        self._index = 0

    @property
    def name(self) -> str:
        """How a person calls it."""
        return self.spec.label

    @property
    def identity(self) -> str:
        """Nothing is known of a lens by a file's name."""
        return ""

    @property
    def live(self) -> bool:
        """Whether it shows people here and now."""
        return self.spec.live

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the last picture, pixels."""
        return self._size

    @property
    def fps(self) -> float:
        """Frames a second; 0 where unknown."""
        return self._fps

    @property
    def missing(self) -> int:
        """At the end: how many pictures a file promised and did not hold."""
        return 0

    def open(self) -> None:
        """Make ready to read."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of it."""

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
