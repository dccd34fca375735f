"""The default browser, for a page that a visitor has asked for; the program itself never goes online."""

import os
import shutil
import subprocess
import sys
import webbrowser
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread

_OPENED_S = 10.0
"""what has not failed until then has a page open, or a question of its own on the screen"""


@dataclass
class Browser:
    """Opens pages without holding up a frame, and tells which did not open."""

    _failed: "SimpleQueue[str]" = field(default_factory=SimpleQueue)

    def open(self, action: str, address: str) -> None:
        """Open ``address`` of an ``action``; one that blocks (a browser for the console) blocks nothing here."""
        Thread(target=self._open, args=(action, address), daemon=True).start()

    def failed(self) -> str:
        """The action whose page did not open since the last call; empty where there is none."""
        try:
            return self._failed.get_nowait()
        except Empty:
            return ""

    def _open(self, action: str, address: str) -> None:
        if not _opened(address):
            print(f"No browser could be opened; the address is {address}", file=sys.stderr)
            self._failed.put(action)


def _opened(address: str) -> bool:
    # Python's own way starts these and does not look whether they fail; what they say is not for our terminal
    for name, *more in (("xdg-open",), ("gio", "open")):
        program = shutil.which(name) if sys.platform.startswith("linux") else None
        if program is not None and not os.environ.get("BROWSER"):
            return _run([program, *more, address])
    try:
        return webbrowser.open(address)
    except (OSError, webbrowser.Error):
        return False


def _run(command: list[str]) -> bool:
    try:
        started = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return started.wait(_OPENED_S) == 0
    except subprocess.TimeoutExpired:
        return True
