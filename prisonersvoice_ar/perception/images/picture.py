"""A target's picture from its file to grey pixels."""

from pathlib import Path

import cv2
import numpy as np

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.tracking.target import Picture
from prisonersvoice_ar.perception.settings import Pixels

MAX_PIXELS = 64_000_000
"""a file that decodes to more is refused before it is decoded"""


def load(picture: Picture, max_side: int = 512) -> Pixels:
    """The (h, w) uint8 grey values of a target's picture, its longer side at most ``max_side`` pixels.

    Grey, colour, see-through (laid on white paper), 16-bit and CMYK files are taken.
    Raises ContentError: not there, not readable, no picture, or far too large.
    """
    path = Path(picture.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ContentError(
            f"{path}: the target's picture cannot be read ({error.strerror or error})",
            "lay the file where markers.yaml says that it is",
        ) from error
    values = _decoded(path, np.frombuffer(data, np.uint8))
    gray = _gray(values)
    share = max_side / max(gray.shape)
    if share >= 1.0:
        return gray
    h, w = gray.shape
    size = (max(1, round(w * share)), max(1, round(h * share)))
    return np.asarray(cv2.resize(gray, size, interpolation=cv2.INTER_AREA), np.uint8)


def _decoded(path: Path, data: Pixels) -> np.ndarray:
    """What OpenCV makes of a file; ContentError where it makes nothing of it."""
    broken = ContentError(
        f"{path}: the target's picture cannot be decoded", "export it again as a plain PNG or JPEG"
    )
    if data.size == 0:
        raise broken
    try:
        # as stored: a photograph that is to be turned is refused by markers.yaml
        values = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise broken from error
    if values is None or min(values.shape[:2]) < 1:
        raise broken
    if values.shape[0] * values.shape[1] > MAX_PIXELS:
        raise ContentError(
            f"{path}: {values.shape[1]}×{values.shape[0]} pixels",
            "4000 pixels a side are plenty: make it smaller",
        )
    return values


def _gray(values: np.ndarray) -> Pixels:
    """(H, W) or (H, W, 1…4) of any depth → (H, W) uint8; what can be seen through lies on white."""
    if values.dtype == np.uint16:
        values = (values // 257).astype(np.uint8)
    elif values.dtype != np.uint8:
        values = np.clip(values.astype(np.float64) * 255.0, 0, 255).astype(np.uint8)
    if values.ndim == 2:
        return values
    channels = values.shape[2]
    if channels == 1:
        return np.ascontiguousarray(values[:, :, 0])
    if channels == 2:
        return _on_white(values[:, :, 0], values[:, :, 1])
    gray = np.asarray(cv2.cvtColor(np.ascontiguousarray(values[:, :, :3]), cv2.COLOR_BGR2GRAY), np.uint8)
    return _on_white(gray, values[:, :, 3]) if channels == 4 else gray


def _on_white(gray: Pixels, alpha: Pixels) -> Pixels:
    """(H, W) ``gray`` behind (H, W) ``alpha``, laid on white."""
    share = alpha.astype(np.float32) / 255.0
    return np.asarray(np.round(gray * share + 255.0 * (1.0 - share)), np.uint8)
