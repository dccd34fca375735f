"""The visitor is invisible: no connection, no other program, no file where none belongs, no picture kept."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.program import command, environment

INTERNET = re.compile(r"\bAF_INET6?\b")
STARTED = re.compile(r'\bexecve\("([^"]+)".*\) = 0')
OPENED_TO_WRITE = re.compile(
    r'\bopen(?:at)?\((?:AT_FDCWD|\d+)?,? ?"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT)[^)]*\)\s+= \d'
)
MADE = re.compile(r'\b(?:mkdir|mkdirat|rename|renameat2?|creat|symlink|link)\(.*?"([^"]+)"[^)]*\) = 0')

needs_tools = pytest.mark.skipif(
    not (shutil.which("strace") and shutil.which("unshare")), reason="strace and unshare are not here"
)


def _traced(home: Path, *arguments: object) -> tuple[int, str, str]:
    """Run with no network at all; returns exit code, messages and every system call that matters."""
    trace = home.parent / f"{home.name}.trace"
    calls = "trace=socket,connect,bind,sendto,execve,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,symlink"
    done = subprocess.run(
        [
            "unshare",
            "-rn",
            "strace",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-s",
            "300",
            "-e",
            calls,
            "-o",
            trace,
            *command(*arguments),
        ],
        env=environment(home, TMPDIR=str(home / "tmp")),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    return done.returncode, done.stderr, trace.read_text("utf-8", errors="replace")


@pytest.fixture(scope="module", params=["", "hands,face,silhouette"], ids=["plain", "with all models"])
def run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, int, str, str]:
    if not (shutil.which("strace") and shutil.which("unshare")):
        pytest.skip("strace and unshare are not here")
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    people = ["--people", request.param] if request.param else []
    arguments = ["run", "--headless", "--source", "demo", "--lang", "uk", "--frames", 240]
    return home, *_traced(home, *arguments, "--report", home / "out" / "report.json", *people)


@needs_tools
def test_it_runs_without_a_network(run) -> None:
    home, code, said, _ = run
    assert code == 0, said
    assert (home / "out" / "report.json").stat().st_size > 500


@needs_tools
def test_no_process_asks_for_the_internet(run) -> None:
    trace = run[3]
    assert "socket(" in trace or "execve(" in trace, "the trace is empty: strace saw nothing"
    asked = [line for line in trace.splitlines() if INTERNET.search(line)]
    assert not asked, "\n".join(asked[:5])


@needs_tools
def test_no_other_program_is_started(run) -> None:
    started = set(STARTED.findall(run[3]))
    ours = {path for path in started if Path(path).resolve() == Path(sys.executable).resolve()}
    assert ours, "the trace shows not even ourselves"
    assert started == ours


@needs_tools
def test_nothing_is_written_where_nothing_belongs(run) -> None:
    home, _, _, trace = run
    allowed = (
        str(home / "out"),
        str(home / "tmp" / "prisonersvoice"),
        str(home / ".cache" / "prisonersvoice"),
        str(home / ".local" / "state" / "prisonersvoice"),
        str(home / ".local" / "share" / "prisonersvoice"),
        str(home / ".config" / "prisonersvoice"),
        "/dev/",  # shared memory, null, the graphics driver
        "/proc/self/",
    )
    parents = (str(home / name) for name in (".cache", ".local", ".local/state", ".local/share", ".config"))
    touched = set(OPENED_TO_WRITE.findall(trace)) | set(MADE.findall(trace))
    touched = {path if path.startswith("/") else str(home / path) for path in touched}
    strange = sorted(path for path in touched - set(parents) if not path.startswith(allowed))
    assert not [path for path in strange if "__pycache__" not in path], strange


@needs_tools
def test_no_shared_memory_is_left(run) -> None:
    trace = run[3]
    names = set(re.findall(r'"(/dev/shm/[^"]+)"', trace))
    assert names, "frames travel through shared memory, so its segment must be in the trace"
    assert not [name for name in names if Path(name).exists()]
