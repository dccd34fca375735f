"""The author's own editor, at the place of a mistake. Nothing is handed to a shell; nothing is waited for.

Which editor: ``$VISUAL``, then ``$EDITOR``, in the order that every Unix program asks them; then the first editor
with a window that is installed and takes a line; then whatever the system opens text files with.
"""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath

from prisonersvoice_ar.app.preview.editors import EDITORS, WITH_WINDOW, Spot, Takes, in_terminal, plain
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.words import Interface

Which = Callable[[str], str | None]
_BATCH = {".cmd", ".bat"}
_FOR_CMD = set('"%&|<>^!\n')
"""what Windows' cmd.exe, which runs batch files, takes for itself even inside quotes"""
_ENGLISH = Interface("en", "preview")
_AT_ONCE_S = 5.0
"""an editor that fails within this never came up"""


@dataclass(frozen=True)
class Command:
    """A program to be started."""

    argv: tuple[str, ...]
    """empty: Windows is to open the file as by a double click"""
    said: str
    """for the author: what was opened, and why not what was asked for"""
    console: bool = False
    """Windows: in a console window of its own"""


def command_for(
    spot: Spot,
    env: Mapping[str, str],
    platform: str = sys.platform,
    which: Which = shutil.which,
    texts: Interface = _ENGLISH,
) -> Command:
    """What opens the file of ``spot`` there, told in ``texts``. MachineError: nothing that could is there."""
    missing = ""
    for variable in ("VISUAL", "EDITOR"):
        words = _words(env.get(variable, ""), variable, platform, texts)
        if not words:
            continue
        found = _command(words, spot, env, platform, which, texts=texts)
        if found is not None:
            return found
        missing = missing or texts.text("editor-missing", variable=variable, program=words[0]) + " "
    for name in WITH_WINDOW:
        found = _command([name], spot, env, platform, which, texts=texts)
        if found is not None:
            return Command(found.argv, missing + found.said, found.console)
    for argv in _system(spot.file, platform, which):
        said = texts.text("editor-system", file=Path(spot.file).name, line=str(spot.line))
        return Command(argv, missing + said)
    raise MachineError(missing + texts.text("editor-none", file=spot.file), texts.text("editor-advice"))


def _words(value: str, variable: str, platform: str, texts: Interface) -> list[str]:
    """A variable's command and its options."""
    value = value.strip()
    if platform == "win32":
        if PureWindowsPath(value.strip('"')).suffix.lower() in {".exe", *_BATCH} and '" ' not in value:
            return [value.strip('"')]  # spaces in "Program Files", often unquoted
        return [word.strip('"') for word in shlex.split(value, posix=False)]
    try:
        return shlex.split(value)
    except ValueError as error:
        said = texts.text("editor-no-command", variable=variable, value=value)
        raise MachineError(said, texts.text("editor-advice")) from error


def _command(
    words: list[str],
    spot: Spot,
    env: Mapping[str, str],
    platform: str,
    which: Which,
    *,
    texts: Interface,
) -> Command | None:
    """``words`` and the file in that editor's way; None where it is not there or cannot be shown."""
    program = which(words[0])
    if program is None:
        return None
    name = PureWindowsPath(words[0]).name.lower()  # takes both kinds of slashes
    name = name.removesuffix(".exe").removesuffix(".cmd").removesuffix(".bat")
    takes: Takes = EDITORS.get((name, platform)) or EDITORS.get((name, "")) or plain
    arguments = (*words[1:], *takes(spot))
    said = _opened(spot, name, takes, texts)
    if platform == "win32" and PureWindowsPath(program).suffix.lower() in _BATCH:
        program = _behind(program) or program
        if PureWindowsPath(program).suffix.lower() in _BATCH and _FOR_CMD & set("".join(arguments)):
            return None
    if not in_terminal(name, words[1:], env, platform):
        return Command((program, *arguments), said)
    if platform == "win32":
        return Command((program, *arguments), said, console=True)
    terminal = _terminal((program, *arguments), env, platform, which)
    return None if terminal is None else Command(terminal, f"{said} {texts.text('editor-terminal')}")


def _opened(spot: Spot, name: str, takes: Takes, texts: Interface) -> str:
    """What is done, in words; an editor whose way is not known opens the file at its beginning."""
    file, line = Path(spot.file).name, str(spot.line)
    if takes is plain and spot.line > 1:
        return texts.text("editor-opened-file", file=file, program=name, line=line)
    return texts.text("editor-opened", place=f"{file}:{line}", program=name)


def _behind(batch: str) -> str | None:
    """The program that VS Code's batch file starts (…/bin/code.cmd → …/Code.exe); None where it is not there."""
    folder, name = Path(batch).parent.parent, Path(batch).stem
    proper = {"code": "Code.exe", "code-insiders": "Code - Insiders.exe", "codium": "VSCodium.exe"}
    program = folder / proper.get(name.lower(), f"{name}.exe")
    return str(program) if program.is_file() else None


_TERMINALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("x-terminal-emulator", ("-e",)),
    ("gnome-terminal", ("--",)),
    ("kgx", ("--",)),
    ("konsole", ("-e",)),
    ("xfce4-terminal", ("-x",)),
    ("mate-terminal", ("-x",)),
    ("kitty", ()),
    ("alacritty", ("-e",)),
    ("wezterm", ("start", "--")),
    ("foot", ()),
    ("xterm", ("-e",)),
)


def _terminal(
    argv: tuple[str, ...], env: Mapping[str, str], platform: str, which: Which
) -> tuple[str, ...] | None:
    """``argv`` in a new terminal; None where there is none. The one the preview was started from is its own."""
    if platform == "darwin":
        # the text reaches AppleScript as an argument, and the shell of the new window quoted
        script = ("on run argv", 'tell application "Terminal" to do script (item 1 of argv)', "end run")
        lines = tuple(word for line in script for word in ("-e", line))
        return ("osascript", *lines, shlex.join(argv)) if which("osascript") else None
    own = env.get("TERMINAL", "")
    asked = ((own, dict(_TERMINALS).get(Path(own).name, ("-e",))),) if own else ()
    for name, options in (*asked, *_TERMINALS):
        program = which(name)
        if program is not None:
            return (program, *options, *argv)
    return None


def _system(file: str, platform: str, which: Which) -> Iterator[tuple[str, ...]]:
    if platform == "win32":
        yield ()
    elif platform == "darwin":
        yield ("open", "-t", file)
    else:
        for name, *options in (("xdg-open",), ("gio", "open")):
            program = which(name)
            if program is not None:
                yield (program, *options, file)


@dataclass
class Opener:
    """Starts editors, and hears what becomes of them: ``trouble`` is to be asked about once a second."""

    texts: Interface = _ENGLISH
    """what is said"""
    _started: list[tuple["subprocess.Popen[bytes]", str, float]] = field(default_factory=list)

    def open_at(
        self, file: Path, line: int = 1, column: int = 1, env: Mapping[str, str] | None = None
    ) -> str:
        """Open ``file`` there; what was done, in words. Never waits. MachineError: it could not be started."""
        self.trouble()
        spot = Spot(str(file.absolute()), max(line, 1), max(column, 1))
        command = command_for(spot, os.environ if env is None else env, texts=self.texts)
        try:
            self._start(command, file)
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise MachineError(
                f"{command.argv[0] if command.argv else file}: {why}", self.texts.text("editor-advice")
            ) from error
        return command.said

    def _start(self, command: Command, file: Path) -> None:
        if not command.argv:
            os.startfile(file)  # type: ignore[attr-defined,unused-ignore]
            return
        process = subprocess.Popen(
            command.argv,
            stdin=None if command.console else subprocess.DEVNULL,
            stdout=None if command.console else subprocess.DEVNULL,
            stderr=None if command.console else subprocess.DEVNULL,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_CONSOLE", 0) if command.console else 0,
        )
        self._started.append((process, command.argv[0], time.monotonic()))

    def trouble(self) -> str:
        """What an editor that was started has come to, where it failed at once; "" else. Never waits."""
        said, now, running = "", time.monotonic(), []
        for process, name, began in self._started:
            code = process.poll()
            if code is None:
                running.append((process, name, began))
            elif code and now - began < _AT_ONCE_S:
                failed = self.texts.text("editor-ended", program=Path(name).name, code=str(code))
                said = f"{failed} {self.texts.text('editor-advice')}"
        self._started = running
        return said
