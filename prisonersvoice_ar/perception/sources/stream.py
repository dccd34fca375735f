"""An http:// MJPEG stream, an rtsp:// stream, or a pipe that a program writes a video into."""

import os
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import cv2

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.source_spec import SourceSpec
from prisonersvoice_ar.perception.sources.base import Frame
from prisonersvoice_ar.perception.sources.capture import CaptureSource, silence_libraries

_OPEN_MS = 8000
_READ_MS = 1500
_PRESENT_S = 0.3
_WRITTEN_S = 5.0
"""an encoder of a slow camera holds its first pictures back for three"""
_PORTS = {"http": 80, "https": 443, "rtsp": 554, "rtsps": 322}
# FFmpeg would watch a stream for up to five seconds to learn its frame rate
_OPTIONS = "fflags;nobuffer|analyzeduration;300000|probesize;500000"


class StreamSource(CaptureSource):
    """Pictures as they come; a stream that ends or stands still is lost, not at its end."""

    def __init__(self, spec: SourceSpec, *, max_side: int = 1920) -> None:
        """Keep ``spec``."""
        super().__init__(spec, max_side=max_side)
        self._end: int | None = None
        """a pipe's, until it is read through FFmpeg"""

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
        super().close()
        silence_libraries()
        self._await_writer()
        capture = self._begun()
        self._let_end_go()
        if not capture.isOpened():
            capture.release()
            raise SourceError(
                f"the stream {self.name} does not answer, or sends no video",
                "Check its address, and that the camera that sends it is switched on.",
                temporary=True,
            )
        self._adopt(capture)

    def close(self) -> None:
        """Let go of it."""
        super().close()
        self._let_end_go()

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

    def _await_writer(self) -> None:
        """Of a pipe: wait until something is written, for which FFmpeg would wait for ever.

        Our end stays open until FFmpeg has its own, over attempts that fail as well: a writer that finds no
        reader any more is ended by its system.
        """
        if self.spec.kind != "pipe" or sys.platform == "win32":
            return
        if self._end is None:
            try:
                self._end = os.open(self.spec.where, os.O_RDONLY | os.O_NONBLOCK)
            except OSError as error:
                raise SourceError(
                    f"the pipe {self.name} cannot be read: {error.strerror}", "Make it again.", temporary=True
                ) from None
        deadline = time.monotonic() + _WRITTEN_S
        while not _bytes_in(self._end):
            if time.monotonic() > deadline:
                raise SourceError(
                    f"nothing is written into the pipe {self.name}",
                    "Start the program that writes the video into it.",
                    temporary=True,
                )
            time.sleep(0.02)

    def _let_end_go(self) -> None:
        if self._end is not None:
            os.close(self._end)
            self._end = None

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


def _bytes_in(end: int) -> int:
    """How many bytes lie in a pipe; whether it is readable says nothing where nobody has it open to write."""
    import fcntl
    import termios

    return int.from_bytes(fcntl.ioctl(end, termios.FIONREAD, bytes(4)), sys.byteorder)
