"""The command line: which command is meant, and an interrupt at any moment."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import COMMANDS, in_order
from tests.app.program import environment

ROOT = Path(__file__).resolve().parents[2]
START = ["main.py", "run", "--headless", "--source", "demo"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("", "run"),
        ("--debug run", "run --debug"),
        ("--debug doctor --json", "doctor --debug --json"),
        ("--headless --source demo run --frames 3", "run --headless --source demo --frames 3"),
        ("--source=demo track", "track --source=demo"),
        # the value of an option is no command
        ("--source run", "run --source run"),
        ("--headless", "run --headless"),
        ("check scenes", "check scenes"),
        ("--version", "--version"),
        ("nonsense", "nonsense"),
    ],
)
def test_a_command_may_stand_behind_options(words: str, meant: str) -> None:
    assert in_order(words.split()) == meant.split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    from prisonersvoice_ar.app.cli import run

    with pytest.raises(SystemExit) as ended:
        run([command, "--help"])
    assert ended.value.code == 0
    assert "--debug" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="a console's Ctrl-C reaches the test as well")
@pytest.mark.parametrize("after_s", [0.04, 0.08, 0.14, 0.25])
def test_an_interrupt_while_starting_is_no_traceback(after_s: float, tmp_path: Path) -> None:
    # Python itself must be up; what it does before our first line is not ours
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv = {START!r}; "
    code += f"ours = compile(open({str(ROOT / 'main.py')!r}).read(), 'main.py', 'exec'); print(flush=True); exec(ours)"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        # a shell's background job, as a CI run may be, hands down that interrupts are ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after_s)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "Traceback" not in said


BARE = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == {missing!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Missing())
from prisonersvoice_ar.app import main
sys.exit(main({words!r}))
"""


def outcome(words: list[str], tmp_path: Path, missing: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", BARE.format(missing=missing, words=words)],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=90,
        env=environment(tmp_path),
    )  # fmt: skip


@pytest.mark.parametrize("missing", ["platformdirs", "yaml", "panda3d", "numpy"])
@pytest.mark.parametrize("words", [[*START[1:], "--frames", "2"], ["--headless", "--frames", "2"]])
def test_a_package_that_is_not_installed_is_named_with_the_command(
    missing: str, words: list[str], tmp_path: Path
) -> None:
    done = outcome(words, tmp_path, missing)
    assert done.returncode == 3, done.stderr
    last = done.stderr.splitlines()[-2:]
    assert last[0] == f"prisonersvoice: the Python package {missing} is not installed"
    assert "make setup" in last[1] or "run.bat" in last[1]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["run", "--lang", "tlh"], 2),
        (["run", "--headless", "--source", "./nowhere.mp4"], 3),
        (["track", "--targets", "nowhere.yaml"], 1),
    ],
)
def test_debug_shows_more_and_ends_the_same(words: list[str], code: int, tmp_path: Path) -> None:
    plain, debug = outcome(words, tmp_path), outcome([*words, "--debug"], tmp_path)
    assert (plain.returncode, debug.returncode) == (code, code)
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debug.stderr
    assert debug.stderr.endswith(plain.stderr.splitlines()[-1] + "\n")
