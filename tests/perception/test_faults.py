"""Faults done for real: the worker killed, stopped, orphaned; its source unplugged and put back."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from pumping import Server, frames_of, left_behind, lost, over, pump, running, segments, write_video

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.perception.link import PerceptionLink


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
