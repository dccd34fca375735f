"""The link and its child process, with the faults done for real: killed, stopped, orphaned, unplugged."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import cv2
import numpy as np
import psutil
import pytest

from prisonersvoice_ar.core.errors import ContentError, MachineError, SourceError, UsageError
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import (
    LinkStatus,
    OpenDictionary,
    PerceptionSettings,
    Seen,
)
from prisonersvoice_ar.perception.source_spec import SourceSpec, parse_source

SHM = Path("/dev/shm")
Until = Callable[[Seen | None, LinkStatus], bool]


def segments() -> set[str]:
    """The shared memory of this machine, where it can be listed; other tests may run beside."""
    return {path.name for path in SHM.iterdir() if path.name.startswith("psm_")} if SHM.is_dir() else set()


def left_behind(before: set[str]) -> set[str]:
    """Segments that are new and stay; those of programs beside us have a name for a moment only."""
    end = time.monotonic() + 2.0
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


@pytest.fixture
def start() -> Iterator[Callable[..., PerceptionLink]]:
    before = segments()
    links: list[PerceptionLink] = []

    def make(text: str, **settings: object) -> PerceptionLink:
        link = PerceptionLink(PerceptionSettings(parse_source(text), **settings))  # type: ignore[arg-type]
        links.append(link)
        link.start()
        return link

    yield make
    pids = [link.pid for link in links]
    for link in links:
        link.close()
        link.close()
    assert not any(pid and psutil.pid_exists(pid) for pid in pids)
    assert left_behind(before) == set()


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


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    made.on()
    yield made
    made.off()


def test_lockstep_delivers_each_frame_once(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 80)), pacing="lockstep")
    begun = time.monotonic()
    seen = pump(link, over)
    assert frames_of(seen) == list(range(80))
    assert link.status.state == "ended"
    assert link.status.frames_dropped == 0
    assert time.monotonic() - begun < 80 / 30 + 1.5  # as fast as it is read, not in real time
    assert link.faults == []


def test_lockstep_waits_for_a_slow_reader(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 6)), pacing="lockstep")
    frames, values = [], []
    while link.poll(time.monotonic()).state != "ended":
        time.sleep(0.1)
        if (newest := link.latest()) is not None:
            frames.append(newest.observation.frame)
            values.append(round((float(newest.pixels.mean()) - 20) / 10))
    assert frames == list(range(6))
    assert values == frames  # the pixels are those of that very frame


def test_a_file_plays_in_real_time(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 45)))
    seen = pump(link, running)
    begun = time.monotonic()
    seen += pump(link, over)
    assert 1.2 < time.monotonic() - begun < 2.6
    assert frames_of(seen)[-1] == 44
    assert link.status.frames_dropped == 45 - len(seen)
    lags = [each.observation.captured_s - each.observation.t for each in seen]
    assert max(lags) - min(lags) < 0.2  # each at its presentation time
    assert link.status.fps == pytest.approx(30)
    assert link.status.size == (160, 120)
    assert link.status.lens is not None
    assert link.status.lens.assumed


def test_a_loop_goes_on(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 10)), pacing="lockstep", loop=True)
    seen = pump(link, lambda newest, _: newest is not None and newest.observation.frame >= 34)
    assert frames_of(seen) == list(range(35))


@pytest.mark.parametrize("content", [None, b"", b"no video at all"])
def test_a_file_that_is_none_fails_at_once(
    content: bytes | None, start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    path = tmp_path / "film.mp4"
    if content is not None:
        path.write_bytes(content)
    link = start(str(path))
    pump(link, over, 5)
    status = link.status
    assert status.state == "failed"
    assert isinstance(status.error, SourceError)
    assert "film.mp4" in status.message
    assert "\n" not in status.message
    assert status.advice
    assert [fault.kind for fault in link.faults] == ["failed"]


def test_intrinsics_of_another_shape_are_refused(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    lens = Intrinsics(1280, 720, 1000, 1000, 639.5, 359.5)
    link = start(str(write_video(tmp_path / "film.avi", 5)), lens=lens)
    pump(link, over, 5)
    assert isinstance(link.status.error, ContentError)
    assert "1280×720" in link.status.message


def test_intrinsics_are_scaled_to_the_picture(start: Callable[..., PerceptionLink], tmp_path: Path) -> None:
    lens = Intrinsics(640, 480, 600, 600, 319.5, 239.5)
    link = start(str(write_video(tmp_path / "film.avi", 5)), lens=lens)
    seen = pump(link, running)
    assert seen[0].lens.fx == pytest.approx(150)
    assert link.status.lens == lens.scaled_to(160, 120)


def test_a_camera_that_is_missing_is_looked_for(start: Callable[..., PerceptionLink]) -> None:
    link = start("a camera that nobody has plugged in")
    pump(link, lost, 5)
    assert "a camera that nobody has plugged in" in link.status.message
    pid = link.pid
    end = time.monotonic() + 2.5
    while time.monotonic() < end:
        assert link.poll(time.monotonic()).state == "lost"
        link.wait(0.05)
    assert link.pid == pid
    assert link.faults == []  # it has never been there: nothing broke


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
def test_a_killed_worker_comes_back_and_misses_nothing(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    link = start(str(write_video(tmp_path / "film.avi", 60)), pacing="lockstep")
    seen = pump(link, lambda newest, _: newest is not None and newest.observation.frame == 20)
    assert link.pid is not None
    os.kill(link.pid, signal.SIGKILL)
    killed = time.monotonic()
    seen += pump(link, lost, 2)
    seen += pump(link, running)
    assert time.monotonic() - killed < 3.0
    seen += pump(link, over)
    assert frames_of(seen) == list(range(60))
    assert [fault.kind for fault in link.faults] == ["crash"]
    assert link.faults[0].recovered_s is not None
    assert link.status.restarts == 1


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="POSIX signals")
def test_a_hanging_worker_is_replaced(start: Callable[..., PerceptionLink], server: Server) -> None:
    link = start(server.url)
    before = pump(link, running)[-1].observation
    first = link.pid
    assert first is not None
    os.kill(first, signal.SIGSTOP)
    stopped = time.monotonic()
    pump(link, lost, 4)
    assert 1.5 < time.monotonic() - stopped < 3.0
    after = pump(link, running, 5)[-1].observation
    assert not psutil.pid_exists(first)
    assert after.frame > before.frame
    assert after.t > before.t + 1.0
    assert [fault.kind for fault in link.faults] == ["hang"]


def test_an_app_that_was_halted_does_not_blame_its_child(
    start: Callable[..., PerceptionLink], server: Server
) -> None:
    link = start(server.url)
    pump(link, running)
    pid = link.pid
    time.sleep(2.5)
    link.poll(time.monotonic())
    link.poll(time.monotonic() + 100.0)
    link._polled_s = time.monotonic()
    pump(link, running)
    assert link.pid == pid
    assert link.faults == []


def test_a_stream_that_goes_and_comes_back(start: Callable[..., PerceptionLink], server: Server) -> None:
    link = start(server.url)
    pump(link, running)
    server.off()
    pump(link, lost, 3)
    assert server.url in link.status.message
    time.sleep(1.2)
    server.on()
    back = time.monotonic()
    pump(link, running, 5)
    assert time.monotonic() - back < 3.0
    assert [fault.kind for fault in link.faults] == ["lost"]
    assert link.faults[0].recovered_s is not None
    assert link.status.restarts == 0


def test_a_picture_that_stands_still_is_a_stall(start: Callable[..., PerceptionLink], server: Server) -> None:
    link = start(server.url)
    pump(link, running)
    server.still()
    pump(link, lambda _, __: bool(link.faults), 5)
    assert [fault.kind for fault in link.faults] == ["stall"]


def test_a_file_that_goes_in_a_loop_and_comes_back(
    start: Callable[..., PerceptionLink], tmp_path: Path
) -> None:
    path = write_video(tmp_path / "film.avi", 20)
    link = start(str(path), loop=True)
    pump(link, running)
    away = path.rename(tmp_path / "away.avi")
    pump(link, lost, 4)
    away.rename(path)
    back = time.monotonic()
    pump(link, running, 5)
    assert time.monotonic() - back < 3.0


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill would end it there")
def test_ctrl_c_does_not_end_a_child_that_is_starting(
    start: Callable[..., PerceptionLink], server: Server
) -> None:
    link = start(server.url)
    pid = link.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    pump(link, running)
    assert link.pid == pid
    assert link.faults == []


@pytest.mark.skipif(sys.platform == "win32", reason="os.kill would end it there")
def test_ctrl_c_does_not_end_the_child(start: Callable[..., PerceptionLink], server: Server) -> None:
    link = start(server.url)
    pump(link, running)
    pid = link.pid
    assert pid is not None
    os.kill(pid, signal.SIGINT)
    pump(link, lambda newest, _: newest is not None and newest.observation.frame > 10)
    assert link.pid == pid


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX signals")
@pytest.mark.parametrize("text", ["stub:noise", "a camera that nobody has plugged in"])
def test_the_child_ends_with_its_parent_and_leaves_nothing(text: str, root: Path) -> None:
    code = f"""
        import time
        from prisonersvoice_ar.perception.link import PerceptionLink
        from prisonersvoice_ar.perception.settings import PerceptionSettings
        from prisonersvoice_ar.perception.source_spec import parse_source
        link = PerceptionLink(PerceptionSettings(parse_source({text!r}), loop=True))
        link.start()
        while link.poll(time.monotonic()).state == "starting":
            link.wait(0.05)
            link.latest()
        print(link.pid, flush=True)
        while True:
            link.wait(0.05)
            link.latest()
    """
    before = segments()
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        child = psutil.Process(int(parent.stdout.readline()))
        assert not any("__mp_main__" in part for part in child.cmdline())
        parent.kill()
        child.wait(2.0)
        assert parent.stderr.read() == b""
    assert left_behind(before) == set()


def test_a_machine_that_refuses_a_process_is_borne_in_mid_visit(
    start: Callable[..., PerceptionLink], monkeypatch: pytest.MonkeyPatch
) -> None:
    link = start("stub:noise", loop=True)
    pump(link, running)
    assert link._child is not None
    link._child._process.kill()

    def refused(*args: object) -> None:
        raise OSError("Cannot allocate memory")

    with monkeypatch.context() as patch:
        patch.setattr("prisonersvoice_ar.perception.link.Child", refused)
        pump(link, lambda _, status: "Cannot allocate memory" in status.message, 5)
        assert link.latest() is None
        assert link.status.state == "lost"
        assert link.status.advice
        with pytest.raises(MachineError, match="Cannot allocate memory"):
            PerceptionLink(link.settings).start()
    pump(link, running)
    assert [fault.kind for fault in link.faults] == ["crash"]


def test_settings_that_make_no_sense_are_refused() -> None:
    source = SourceSpec("stub", "noise")
    with pytest.raises(UsageError, match="DICT_9X9"):
        PerceptionSettings(source, open_dictionary=OpenDictionary("DICT_9X9", 0.05))
    with pytest.raises(UsageError, match="wide"):
        PerceptionSettings(source, open_dictionary=OpenDictionary("DICT_4X4_50", 0.0))
    with pytest.raises(UsageError, match="people model"):
        PerceptionSettings(source, people=frozenset({"feet"}))  # type: ignore[arg-type]


def test_the_first_frame_comes_soon(start: Callable[..., PerceptionLink]) -> None:
    begun = time.monotonic()
    link = start("stub:gradient")
    pump(link, running)
    assert time.monotonic() - begun < 3.0  # 0.3 s on an idle machine; bench measures it


def test_people_models_come_when_they_are_wanted(start: Callable[..., PerceptionLink]) -> None:
    pytest.importorskip("mediapipe")
    link = start("stub:gradient", loop=True)
    assert pump(link, running)[-1].observation.people is None
    link.want_people(frozenset({"silhouette"}))
    seen = pump(link, lambda newest, _: newest is not None and newest.observation.people is not None)
    people = seen[-1].observation.people
    assert people is not None
    assert people.hands == ()
    link.want_people(frozenset())
    pump(link, lambda newest, _: newest is not None and newest.observation.people is None)
    assert link.faults == []
    assert link.status.notices == ()
