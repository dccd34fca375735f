"""A PDF of a target at true size: the artwork as picture, the tags as vectors, crop marks, a control line.

Written out by hand (ISO 32000-1), because a printed tag must be sharp at any printer's resolution and a
lossy picture of one isn't.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from targets import Tag, Target, tag_modules

from prisonersvoice_ar.perception.calibration.printing import assembled_pdf

POINTS = 72 / 25.4
WHITE = "0.980 0.973 0.953 rg"
BLACK = "0.094 0.094 0.102 rg"


@dataclass(frozen=True)
class Sheet:
    """One page."""

    size_mm: tuple[float, float]
    centres_mm: tuple[tuple[float, float], ...]
    """Where targets lie on it, from the page's lower left corner."""
    crop: bool
    """Crop marks outside of each target, and the control line outside too."""


def write_pdf(path: Path, sheet: Sheet, target: Target, picture: NDArray[np.uint8]) -> None:
    """Write `sheet` with `picture` ((h, w, 3) RGB, edge to edge of the paper) on every place."""
    content = "\n".join(_content(sheet, target)).encode("ascii")
    box = " ".join(f"{v * POINTS:.4f}" for v in sheet.size_mm)
    height, width = picture.shape[:2]
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 /Filter /FlateDecode"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Contents 4 0 R /Resources "
        "<< /XObject << /Art 5 0 R >> /Font << /F 6 0 R >> >> >>".encode(),
        _stream("<< /Filter /FlateDecode", content),
        _stream(image, picture.tobytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    path.write_bytes(assembled_pdf(objects))


def _stream(head: str, data: bytes) -> bytes:
    packed = zlib.compress(data, 9)
    return f"{head} /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def _content(sheet: Sheet, target: Target) -> list[str]:
    w, h = target.size_mm
    ops = [f"{POINTS:.8f} 0 0 {POINTS:.8f} 0 0 cm"]
    for x, y in sheet.centres_mm:
        ops.append(f"q {w} 0 0 {h} {x - w / 2:.4f} {y - h / 2:.4f} cm /Art Do Q")
        for tag in target.tags:
            ops += _tag(tag, target.dictionary, x, y)
        if sheet.crop:
            ops += _crop_marks(x, y, w, h)
    ops += _control_line(sheet, h)
    return ops


def _tag(tag: Tag, dictionary: str, x: float, y: float) -> list[str]:
    """The tag again, as rectangles over its own picture."""
    modules = tag_modules(dictionary, tag.id)
    step = tag.size_mm / modules.shape[0]
    left, top = x + tag.at_mm[0] - tag.size_mm / 2, y + tag.at_mm[1] + tag.size_mm / 2
    # The paper colour first, a little wider: it covers the picture's half-grey edge pixels.
    rim = 0.15
    size = tag.size_mm + 2 * rim
    ops = [WHITE, f"{left - rim:.4f} {top - tag.size_mm - rim:.4f} {size:.4f} {size:.4f} re f"]
    ops += [BLACK, f"{left:.4f} {top - tag.size_mm:.4f} {tag.size_mm} {tag.size_mm} re f", WHITE]
    for row, column in np.argwhere(modules):
        ops.append(f"{left + column * step:.4f} {top - (row + 1) * step:.4f} {step:.4f} {step:.4f} re f")
    return ops


def _crop_marks(x: float, y: float, w: float, h: float) -> list[str]:
    ops = ["0 0 0 RG 0.1 w"]
    for side in (-1, 1):
        for other in (-1, 1):
            cx, cy = x + side * w / 2, y + other * h / 2
            ops.append(f"{cx + side * 2:.4f} {cy:.4f} m {cx + side * 8:.4f} {cy:.4f} l S")
            ops.append(f"{cx:.4f} {cy + other * 2:.4f} m {cx:.4f} {cy + other * 8:.4f} l S")
    return ops


def _control_line(sheet: Sheet, height: float) -> list[str]:
    """50 mm to lay a ruler on: below the target, or inside its lower margin where the paper ends there."""
    x = sheet.size_mm[0] / 2
    y = min(cy for _, cy in sheet.centres_mm) - height / 2 + (-12 if sheet.crop else 3.2)
    if sheet.crop and y < 4:
        y = 5.0
    colour = "0 0 0" if sheet.crop else "0.44 0.42 0.40"
    ops = [f"{colour} RG {colour} rg 0.15 w", f"{x - 25} {y:.4f} m {x + 25} {y:.4f} l S"]
    ops += [f"{end} {y - 1:.4f} m {end} {y + 1:.4f} l S" for end in (x - 25, x + 25)]
    label = "50 mm (print at 100 %)" if sheet.crop else "50 mm"
    size = 3 if sheet.crop else 1.6
    ops.append(f"BT /F {size} Tf {x + 27} {y - size * 0.35:.4f} Td ({label}) Tj ET")
    return ops
