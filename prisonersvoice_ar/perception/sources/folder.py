"""A folder of pictures, or one picture, shown at 30 a second in natural order."""

import re
import time
from pathlib import Path

import cv2
import numpy as np

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.settings import Pixels
from prisonersvoice_ar.perception.source_spec import PICTURE_SUFFIXES, SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame, SourceBase
from prisonersvoice_ar.perception.sources.picture import to_bgr

FPS = 30.0


def natural_key(name: str) -> list[tuple[int, int, str]]:
    """Sort key that puts frame2 before frame10, the same on every system."""
    pieces = re.split(r"(\d+)", name.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces if piece]


class FolderSource(SourceBase):
    """Pictures of a folder, which may differ in size; a single picture file is a folder of one."""

    def __init__(self, spec: SourceSpec, *, loop: bool = False, max_side: int = 1920) -> None:
        """Keep ``spec``."""
        super().__init__(spec, max_side=max_side)
        self._loop = loop
        self._files: list[Path] = []

    def present(self) -> bool:
        """Whether the folder, or the picture, exists."""
        return Path(self.spec.where).exists()

    def open(self) -> None:
        """List the pictures and read the first one for its size; SourceError where there is none."""
        self._files = pictures_in(Path(self.spec.where))
        self._index, self._fps = 0, FPS
        first = self._picture(self._files[0])
        self._size = (first.shape[1], first.shape[0])

    def read(self) -> Frame | None:
        """The next picture, or None at the end; SourceError names one that cannot be read."""
        index = self._index
        if not self.skip():
            return None
        pixels = self._picture(self._files[index % len(self._files)])
        self._size = (pixels.shape[1], pixels.shape[0])
        return Frame(pixels, index, index / FPS, time.monotonic())

    def skip(self) -> bool:
        """Pass over a picture without reading it."""
        if not self._files or (self._index >= len(self._files) and not self._loop):
            return False
        self._index += 1
        return True

    def close(self) -> None:
        """Forget the list."""
        self._files = []

    def _picture(self, path: Path) -> Pixels:
        try:
            # imdecode, not imread: imread cannot open Cyrillic paths on Windows
            coded = np.fromfile(path, np.uint8)
        except OSError as error:
            raise SourceError(
                f"the picture {path} cannot be read: {error.strerror}", "Put it back, or take it away."
            ) from None
        try:
            picture = cv2.imdecode(coded, cv2.IMREAD_UNCHANGED) if coded.size else None
        except cv2.error:
            picture = None  # a size that OpenCV refuses
        if picture is None:
            raise SourceError(
                f"the picture {path} cannot be decoded", "Save it again as .png or .jpg, or take it away."
            )
        return to_bgr(picture, self.max_side)


def pictures_in(path: Path) -> list[Path]:
    """The pictures of a folder in natural order, or the one that ``path`` is; SourceError where there is none."""
    if path.is_file():
        return [path]
    try:
        found = [item for item in path.iterdir() if item.suffix.lower() in PICTURE_SUFFIXES]
    except FileNotFoundError:
        raise SourceError(f"there is no folder {path}", "Check the path.", temporary=True) from None
    except OSError as error:
        raise SourceError(f"the folder {path} cannot be read: {error.strerror}", "Check it.") from None
    if not found:
        raise SourceError(f"the folder {path} holds no pictures", "Put .png or .jpg files into it.")
    return sorted(found, key=lambda item: natural_key(item.name))
