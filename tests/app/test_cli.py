"""The command line: which command is meant, and an interrupt at any moment."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prisonersvoice_ar.app.cli import COMMANDS, in_order

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
    code = f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); sys.argv = {START!r}; print(flush=True); "
    code += f"runpy.run_path({str(ROOT / 'main.py')!r}, run_name='__main__')"
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
