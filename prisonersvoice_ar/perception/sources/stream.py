"""An http:// MJPEG stream, an rtsp:// stream, or a pipe that a program writes a video into."""

import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import cv2

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.sources.base import Frame
from prisonersvoice_ar.perception.sources.capture import CaptureSource, silence_libraries

_OPEN_MS = 8000
_READ_MS = 1500
_PRESENT_S = 0.3
_WRITTEN_S = 2.0
_PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}
# FFmpeg would watch a stream for up to five seconds to learn its frame rate
_OPTIONS = "fflags;nobuffer|analyzeduration;300000|probesize;500000"


class StreamSource(CaptureSource):
    """Pictures as they come; a stream that ends or stands still is lost, not at its end."""

    def present(self) -> bool:
        """Whether a TCP connection can be made within 0.3 s; a pipe: whether it exists."""
        if self.spec.kind == "pipe":
            return Path(self.spec.where).exists()
        parts = urlsplit(self.spec.where)
        address = (parts.hostname or "", parts.port or _PORTS[parts.scheme.lower()])
        try:
            with socket.create_connection(address, timeout=_PRESENT_S):
                return True
        except OSError:
            return False

    def open(self) -> None:
        """Connect; SourceError, temporary, where nobody answers or what comes is no video."""
        self.close()
        silence_libraries()
        with self._written_into():
            capture = self._begun()
        if not capture.isOpened():
            capture.release()
            raise SourceError(
                f"the stream {self.name} does not answer, or sends no video",
                "Check its address, and that the camera that sends it is switched on.",
                temporary=True,
            )
        self._adopt(capture)

    def _begun(self) -> cv2.VideoCapture:
        os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = _OPTIONS
        try:
            return cv2.VideoCapture(
                self.spec.where,
                cv2.CAP_FFMPEG,
                [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _READ_MS],
            )
        finally:
            del os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"]

    @contextmanager
    def _written_into(self) -> Iterator[None]:
        """Of a pipe: a writer is there, and what it writes is kept meanwhile. FFmpeg would wait for one for ever."""
        if self.spec.kind != "pipe" or sys.platform == "win32":
            yield
            return
        try:
            end = os.open(self.spec.where, os.O_RDONLY | os.O_NONBLOCK)
        except OSError as error:
            raise SourceError(
                f"the pipe {self.name} cannot be read: {error.strerror}", "Make it again.", temporary=True
            ) from None
        try:
            if not select.select([end], [], [], _WRITTEN_S)[0]:
                raise SourceError(
                    f"nothing is written into the pipe {self.name}",
                    "Start the program that writes the video into it.",
                    temporary=True,
                )
            yield
        finally:
            os.close(end)

    def read(self) -> Frame | None:
        """The next picture; SourceError where none comes for 1.5 s or the stream ends."""
        while True:
            if not self._grab():
                raise self._lost()
            captured_s = time.monotonic()
            pixels = self._retrieve()
            if pixels is not None:
                return self._frame(pixels, captured_s - self._opened_s, captured_s)
            self._index += 1

    def _lost(self) -> SourceError:
        return SourceError(
            f"the stream {self.name} has stopped", "It is tried again by itself.", temporary=True
        )
