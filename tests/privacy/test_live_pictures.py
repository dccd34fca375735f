"""No picture of a live source is in any file after a run, nor in the report of a fault."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np

from tests.app.program import run

COLOUR = (37, 201, 113)
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"ftypisom", b"ftypmp42", b"RIFF", b"BM6")


def _jpeg() -> bytes:
    return cv2.imencode(".jpg", np.full((480, 640, 3), COLOUR, np.uint8))[1].tobytes()


class _Camera(BaseHTTPRequestHandler):
    """An MJPEG camera on this machine's own loopback."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        stop = self.server.stop  # type: ignore[attr-defined]
        try:
            number = 0
            while not stop.wait(1 / 30):
                number += 1
                picture = cv2.imdecode(np.frombuffer(_jpeg(), np.uint8), cv2.IMREAD_COLOR)
                picture[: 8 + number % 100, :8] = 255  # a live picture moves
                data = cv2.imencode(".jpg", picture)[1].tobytes()
                self.wfile.write(b"--frame\r\nContent-Type: image/jpeg\r\n\r\n" + data + b"\r\n")
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        pass


def test_no_live_picture_is_kept(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Camera)
    server.stop = threading.Event()  # type: ignore[attr-defined]
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home, temporary = tmp_path / "home", tmp_path / "home" / "tmp"
    temporary.mkdir(parents=True)
    try:
        address = f"http://127.0.0.1:{server.server_port}/camera.mjpg"
        ended = run(
            home, "run", "--headless", "--source", address, "--lang", "en", "--frames", 90,
            "--report", home / "out" / "report.json", TMPDIR=str(temporary),
        )  # fmt: skip
    finally:
        server.stop.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
    assert ended.code == 0, ended.text
    seen = cv2.imdecode(np.frombuffer(_jpeg(), np.uint8), cv2.IMREAD_COLOR)[400, 400]
    runs = [bytes(seen.tolist()) * 64, bytes(seen[::-1].tolist()) * 64]
    kept = [path for path in home.rglob("*") if path.is_file()]
    assert kept, "not even a report was written: the test looked at nothing"
    for path in kept:
        content = path.read_bytes()
        assert not content.startswith(PICTURES), f"{path} is a picture"
        assert not any(run_of in content for run_of in runs), f"{path} holds pixels of the camera"


def test_a_live_source_is_never_filmed(tmp_path: Path) -> None:
    ended = run(tmp_path, "run", "--source", "http://127.0.0.1:9/", "--record", tmp_path / "film.mp4")
    assert ended.code == 2
    assert not list(tmp_path.rglob("*film*"))
