"""One contract over all sources, the stub included: what `sources.base.Source` promises, each one keeps."""

import inspect
import os
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np
import pytest

from prisonersvoice_ar.core.errors import SourceError
from prisonersvoice_ar.perception.source_spec import parse_source
from prisonersvoice_ar.perception.sources import Frame, Source, make_source, stream
from prisonersvoice_ar.perception.sources.camera import CameraSource
from prisonersvoice_ar.perception.sources.folder import FolderSource, natural_key
from prisonersvoice_ar.perception.sources.picture import to_bgr
from prisonersvoice_ar.perception.sources.stream import StreamSource
from prisonersvoice_ar.perception.sources.stub import StubSource
from prisonersvoice_ar.perception.sources.video import VideoSource
from tests import rtsp
from tests.contracts import driver
from tests.contracts.driver import FRAMES, numbered, write_video
from tests.pipes import written_pipe


def index_of(frame: Frame) -> int:
    return round((float(frame.pixels.mean()) - 13.5) / 15)


def write_folder(path: Path, frames: int = FRAMES) -> Path:
    path.mkdir()
    for index in range(frames):
        assert cv2.imwrite(str(path / f"picture{index}.png"), numbered(index))
    return path


class Mjpeg(BaseHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        try:
            for index in range(400):
                jpeg = cv2.imencode(".jpg", numbered(index % FRAMES))[1].tobytes()
                head = f"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
                self.wfile.write(head.encode() + jpeg + b"\r\n")
                time.sleep(0.01)
        except OSError:
            pass


@pytest.fixture(scope="module")
def mjpeg_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Mjpeg)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/cam"
    server.shutdown()
    server.server_close()


KINDS = [
    "video",
    "folder",
    "picture",
    "camera",
    "stream",
    "rtsp",
    "stub:noise",
    "stub:gradient",
    "stub:nothing",
]


@pytest.fixture(scope="module")
def rtsp_url() -> Iterator[str]:
    pytest.importorskip("av")
    with rtsp.camera([numbered(index) for index in range(FRAMES)]) as url:
        yield url


@pytest.fixture(params=[*KINDS, *(["pipe"] if hasattr(os, "mkfifo") else [])])
def source(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Source]:
    kind = request.param
    if kind == "pipe":
        with written_pipe(tmp_path / "pipe", [numbered(index) for index in range(FRAMES)]) as path:
            made = make_source(parse_source(str(path)))
            yield made
            made.close()
        return
    if kind == "video":
        text = str(write_video(tmp_path / "film.avi"))
    elif kind == "folder":
        text = str(write_folder(tmp_path / "pictures"))
    elif kind == "picture":
        text = str(write_folder(tmp_path / "pictures", 1) / "picture0.png")
    elif kind == "camera":
        driver.plug(monkeypatch)[2] = write_video(tmp_path / "one.avi", 90)
        text = "2"
    elif kind == "rtsp":
        text = request.getfixturevalue("rtsp_url")
    elif kind == "stream":
        text = request.getfixturevalue("mjpeg_url")
    else:
        text = kind
    made = make_source(parse_source(text))
    yield made
    made.close()


ADAPTERS = (CameraSource, FolderSource, StreamSource, StubSource, VideoSource)
PUBLIC = {name for name in vars(Source) if not name.startswith("_")} - {"spec"}


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.__name__)
def test_an_adapter_has_the_methods_of_the_interface_and_no_others(adapter: type) -> None:
    own = {name for name, _ in inspect.getmembers(adapter) if not name.startswith("_")}
    assert own == PUBLIC


def test_it_is_present_and_names_itself(source: Source) -> None:
    begun = time.monotonic()
    assert source.present()
    assert time.monotonic() - begun < 0.35
    assert source.name
    assert source.size == (0, 0)


def test_it_yields_bgr_frames_that_count_up_in_time(source: Source) -> None:
    with source:
        width, height = source.size
        assert width > 0
        assert height > 0
        assert source.fps >= 0
        previous: Frame | None = None
        for index in range(3):
            before = time.monotonic()
            frame = source.read()
            if frame is None:
                assert source.name.endswith("picture0.png")
                break
            assert frame.pixels.shape == (height, width, 3)
            assert frame.pixels.dtype == np.uint8
            assert frame.pixels.flags.c_contiguous
            assert frame.index == index
            assert before <= frame.captured_s <= time.monotonic()
            assert previous is None or frame.t > previous.t
            previous = frame
        assert previous is not None


def test_what_is_skipped_is_counted(source: Source) -> None:
    with source:
        first = source.read()
        assert first is not None
        if source.name.endswith("picture0.png"):
            assert not source.skip()
            return
        assert source.skip()
        third = source.read()
        assert third is not None
        assert third.index == 2
        assert third.t > first.t


def test_it_may_be_closed_twice_and_opened_again(source: Source) -> None:
    source.close()
    for _ in range(2):
        source.open()
        frame = source.read()
        assert frame is not None
        assert frame.index == 0
        source.close()
        source.close()


def test_it_ends_once_and_for_all_unless_it_is_live(source: Source) -> None:
    with source:
        if source.live:
            return
        count = 0
        while source.read() is not None:
            count += 1
        assert count in (1, FRAMES, 90)
        assert source.read() is None
        assert not source.skip()


@pytest.mark.parametrize("kind", ["video", "folder"])
def test_a_loop_has_no_seam(kind: str, tmp_path: Path) -> None:
    path = write_video(tmp_path / "film.avi") if kind == "video" else write_folder(tmp_path / "pictures")
    wanted = 2 * FRAMES + 3
    numbers, pictures, times = [], [], []
    with make_source(parse_source(str(path)), loop=True) as source:
        for _ in range(wanted):
            frame = source.read()
            assert frame is not None
            numbers.append(frame.index)
            pictures.append(index_of(frame))
            times.append(frame.t)
    assert numbers == list(range(wanted))
    assert pictures == [index % FRAMES for index in range(wanted)]
    assert np.diff(times) == pytest.approx(1 / 30, abs=1e-3)


def fault(text: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_all(text)
    return caught.value


def read_all(text: str) -> int:
    with make_source(parse_source(text)) as source:
        count = 0
        while source.read() is not None:
            count += 1
    return count


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    error = fault(str(tmp_path / "gone.mp4"))
    assert "gone.mp4" in str(error)
    assert error.temporary
    assert not make_source(parse_source(str(tmp_path / "gone.mp4"))).present()


@pytest.mark.parametrize(
    "content", [b"", b"this is no video\n" * 400, b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\1" * 4096]
)
def test_what_is_no_video_is_one_clear_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "broken.mp4"
    path.write_bytes(content)
    error = fault(str(path))
    assert "broken.mp4" in error.message
    assert "\n" not in error.message
    assert error.advice
    assert not error.temporary


def test_a_video_cut_in_the_middle_plays_as_far_as_it_goes_or_says_so(tmp_path: Path) -> None:
    whole = write_video(tmp_path / "film.avi", 40).read_bytes()
    (tmp_path / "cut.avi").write_bytes(whole[: len(whole) // 2])
    assert 5 <= read_all(str(tmp_path / "cut.avi")) < 40


def test_an_mp4_cut_short_is_named(tmp_path: Path, footage: Path) -> None:
    whole = (footage / "video" / "handheld-sheet.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    # its index lies in front, so it plays as far as it goes
    assert 100 < read_all(str(tmp_path / "cut.mp4")) < 362


def test_pictures_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "pictures", 3)
    (folder / "picture1.png").write_bytes(b"no picture")
    assert "picture1.png" in fault(str(folder)).message
    (tmp_path / "empty").mkdir()
    assert "holds no pictures" in fault(str(tmp_path / "empty")).message


def test_pictures_may_differ_in_size_and_kind(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    shapes: list[tuple[int, ...]] = [(1, 1, 3), (50, 40), (30, 60, 4), (10, 5000, 3)]
    for index, shape in enumerate(shapes):
        cv2.imwrite(str(folder / f"{index}.png"), np.full(shape, 200, np.uint8))
    cv2.imwrite(str(folder / "4.png"), np.full((20, 20), 51400, np.uint16))
    with make_source(parse_source(str(folder)), max_side=500) as source:
        seen = []
        while (frame := source.read()) is not None:
            seen.append(frame.pixels)
            assert source.size == (frame.pixels.shape[1], frame.pixels.shape[0])
    assert [pixels.shape for pixels in seen] == [
        (1, 1, 3),
        (50, 40, 3),
        (30, 60, 3),
        (1, 500, 3),
        (20, 20, 3),
    ]
    assert all(abs(float(pixels.mean()) - 200) <= 1 for pixels in seen)


def test_pictures_come_in_natural_order() -> None:
    names = ["Frame10.png", "frame2.png", "frame1b.png", "frame1.png", "кадр10", "кадр9"]
    wanted = ["frame1.png", "frame1b.png", "frame2.png", "Frame10.png", "кадр9", "кадр10"]
    assert sorted(names, key=natural_key) == wanted


def test_an_8k_picture_is_scaled_down() -> None:
    assert to_bgr(np.zeros((4320, 7680, 3), np.uint8), 1920).shape == (1080, 1920, 3)
    with pytest.raises(ValueError, match="shape"):
        to_bgr(np.zeros((0, 4, 3), np.uint8), 1920)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_stream_that_nobody_serves_is_absent_and_says_so(scheme: str) -> None:
    text = f"{scheme}://user:secret@127.0.0.1:{free_port()}/cam"
    source = make_source(parse_source(text))
    assert not source.present()
    error = fault(text)
    assert error.temporary
    assert "secret" not in str(error)
    assert "127.0.0.1" in error.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_pipe_that_nobody_writes_into_is_named_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_WRITTEN_S", 0.3)
    os.mkfifo(tmp_path / "pipe")
    error = fault(str(tmp_path / "pipe"))
    assert "nothing is written into the pipe" in error.message
    assert error.temporary


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_a_writer_that_is_slow_to_begin_is_not_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_WRITTEN_S", 0.2)
    os.mkfifo(tmp_path / "pipe")
    jpegs = [cv2.imencode(".jpg", numbered(index))[1].tobytes() for index in range(FRAMES)]
    broken: list[OSError] = []

    def write() -> None:
        try:
            with (tmp_path / "pipe").open("wb") as pipe:
                time.sleep(0.6)
                for jpeg in jpegs * 20:
                    pipe.write(jpeg)
        except OSError as error:
            broken.append(error)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    source = make_source(parse_source(str(tmp_path / "pipe")))
    refused = 0
    for _ in range(20):  # as the worker does
        try:
            source.open()
            break
        except SourceError:
            refused += 1
    assert 1 <= refused < 20
    assert not broken
    assert source.read() is not None
    source.close()
    writer.join(5)
