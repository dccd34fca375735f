"""`align.align`, compiled: the library that ``kernel/*.c`` became when this was installed.

It does the same in a fifth of the time. Where it is absent, numpy serves; `aligner.py` chooses.
"""

import ctypes
import sys
import threading
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.core.geometry import Array
from prisonersvoice_ar.perception.markers.align import MOST_PIXELS
from prisonersvoice_ar.perception.markers.alignment import Alignment, Measured, Slopes
from prisonersvoice_ar.perception.markers.appearance import PAPER, Image, Side, framed
from prisonersvoice_ar.perception.markers.lens import Lens
from prisonersvoice_ar.perception.markers.light import to_light
from prisonersvoice_ar.perception.markers.motion import STILL, Motion
from prisonersvoice_ar.perception.markers.optics import Optics
from prisonersvoice_ar.perception.settings import Pixels

_SUFFIX = {"win32": "dll", "darwin": "dylib"}.get(sys.platform, "so")
LIBRARY = Path(__file__).parent / "kernel" / f"_kernel.{_SUFFIX}"
_FOUND, _MORE_ROOM = 1, 2
_IMAGES = 5
"""of an alignment's slopes"""
_FIRST_ARENA, _FIRST_SLOPES = 400_000, 60_000

# kernel.h
_LEVEL = np.dtype(
    [
        ("light", "u8"),
        ("known", "u8"),
        ("height", "i4"),
        ("width", "i4"),
        ("texel_m", "f8"),
        ("to_target", "f8", 9),
    ],
    align=True,
)
_SIDE = np.dtype(
    [
        ("frame", "f8", 16),
        ("outline", "f8", 12),
        ("grain_m", "f8"),
        ("floor", "f8"),
        ("contrast", "f8"),
        ("levels", "u8"),
        ("level_count", "i8"),
    ],
    align=True,
)
_REQUEST = np.dtype(
    [
        ("gray", "u8"),
        ("gray_stride", "i8"),
        ("height", "i4"),
        ("width", "i4"),
        ("maps", "u8"),
        ("K", "f8", 4),
        ("to_light", "u8"),
        ("timing", "f8", 2),
        ("velocity", "f8", 6),
        ("T", "f8", 16),
        ("blur_px", "f8"),
        ("off_px", "f8"),
        ("lenient", "f8"),
        ("flags", "i4", 4),
        ("sides", "u8"),
        ("side_count", "i8"),
        ("arena", "u8"),
        ("arena_floats", "i8"),
        ("slopes", "u8"),
        ("slopes_floats", "i8"),
    ],
    align=True,
)
_RESULT = np.dtype(
    [
        ("T", "f8", 16),
        ("covariance", "f8", 36),
        ("found", "f8", 7),
        ("timing", "f8", 6),
        ("first", "f8", 2),
        ("shape", "i4", 4),
        ("wanted", "i8", 2),
    ],
    align=True,
)
_LAYOUT = (_REQUEST.itemsize * 1000 + _RESULT.itemsize) * 1000 + _SIDE.itemsize


@lru_cache(maxsize=1)
def _library() -> ctypes.CDLL | None:
    """None where there is none, or one that was made of other sources."""
    if not LIBRARY.is_file():
        return None
    try:
        library = ctypes.CDLL(str(LIBRARY))
        library.pv_layout.restype = ctypes.c_int64
        library.pv_align.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
        library.pv_align.restype = ctypes.c_int
        fits = library.pv_layout() == _LAYOUT
    except (OSError, AttributeError):  # of another system, or no kernel at all
        return None
    return library if fits else None


def available() -> bool:
    """Whether the compiled kernel can be used."""
    return _library() is not None


class _Packed:
    """Sides as the kernel reads them."""

    def __init__(self, sides: tuple[Side, ...]) -> None:
        self._kept: list[NDArray[Any]] = []
        """what the addresses point at"""
        self.sides = np.zeros(len(sides), _SIDE)
        for side, row in zip(sides, self.sides, strict=True):
            levels = np.zeros(len(side.levels), _LEVEL)
            for level, at in zip(side.levels, levels, strict=True):
                at["light"], at["known"] = self._address(level.light, PAPER), self._address(level.known, 0.0)
                at["height"], at["width"] = level.light.shape
                at["texel_m"], at["to_target"] = level.texel_m, level.to_target.ravel()
            row["frame"], row["outline"] = side.frame.ravel(), side.outline.ravel()
            row["grain_m"], row["floor"], row["contrast"] = side.grain_m, side.floor, side.contrast
            row["levels"], row["level_count"] = levels.ctypes.data, len(levels)
            self._kept.append(levels)
        self.address = self.sides.ctypes.data

    def _address(self, image: Image, beyond: float) -> int:
        h, w = image.shape
        frame = image.base
        if not (isinstance(frame, np.ndarray) and frame.shape == (h + 2, w + 2) and frame.flags.c_contiguous):
            frame = framed(image, beyond).base
        assert isinstance(frame, np.ndarray)
        self._kept.append(frame)
        return frame.ctypes.data


@lru_cache(maxsize=64)
def _packed(sides: tuple[Side, ...]) -> _Packed:
    return _Packed(sides)


@lru_cache(maxsize=64)
def _light(exponent: float) -> tuple[NDArray[np.float32], int]:
    table = to_light(exponent)
    return table, table.ctypes.data


class _Desk(threading.local):
    """One thread's request, result and room to work in."""

    def __init__(self) -> None:
        self.request = np.zeros(1, _REQUEST)
        self.result = np.zeros(1, _RESULT)
        self.asked = {name: self.request[name][0] for name in ("K", "timing", "velocity", "T", "flags")}
        """what has several values, to be written through"""
        self.told = {name: self.result[name][0] for name in _RESULT.names or ()}
        self.ask, self.tell = self.request.ctypes.data, self.result.ctypes.data
        self.make_room(_FIRST_ARENA, _FIRST_SLOPES)

    def make_room(self, arena: int, slopes: int) -> None:
        self.arena, self.slopes = np.zeros(arena, np.float32), np.zeros(slopes, np.float32)
        row = self.request
        row["arena"], row["arena_floats"] = self.arena.ctypes.data, arena
        row["slopes"], row["slopes_floats"] = self.slopes.ctypes.data, slopes

    def run(self, library: ctypes.CDLL) -> bool:
        """Whether there is a result."""
        while (came := library.pv_align(self.ask, self.tell)) == _MORE_ROOM:
            arena, slopes = (int(each) for each in self.told["wanted"])
            self.make_room(max(arena, len(self.arena)), max(slopes, len(self.slopes)))
        return bool(came == _FOUND)


_desk = _Desk()


def align(
    gray: Pixels,
    sides: tuple[Side, ...],
    T: Array,
    lens: Lens,
    *,
    blur_px: float,
    optics: Optics,
    motion: Motion = STILL,
    rounds: int = 5,
    most_pixels: int = MOST_PIXELS,
    off_px: float = np.inf,
    covered: bool = False,
    lenient: float = 1.0,
) -> Alignment | None:
    """What `align.align` gives, to single precision.

    Raises RuntimeError where the kernel is not `available`, ValueError for a picture that is not uint8 or not as large
    as the lens's: memory that is not the picture's is never read.
    """
    library = _library()
    if library is None:
        raise RuntimeError(f"{LIBRARY.name} is not there or does not fit; ask `available` first")
    if gray.strides[1] != 1:
        gray = np.ascontiguousarray(gray)
    maps = lens.maps()
    if gray.dtype != np.uint8 or (maps is not None and maps.shape[:2] != gray.shape):
        raise ValueError(f"a picture of {gray.dtype}, {gray.shape}, does not fit the lens")
    packed = _packed(sides)
    desk, row, asked = _desk, _desk.request, _desk.asked
    row["gray"], row["gray_stride"] = gray.ctypes.data, gray.strides[0]
    row["height"], row["width"] = gray.shape
    row["maps"] = maps.ctypes.data if maps is not None else 0
    inner = lens.intrinsics
    asked["K"][:] = inner.fx, inner.fy, inner.cx, inner.cy
    row["to_light"] = _light(round(optics.exponent.value, 2))[1]
    asked["timing"][:] = optics.exposure_s.value, optics.readout_s.value
    asked["velocity"][:3], asked["velocity"][3:] = motion.turn, motion.shift
    asked["T"][:] = T.ravel()
    row["blur_px"], row["off_px"], row["lenient"] = blur_px, off_px, lenient
    asked["flags"][:] = motion is not STILL, covered, rounds, most_pixels
    row["sides"], row["side_count"] = packed.address, len(sides)
    return _alignment(desk, motion) if desk.run(library) else None


def _alignment(desk: _Desk, motion: Motion) -> Alignment:
    told = desk.told
    agreement, share, against, pixels, blur_px, residual_px, step_px = told["found"].tolist()
    coding, coding_sigma, readout, readout_sigma, exposure, exposure_sigma = told["timing"].tolist()
    height, width, shrink, _ = told["shape"].tolist()
    images = desk.slopes[: _IMAGES * height * width].reshape(_IMAGES, height, width).copy()
    moving = motion is not STILL
    return Alignment(
        told["T"].reshape(4, 4).copy(),
        agreement,
        share,
        against,
        pixels,
        told["covariance"].reshape(6, 6).copy(),
        blur_px,
        Measured(coding, coding_sigma),
        residual_px,
        step_px,
        Slopes(images[0], images[1], images[2], images[3:], told["first"].copy(), shrink),
        Measured(readout, readout_sigma) if moving else None,
        Measured(exposure, exposure_sigma) if moving else None,
    )
