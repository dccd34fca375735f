"""The visitor is invisible: no connection, no other program, no file where none belongs, no memory left."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest

from tests.app.program import PATIENCE_S, ROOT, SMALL, VISITORS, command, environment, segments, until
from tests.pipes import written_pipe

INTERNET = re.compile(r"\bAF_INET6?\b")
STARTED = re.compile(r'\bexecve\("([^"]+)".*\) = 0$')
OPENED = re.compile(r'\bopen(?:at)?\((?:AT_FDCWD, )?"([^"]*)", ([A-Z_|]+)(?:, 0?\d+)?\)\s+= \d+')
MADE = re.compile(
    r"\b(?:mkdir|mkdirat|rename|renameat|renameat2|creat|symlink|symlinkat|link|linkat|mknod|mknodat)\((.*)\) = 0$"
)
QUOTED = re.compile(r'"([^"]*)"')
CALLS = (
    "trace=socket,connect,bind,sendto,execve,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,"
    "link,linkat,symlink,symlinkat,mknod,mknodat"
)

needs_tools = pytest.mark.skipif(
    not (shutil.which("strace") and shutil.which("unshare")), reason="strace and unshare are not here"
)


@dataclass(frozen=True)
class Traced:
    """A run without a network, and every system call of it that matters."""

    home: Path
    code: int
    said: str
    trace: str

    @cached_property
    def written(self) -> set[str]:
        """Every path that was opened to write, made, renamed or linked."""
        found: set[str] = set()
        for line in self.trace.splitlines():
            opened = OPENED.search(line)
            if opened and re.search("O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND", opened[2]):
                found.add(opened[1])
            elif made := MADE.search(line):
                found |= set(QUOTED.findall(made[1]))
        return {path if path.startswith("/") else str(self.home / path) for path in found}


def _may_be_written(path: str, home: Path) -> bool:
    """Whether the design lets the program write there."""
    folders = (
        home / ".cache" / "prisonersvoice",  # where platformdirs says
        home / ".local" / "state" / "prisonersvoice",
    )
    if any(path == str(folder) or path.startswith(f"{folder}/") for folder in folders):
        return True
    exact = (
        *(home / name for name in (".cache", ".local", ".local/state")),  # on the way to those
        *(home / name for name in ("out", "out/report.json", "out/.report.json.part")),
        Path("/dev/null"),
        Path("/dev/dri"),
        Path("/proc/self/coredump_filter"),
    )
    if path in {str(each) for each in exact}:
        return True
    session = re.escape(str(home / "tmp")) + r"/prisonersvoice-\w+(/|$)"
    if re.match(session, path) or re.fullmatch(r"/dev/shm/psm_[0-9a-f]+", path):
        return True
    # Python's own bytecode beside the code it was made from
    ours = (str(ROOT), str(Path(sys.prefix)), str(Path(sys.base_prefix)))
    return path.startswith(ours) and re.search(r"/__pycache__(/[^/]+\.pyc(\.\d+)?)?$", path) is not None


def _calls(trace: Path) -> str:
    """What strace wrote, a file a thread: in one file for all, calls that wait would be cut in two."""
    files = sorted(trace.parent.glob(f"{trace.name}.*"))
    return "".join(file.read_text("utf-8", errors="replace") for file in files)


RUNS = {
    "plain": ("--source", "demo"),
    "with all models": ("--source", "demo", "--people", "hands,face,silhouette"),
    "live": ("--source", "camera"),
}
"""the last looks through a camera, so that whatever is kept of a live picture is seen wherever it is put"""


@pytest.fixture(scope="module", params=RUNS)
def traced(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Traced:
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    trace = home.parent / f"{home.name}.trace"
    before = segments()
    with written_pipe(home / "camera", [np.full((480, 640, 3), shade, np.uint8) for shade in range(40, 80)]):
        done = subprocess.run(
            [
                *("unshare", "-rn", "strace", "-ff", "-qq", "--seccomp-bpf", "-s", "300", "-e", CALLS, "-o", trace),
                *command("run", "--headless", *RUNS[request.param], "--lang", "uk", "--frames", 150, *SMALL),
                *("--report", home / "out" / "report.json"),
            ],
            env=environment(home, TMPDIR=str(home / "tmp"), **VISITORS),
            cwd=home,
            capture_output=True,
            text=True,
            timeout=2 * PATIENCE_S,
            check=False,
        )  # fmt: skip
    ours = segments() - before
    until(lambda: not (ours & segments()), 30.0, f"shared memory is left: {ours}")
    return Traced(home, done.returncode, done.stdout + done.stderr, _calls(trace))


@needs_tools
def test_it_runs_without_a_network(traced: Traced) -> None:
    assert traced.code == 0, traced.said
    assert (traced.home / "out" / "report.json").stat().st_size > 500


@needs_tools
def test_the_models_are_loaded_where_they_are_asked_for(
    traced: Traced, request: pytest.FixtureRequest
) -> None:
    opened = set(re.findall(r'"[^"]*/models/([^"/]+\.(?:task|tflite))"[^"]*= \d', traced.trace))
    asked = "models" in request.node.callspec.id
    wanted = {"face_landmarker.task", "hand_landmarker.task", "selfie_segmenter.tflite"}
    assert opened <= wanted  # one after the other: a slow machine has not come to the last
    assert bool(opened) == asked


@needs_tools
def test_no_process_asks_for_the_internet(traced: Traced) -> None:
    assert "execve(" in traced.trace, "the trace is empty: strace saw nothing"
    asked = [line for line in traced.trace.splitlines() if INTERNET.search(line)]
    assert not asked, "\n".join(asked[:5])


@needs_tools
def test_no_other_program_is_started(traced: Traced) -> None:
    started = [found[1] for line in traced.trace.splitlines() if (found := STARTED.search(line))]
    assert len(started) >= 2, "the trace shows not even ourselves and perception"
    assert {Path(path).resolve() for path in started} == {Path(sys.executable).resolve()}


@needs_tools
def test_nothing_is_written_where_nothing_belongs(traced: Traced) -> None:
    assert str(traced.home / "out" / ".report.json.part") in traced.written, "the trace shows no writing"
    strange = sorted(path for path in traced.written if not _may_be_written(path, traced.home))
    assert not strange, strange


@needs_tools
def test_what_is_left_is_the_report_caches_and_logs(traced: Traced) -> None:
    left = {path.relative_to(traced.home).as_posix() for path in traced.home.rglob("*") if path.is_file()}
    kept = (".cache/prisonersvoice/", ".local/state/prisonersvoice/")
    assert {name for name in left if not name.startswith(kept)} == {"out/report.json"}
    assert not list((traced.home / "tmp").iterdir())


@needs_tools
def test_no_shared_memory_is_left(traced: Traced) -> None:
    names = set(re.findall(r'"/dev/shm/([^"]+)"', traced.trace))
    assert names, "frames travel through shared memory, so its segment must be in the trace"
    assert not [name for name in names if (Path("/dev/shm") / name).exists()]


def test_the_rule_itself_bites(tmp_path: Path) -> None:
    for path in ("/tmp/frame.jpg", tmp_path / "frame.png", tmp_path / ".config/matplotlib", "/dev/shm/frame",
                 tmp_path / "out/frame.png", tmp_path / "tmp/x", "/etc/passwd", tmp_path / ".cache/other/x"):  # fmt: skip
        assert not _may_be_written(str(path), tmp_path), path
    for path in (
        tmp_path / "out/report.json",
        tmp_path / ".cache/prisonersvoice/shaders/a",
        "/dev/shm/psm_0a1b2c3d",
    ):
        assert _may_be_written(str(path), tmp_path), path
    line = f'77  openat(AT_FDCWD, "{tmp_path}/frame.png", O_WRONLY|O_CREAT|O_TRUNC|O_CLOEXEC, 0666) = 3'
    assert Traced(tmp_path, 0, "", line).written == {f"{tmp_path}/frame.png"}
    assert Traced(tmp_path, 0, "", '77  mkdir("odd", 0777) = 0').written == {str(tmp_path / "odd")}
    assert INTERNET.search("77  socket(AF_INET6, SOCK_DGRAM, 0) = 3")
