"""Each editor is told the place in its own way; nothing passes through a shell; nothing is waited for."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from prisonersvoice_ar.app.preview.editor import Command, Opener, command_for
from prisonersvoice_ar.app.preview.editors import EDITORS, WITH_WINDOW, Spot
from prisonersvoice_ar.core.errors import MachineError

FILE = "/дім/сцени мої/п'ять «діб» $(rm -rf ~)/scene.yaml"
SPOT = Spot(FILE, 41, 5)
WINDOWS_FILE = "C:\\Користувачі\\Олена & Ко\\100%\\scene.yaml"
Which = Callable[[str], str | None]


def having(*names: str) -> Which:
    """A machine on which these programs are installed."""
    return lambda name: f"/usr/bin/{name}" if name in names else None


def linux(env: dict[str, str], *programs: str) -> Command:
    return command_for(SPOT, env, "linux", having(*programs))


@pytest.mark.parametrize(
    ("editor", "argv"),
    [
        ("code", ["code", "--goto", f"{FILE}:41:5"]),
        ("code --wait", ["code", "--wait", "--goto", f"{FILE}:41:5"]),
        ("codium", ["codium", "--goto", f"{FILE}:41:5"]),
        ("subl -n", ["subl", "-n", f"{FILE}:41:5"]),
        ("gvim", ["gvim", "+call cursor(41,5)", FILE]),
        ("emacs", ["emacs", "+41:5", FILE]),
        ("emacsclient -n", ["emacsclient", "-n", "+41:5", FILE]),
        ("kate", ["kate", "--line", "41", "--column", "5", FILE]),
        ("gedit", ["gedit", "+41:5", FILE]),
        ("xed", ["xed", "+41", FILE]),
        ("mousepad", ["mousepad", "--line=41", "--column=5", FILE]),
        ("notepad++", ["notepad++", "-n41", "-c5", FILE]),
        ("pycharm", ["pycharm", "--line", "41", "--column", "5", FILE]),
        ("leafpad", ["leafpad", FILE]),
    ],
)
def test_each_editor_with_a_window_is_told_in_its_own_way(editor: str, argv: list[str]) -> None:
    env = {"EDITOR": editor, "DISPLAY": ":0"}
    found = linux(env, argv[0])
    assert list(found.argv) == [f"/usr/bin/{argv[0]}", *argv[1:]]
    told = "go to line 41" if editor == "leafpad" else "scene.yaml:41"
    assert told in found.said, "what it was not told is not said to have been"


@pytest.mark.parametrize(
    ("editor", "argv"),
    [
        ("vim", ["+call cursor(41,5)", FILE]),
        ("nvim", ["+call cursor(41,5)", FILE]),
        ("vi", ["+41", FILE]),
        ("nano", ["+41,5", FILE]),
        ("micro", ["+41:5", FILE]),
        ("hx", [f"{FILE}:41:5"]),
        ("emacs -nw", ["-nw", "+41:5", FILE]),
    ],
)
def test_an_editor_of_the_terminal_is_given_one_of_its_own(editor: str, argv: list[str]) -> None:
    name = editor.split(maxsplit=1)[0]
    found = linux({"EDITOR": editor, "DISPLAY": ":0"}, name, "xterm")
    assert list(found.argv) == ["/usr/bin/xterm", "-e", f"/usr/bin/{name}", *argv]
    named = linux({"EDITOR": editor, "TERMINAL": "kitty"}, name, "xterm", "kitty")
    assert list(named.argv) == ["/usr/bin/kitty", f"/usr/bin/{name}", *argv]
    console = command_for(SPOT, {"EDITOR": editor}, "win32", having(name))
    assert console.console
    assert list(console.argv) == [f"/usr/bin/{name}", *argv]


def test_without_a_terminal_the_next_way_is_taken_and_said() -> None:
    found = linux({"EDITOR": "vim"}, "vim", "code")
    assert found.argv[0] == "/usr/bin/code"
    assert found.said.startswith("EDITOR names “vim”, which cannot be started here. ")


def test_visual_comes_before_editor_and_code_before_the_system() -> None:
    both = {"VISUAL": "kate", "EDITOR": "code"}
    assert linux(both, "kate", "code").argv[0] == "/usr/bin/kate"
    assert linux(both, "code").argv[0] == "/usr/bin/code"
    assert linux({}, "code", "gedit", "xdg-open").argv[0] == "/usr/bin/code"
    assert linux({}, "gedit", "xdg-open").argv[0] == "/usr/bin/gedit"
    assert linux({}, "xdg-open").argv == ("/usr/bin/xdg-open", FILE)
    assert "go to line 41" in linux({}, "xdg-open").said
    assert linux({"EDITOR": "  "}, "gio").argv == ("/usr/bin/gio", "open", FILE)


def test_where_nothing_is_there_the_error_says_what_to_do() -> None:
    with pytest.raises(MachineError, match="no editor") as error:
        linux({"EDITOR": "no-such"})
    assert "no-such" in error.value.message
    assert "VISUAL=" in error.value.advice
    with pytest.raises(MachineError, match="is no command"):
        linux({"EDITOR": "code 'unclosed"}, "code")


def test_mac_quotes_the_file_for_the_shell_of_a_new_terminal() -> None:
    found = command_for(SPOT, {"EDITOR": "nano"}, "darwin", having("nano", "osascript"))
    assert found.argv[0] == "osascript"
    assert FILE not in "".join(found.argv[:-1]), "the name is no part of the script"
    import shlex

    assert shlex.split(found.argv[-1]) == ["/usr/bin/nano", "+41,5", FILE]
    assert command_for(SPOT, {}, "darwin", having()).argv == ("open", "-t", FILE)
    assert command_for(SPOT, {"EDITOR": "xed"}, "darwin", having("xed")).argv[1:] == ("--line", "41", FILE)


def test_windows_batch_files_are_gone_round_or_not_trusted_with_odd_names(tmp_path: Path) -> None:
    """cmd.exe reads & and % even in quotes; Code.exe stands beside code.cmd."""
    batch = tmp_path / "VS Code" / "bin" / "code.cmd"
    spot = Spot(WINDOWS_FILE, 41, 5)
    with_batch: Which = {"code": str(batch)}.get
    assert command_for(spot, {}, "win32", with_batch).argv == (), "as by a double click"
    assert command_for(Spot("C:\\s\\scene.yaml", 41, 5), {}, "win32", with_batch).argv[0] == str(batch)
    (tmp_path / "VS Code" / "Code.exe").parent.mkdir()
    (tmp_path / "VS Code" / "Code.exe").touch()
    found = command_for(spot, {}, "win32", with_batch).argv
    assert found == (str(tmp_path / "VS Code" / "Code.exe"), "--goto", f"{WINDOWS_FILE}:41:5")


@pytest.mark.parametrize(
    "value",
    ["C:\\Program Files\\Notepad++\\notepad++.exe", '"C:\\Program Files\\Notepad++\\notepad++.exe"'],
)
def test_a_windows_path_with_spaces_is_one_program(value: str) -> None:
    program = value.strip('"')
    found = command_for(Spot(WINDOWS_FILE, 41, 5), {"EDITOR": value}, "win32", {program: program}.get)
    assert found.argv == (program, "-n41", "-c5", WINDOWS_FILE)
    options = command_for(
        Spot(WINDOWS_FILE, 1, 1), {"EDITOR": f'"{program}" -multiInst'}, "win32", {program: program}.get
    )
    assert options.argv[:2] == (program, "-multiInst")


def test_every_editor_that_is_looked_for_is_told_a_place() -> None:
    untold = [name for name in WITH_WINDOW if (name, "") not in EDITORS]
    assert untold == ["gnome-text-editor"]
    for takes in EDITORS.values():
        assert FILE in " ".join(takes(SPOT))
        assert "41" in " ".join(takes(SPOT)).replace(FILE, "")


def editor(folder: Path, code: str) -> str:
    """A program that does ``code``, as $EDITOR."""
    script = folder / "мій редактор.py"
    script.write_text(code, "utf-8")
    return f"'{sys.executable}' '{script}'"


@pytest.mark.skipif(sys.platform == "win32", reason="quotes of POSIX")
def test_a_real_program_gets_exactly_the_file_whatever_its_name(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    code = f"import json, sys; open({str(out)!r}, 'w').write(json.dumps(sys.argv[1:]))"
    file = tmp_path / "сцена; touch 'x' \"y\" $(id) & `id` %PATH%\n.yaml"
    file.touch()
    opener = Opener()
    said = opener.open_at(file, 3, 7, {"EDITOR": editor(tmp_path, code)})
    assert said.startswith("Opened")
    end = time.monotonic() + 20
    while not (out.exists() and out.read_text("utf-8")) and time.monotonic() < end:
        time.sleep(0.01)
    assert json.loads(out.read_text("utf-8")) == [str(file)]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted(
        [file.name, "out.json", "мій редактор.py"]
    )


@pytest.mark.skipif(sys.platform == "win32", reason="quotes of POSIX")
def test_an_editor_that_stays_open_is_not_waited_for_and_one_that_fails_is_told(tmp_path: Path) -> None:
    opener = Opener()
    began = time.monotonic()
    opener.open_at(tmp_path / "a.yaml", 1, 1, {"EDITOR": editor(tmp_path, "import time; time.sleep(30)")})
    assert time.monotonic() - began < 5.0
    assert opener.trouble() == ""
    process = opener._started[0][0]
    process.kill()
    process.wait()
    opener._started.clear()
    opener.open_at(tmp_path / "a.yaml", 1, 1, {"EDITOR": editor(tmp_path, "raise SystemExit(9)")})
    end, said = time.monotonic() + 20, ""
    while not said and opener._started and time.monotonic() < end:
        said = opener.trouble()
        time.sleep(0.01)
    assert "exit code 9" in said
    assert opener.trouble() == ""


def test_a_program_that_is_none_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    fake = tmp_path / "kate"
    fake.write_bytes(b"\x00\x01 no program")
    fake.chmod(0o755)
    with pytest.raises(MachineError) as error:
        Opener().open_at(tmp_path / "a.yaml", 1, 1, {"EDITOR": str(fake)})
    assert str(fake) in error.value.message
    assert error.value.advice
