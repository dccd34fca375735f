"""Helpers of the link's tests: an app's loop, little videos, a camera that can be switched off."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np

from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import (
    LinkStatus,
    Seen,
)

SHM = Path("/dev/shm")
Until = Callable[[Seen | None, LinkStatus], bool]


def segments() -> set[str]:
    """The shared memory of this machine, where it can be listed; other tests may run beside."""
    return {path.name for path in SHM.iterdir() if path.name.startswith("psm_")} if SHM.is_dir() else set()


def left_behind(before: set[str]) -> set[str]:
    """Segments that are new and stay; those of programs beside us have a name only while they start, seconds on a busy machine."""
    end = time.monotonic() + 30.0
    left = segments() - before
    while left and time.monotonic() < end:
        time.sleep(0.05)
        left &= segments()
    return left


def write_video(path: Path, frames: int) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, (160, 120))
    for index in range(frames):
        writer.write(np.full((120, 160, 3), 20 + 10 * (index % 20), np.uint8))
    writer.release()
    return path


def pump(link: PerceptionLink, until: Until, limit_s: float = 10.0) -> list[Seen]:
    """Run an app's loop until something holds; the pixels of what is returned are used again."""
    seen: list[Seen] = []
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        link.wait(0.05)
        status = link.poll(time.monotonic())
        newest = link.latest()
        if newest is not None:
            seen.append(newest)
        if until(newest, status):
            return seen
    raise AssertionError(f"not within {limit_s} s: {link.status}")


def frames_of(seen: list[Seen]) -> list[int]:
    return [each.observation.frame for each in seen]


def running(newest: Seen | None, status: LinkStatus) -> bool:
    return newest is not None and status.state == "running"


def over(newest: Seen | None, status: LinkStatus) -> bool:
    return status.state in ("ended", "failed")


def lost(newest: Seen | None, status: LinkStatus) -> bool:
    return status.state == "lost"


class Mjpeg(BaseHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        server, index = self.server, 0
        try:
            while not server.stopping:  # type: ignore[attr-defined]
                index += 0 if server.still else 1  # type: ignore[attr-defined]
                jpeg = cv2.imencode(".jpg", np.full((120, 160, 3), index % 200, np.uint8))[1].tobytes()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
                time.sleep(1 / 30)
        except OSError:
            pass


class Server:
    """An MJPEG camera that can be switched off and on."""

    def __init__(self) -> None:
        self.port = 0
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/cam"

    def on(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Mjpeg)
        self._server.daemon_threads = True
        self._server.stopping = self._server.still = False  # type: ignore[attr-defined]
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def still(self) -> None:
        assert self._server is not None
        self._server.still = True  # type: ignore[attr-defined]

    def off(self) -> None:
        if self._server is not None:
            self._server.stopping = True  # type: ignore[attr-defined]
            self._server.shutdown()
            self._server.server_close()
            self._server = None
