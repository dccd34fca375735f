"""A network camera on this machine's own loopback that can be switched off, and on again."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        camera: Camera = self.server.camera  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            for picture in camera.pictures():
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}\r\n\r\n"
                self.wfile.write(head.encode() + picture + b"\r\n")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        pass


class Camera:
    """Sends ``jpegs`` over and over, 20 a second, while it is on."""

    def __init__(self, jpegs: list[bytes]) -> None:
        self._jpegs = jpegs
        self._server: ThreadingHTTPServer | None = None
        self._stop = threading.Event()
        self._port = 0
        self.sent = 0
        """pictures, to whomever"""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/camera.mjpg"

    def on(self) -> None:
        self._stop = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), _Handler)
        self._server.daemon_threads = True
        self._server.camera = self  # type: ignore[attr-defined]
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def off(self) -> None:
        """Every connection breaks and nobody answers any more."""
        if self._server is not None:
            self._stop.set()
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def pictures(self) -> Iterator[bytes]:
        stop, number = self._stop, 0
        while not stop.is_set():
            yield self._jpegs[number % len(self._jpegs)]
            number += 1
            self.sent += 1
            time.sleep(0.05)


@contextmanager
def switched_on(jpegs: list[bytes]) -> Iterator[Camera]:
    """A camera that is on, and off at the end."""
    camera = Camera(jpegs)
    camera.on()
    try:
        yield camera
    finally:
        camera.off()


def jpegs_of(video: Path, count: int, start: int = 0) -> list[bytes]:
    """``count`` frames of a video as JPEG pictures, half as large."""
    capture = cv2.VideoCapture(str(video))
    found: list[bytes] = []
    for index in range(start + count):
        good, picture = capture.read()
        assert good, f"{video} has only {index} frames"
        if index >= start:
            small = cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
            found.append(cv2.imencode(".jpg", small)[1].tobytes())
    capture.release()
    return found
