"""A video file, decoded by OpenCV's FFmpeg."""

import time
from pathlib import Path

import cv2

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame
from prisonersvoice_ar.perception.sources.capture import CaptureSource, silence_libraries

_DEFAULT_FPS = 30.0
_LARGE = 1280 * 720
"""pixels of a frame that one thread surely decodes in time"""
_MISCOUNTED = 5
"""pictures"""


class VideoSource(CaptureSource):
    """A file with a video in it; ``loop`` joins its end to its beginning without a gap in time."""

    def __init__(self, spec: SourceSpec, *, loop: bool = False, max_side: int = 1920) -> None:
        """Keep ``spec``; nothing is opened."""
        super().__init__(spec, max_side=max_side)
        self._loop = loop
        self._t = 0.0
        self._round_t = 0.0
        self._round_frames = 0
        self._promised = 0

    @property
    def missing(self) -> int:
        """Of a file that was cut short, the pictures behind the cut; some files count one or two too many."""
        short = self._promised - self._index
        return short if short > max(_MISCOUNTED, 0.02 * self._promised) else 0

    def present(self) -> bool:
        """Whether the file exists."""
        return Path(self.spec.where).is_file()

    def open(self) -> None:
        """Open the file and make sure that it holds a picture; SourceError otherwise."""
        self.close()
        silence_libraries()
        path = Path(self.spec.where)
        self._check(path)
        capture = self._begun()
        if not capture.isOpened() or capture.get(cv2.CAP_PROP_FRAME_WIDTH) < 1:
            capture.release()
            raise SourceError(
                f"{path} is not a video that can be read (cut short, or of another kind)",
                "Choose an .mp4, .mov, .webm or .mkv file, or copy it again in full.",
            )
        self._adopt(capture)
        self._promised = int(max(0.0, capture.get(cv2.CAP_PROP_FRAME_COUNT)))
        self._fps = self._fps or _DEFAULT_FPS
        self._t = -1.0 / self._fps
        self._round_t, self._round_frames = 0.0, 0

    def read(self) -> Frame | None:
        """The next picture, or None at the end; SourceError where not even one can be decoded."""
        while self._grab_next():
            pixels = self._retrieve()
            if pixels is not None:
                return self._frame(pixels, self._t, time.monotonic())
            self._index += 1  # a frame that cannot be decoded is a gap, not an end
        return None

    def skip(self) -> bool:
        """Pass over a picture without converting it."""
        if not self._grab_next():
            return False
        self._index += 1
        return True

    def _grab_next(self) -> bool:
        if self._grab():
            self._keep_time()
            return True
        if self._index == 0:
            raise SourceError(
                f"{self.spec.where} has no picture that can be decoded",
                "Choose another file, or copy it again.",
            )
        return self._loop and self._begin_again()

    def _keep_time(self) -> None:
        assert self._capture is not None
        step = 1.0 / self._fps
        stamp = self._round_t + self._capture.get(cv2.CAP_PROP_POS_MSEC) / 1000.0
        # a stamp that stands still or runs back is a fault of the file: the frame rate stands in
        self._t = stamp if stamp > self._t else self._t + step
        self._round_frames += 1

    def _begin_again(self) -> bool:
        self.close()
        self._capture = self._begun()
        self._round_t, self._round_frames = self._t + 1.0 / self._fps, 0
        if not self._grab():
            raise SourceError(
                f"{self.spec.where} can no longer be read", "Put the file back.", temporary=True
            )
        self._keep_time()
        return True

    def _begun(self) -> cv2.VideoCapture:
        capture = cv2.VideoCapture(self.spec.where, cv2.CAP_FFMPEG, [cv2.CAP_PROP_N_THREADS, 1])
        pixels = capture.get(cv2.CAP_PROP_FRAME_WIDTH) * capture.get(cv2.CAP_PROP_FRAME_HEIGHT)
        if pixels > _LARGE:
            # one thread is the cheapest, and too slow for these
            capture.release()
            capture = cv2.VideoCapture(self.spec.where, cv2.CAP_FFMPEG)
        return capture

    @staticmethod
    def _check(path: Path) -> None:
        try:
            size = path.stat().st_size
            with path.open("rb"):
                pass
        except FileNotFoundError:
            raise SourceError(f"there is no file {path}", "Check the path.", temporary=True) from None
        except OSError as error:
            raise SourceError(f"{path} cannot be read: {error.strerror}", "Check its permissions.") from None
        if size == 0:
            raise SourceError(f"{path} is empty", "Choose another file, or copy it again.")
