"""A camera in a network, as small as RTSP allows (RFC 2326): H.264 over RTP and UDP, by PyAV."""

import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, ClassVar

import numpy as np

FPS = 30
_DESCRIPTION = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=a test\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\n"
    "a=rtpmap:96 H264/90000\r\na=fmtp:96 packetization-mode=1\r\na=framerate:30\r\na=control:track0\r\n"
)


class Camera(StreamRequestHandler):
    """One client: what it asks is answered, and after PLAY pictures are sent until it goes."""

    pictures: ClassVar[Sequence[np.ndarray]] = ()

    def handle(self) -> None:
        self._gone = threading.Event()
        self._port = 0
        try:
            with suppress(OSError):
                while (asked := self._request()) is not None:
                    self.wfile.write(self._answer(*asked).encode())
        finally:
            self._gone.set()

    def _request(self) -> tuple[str, str] | None:
        lines: list[str] = []
        while (line := self.rfile.readline().decode()) not in ("\r\n", ""):
            lines.append(line)
        return (lines[0].split()[0], "".join(lines)) if lines else None

    def _answer(self, method: str, head: str) -> str:
        number = re.search(r"CSeq: *(\d+)", head)
        more, body = (
            {"OPTIONS": "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"}.get(method, "Session: 1\r\n"),
            "",
        )
        if method == "DESCRIBE":
            body = _DESCRIPTION
            more = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
        elif method == "SETUP":
            ports = re.search(r"client_port=(\d+)-(\d+)", head)
            if ports is None:
                return f"RTSP/1.0 461 Unsupported Transport\r\nCSeq: {number[1] if number else 0}\r\n\r\n"
            self._port = int(ports[1])
            more += (
                f"Transport: RTP/AVP/UDP;unicast;client_port={ports[1]}-{ports[2]};server_port=5004-5005\r\n"
            )
        elif method == "PLAY":
            threading.Thread(target=self._send, daemon=True).start()
        return f"RTSP/1.0 200 OK\r\nCSeq: {number[1] if number else 0}\r\n{more}\r\n{body}"

    def _send(self) -> None:
        import av

        out: Any = av.open(f"rtp://127.0.0.1:{self._port}?pkt_size=1200", "w", format="rtp")
        video = out.add_stream("libx264", rate=FPS)
        video.height, video.width = self.pictures[0].shape[:2]
        video.pix_fmt = "yuv420p"
        video.options = {
            "tune": "zerolatency", "preset": "ultrafast", "g": "15", "x264-params": "repeat-headers=1",
        }  # fmt: skip
        due, count = time.monotonic(), 0
        with suppress(OSError):
            while not self._gone.is_set():
                picture = self.pictures[count % len(self.pictures)]
                frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
                frame.pts, count = count, count + 1
                for packet in video.encode(frame):
                    out.mux(packet)
                due += 1 / FPS
                time.sleep(max(0.0, due - time.monotonic()))
        with suppress(OSError):
            out.close()


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def camera(pictures: Sequence[np.ndarray]) -> Iterator[str]:
    """Its address; ``pictures``: (H, W, 3) BGR with even sides, over and over."""
    handler = type("Here", (Camera,), {"pictures": pictures})
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"rtsp://127.0.0.1:{server.server_address[1]}/cam"
        server.shutdown()
