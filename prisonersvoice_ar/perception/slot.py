"""A latest-frame slot in shared memory: three buffers, one writer, one reader, no lock between them.

The writer fills the buffer after the newest and then names it the newest; the reader copies the newest
and looks again whether its sequence number still stands (a seqlock; Lameter 2005, "Effective
synchronization on Linux/NUMA systems"). With three buffers the writer has to lap the reader twice
before a copy is lost, and a lost copy is seen and tried again, never shown.
"""

import threading
from collections.abc import Callable
from multiprocessing import shared_memory
from typing import Any

import numpy as np

from prisonersvoice_ar.core.tracking.observation import Observation
from prisonersvoice_ar.perception import wire
from prisonersvoice_ar.perception.settings import Pixels

BUFFERS = 3
_ALIGN = 4096
_ATTEMPTS = 100
"""for each that is lost the writer has begun a third frame while one was copied"""
_NO_PIXELS: Pixels = np.empty((0, 0, 3), np.uint8)

PictureReceiver = Callable[[Pixels], None]
"""copies what it needs of a (H, W, 3) uint8 picture; called again, with a newer one, where the first was torn"""

CONTROL = np.dtype(
    [
        ("newest", "i8"),  # sequence number of the newest frame, 0 while there is none
        ("taken", "i8"),  # of the newest frame that the reader has copied
        ("beat", "i8"),  # counts while the worker's loop goes round
        ("phase", "i8"),  # see worker.Phase
        ("bell", "i8"),  # 1: the reader waits and wants a message at the next frame
        ("sequence", "i8", BUFFERS),  # per buffer; 0 while it is written
    ]
)

_fence_lock = threading.Lock()


def _fence() -> None:
    # taking and leaving a lock is a full memory barrier; without one an ARM processor may reorder
    # the copy and the sequence number
    with _fence_lock:
        pass


def _round_up(size: int) -> int:
    return -(-size // _ALIGN) * _ALIGN


class Slot:
    """Both ends of the slot; make it with `create` or `attach`, and `close` it."""

    def __init__(self, memory: shared_memory.SharedMemory, capacity: int) -> None:
        """Lay the arrays over ``memory``; ``capacity`` is the largest picture in bytes."""
        self._memory = memory
        self._named = False
        self.capacity = capacity
        records = _round_up(CONTROL.itemsize)
        pixels = records + _round_up(wire.OBSERVATION.itemsize) * BUFFERS
        assert memory.buf is not None  # it is open
        whole = np.frombuffer(memory.buf, np.uint8)
        self.control: Any = whole[: CONTROL.itemsize].view(CONTROL)[0]
        step = _round_up(wire.OBSERVATION.itemsize)
        self._records = [
            whole[records + i * step :][: wire.OBSERVATION.itemsize].view(wire.OBSERVATION)[0]
            for i in range(BUFFERS)
        ]
        step = _round_up(capacity)
        self._pixels = [whole[pixels + i * step :][:capacity] for i in range(BUFFERS)]
        self._into: Pixels = np.empty((0, 0, 3), np.uint8)

    @classmethod
    def create(cls, capacity: int) -> "Slot":
        """A new slot for pictures of up to ``capacity`` bytes (a multiple of the page is reserved)."""
        size = _round_up(CONTROL.itemsize) + BUFFERS * (
            _round_up(wire.OBSERVATION.itemsize) + _round_up(capacity)
        )
        slot = cls(shared_memory.SharedMemory(create=True, size=size), capacity)
        slot._named = True
        return slot

    @classmethod
    def attach(cls, name: str, capacity: int) -> "Slot":
        """The other end of a slot that `create` made; FileNotFoundError where it is gone."""
        return cls(shared_memory.SharedMemory(name=name), capacity)

    @property
    def name(self) -> str:
        """What `attach` needs."""
        return self._memory.name

    def buffer(self, height: int, width: int) -> Pixels:
        """The (H, W, 3) view of the buffer that the next `publish` makes the newest: decode into it."""
        sequence = int(self.control["newest"]) + 1
        self.control["sequence"][sequence % BUFFERS] = 0
        _fence()
        return self._pixels[sequence % BUFFERS][: height * width * 3].reshape(height, width, 3)

    def publish(self, observation: Observation, pixels: Pixels) -> None:
        """Make (H, W, 3) uint8 ``pixels`` and ``observation`` the newest; ValueError where too large."""
        if pixels.nbytes > self.capacity or pixels.ndim != 3:
            raise ValueError(f"a picture of {pixels.shape} does not fit a slot of {self.capacity} bytes")
        sequence = int(self.control["newest"]) + 1
        into = self.buffer(*pixels.shape[:2])
        if into.ctypes.data != pixels.ctypes.data:
            np.copyto(into, pixels)
        wire.encode(observation, self._records[sequence % BUFFERS])
        _fence()
        self.control["sequence"][sequence % BUFFERS] = sequence
        _fence()
        self.control["newest"] = sequence

    @property
    def waiting(self) -> bool:
        """True where there is a frame that the reader has not taken."""
        return int(self.control["newest"]) != int(self.control["taken"])

    def take(self, receive: PictureReceiver | None = None) -> tuple[Observation, Pixels] | None:
        """Copy the newest frame, or None where it was taken before.

        The (H, W, 3) array belongs to the slot and is written again by the next `take`. With ``receive`` the picture
        is copied by that, straight from the shared memory, and the array is (0, 0, 3).
        """
        for _ in range(_ATTEMPTS):
            sequence = int(self.control["newest"])
            if sequence == int(self.control["taken"]):
                return None
            _fence()
            copied = self._copy(sequence, receive)
            if copied is not None:
                self.control["taken"] = sequence
                return copied
        return None

    def _copy(self, sequence: int, receive: PictureReceiver | None) -> tuple[Observation, Pixels] | None:
        index = sequence % BUFFERS
        record = self._records[index].copy()
        shape = (int(record["height"]), int(record["width"]), 3)
        size = shape[0] * shape[1] * 3
        if not 0 < size <= self.capacity:
            return None
        shared = self._pixels[index][:size].reshape(shape)
        if receive is None:
            if self._into.shape != shape:
                self._into = np.empty(shape, np.uint8)
            np.copyto(self._into, shared)
        else:
            receive(shared)
        _fence()
        if int(self.control["sequence"][index]) != sequence:
            return None
        return wire.decode(record), self._into if receive is None else _NO_PIXELS

    def forget_name(self) -> None:
        """Take the segment's name away once both ends hold it: then no crash can leave it behind."""
        if self._named:
            self._named = False
            self._memory.unlink()

    def close(self) -> None:
        """Let the memory go; the arrays given out by `take` stay good, those of `buffer` do not."""
        self.forget_name()
        self.control, self._records, self._pixels = None, [], []
        try:
            self._memory.close()
        except BufferError:  # a view of `buffer` is still held: the mapping ends with the process
            _abandon(self._memory)


def _abandon(memory: shared_memory.SharedMemory) -> None:
    # SharedMemory.__del__ would try again at exit and complain on stderr
    memory.close = lambda: None  # type: ignore[method-assign]
