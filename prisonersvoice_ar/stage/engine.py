"""Panda3D itself: settings in code, its chatter led away from stderr, and a pipe to the screen or to EGL."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from panda3d.core import (
    Filename,
    GraphicsPipe,
    GraphicsPipeSelection,
    MultiplexStream,
    Notify,
    loadPrcFileData,
)

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.core.packages import install_command
from prisonersvoice_ar.stage.libraries import loads

_SETTINGS = """
notify-level warning
text-use-harfbuzz 1
textures-power-2 none
support-threads 1
threading-model
sync-video {sync}
gl-coordinate-system default
gl-finish {finish}
model-path
model-cache-textures 0
framebuffer-srgb 0
dpi-aware 1
"""
# Two streams stay referenced here: Notify keeps only a bare pointer.
_streams: list[MultiplexStream] = []


def prepare_engine(
    cache: Path | None = None, log: Path | None = None, *, vsync: bool = True, finish: bool = False
) -> None:
    """Settle Panda3D's and Mesa's settings; call once, before the first window is opened.

    ``cache``: folder for Mesa's compiled shaders and Panda3D's models (None: neither is kept).
    ``log``: file for the engine's warnings (None: dropped). ``finish``: a frame returns when it is drawn, not
    when it is asked for; without a screen to wait for, only that can be measured. Mesa reads its variables when its library is
    loaded, so nothing here has an effect on a window that is already open.
    """
    settings = _SETTINGS.format(sync=int(vsync), finish=int(finish))
    if cache is not None:
        shaders = cache / "shaders"
        shaders.mkdir(parents=True, exist_ok=True)
        os.environ.setdefault("MESA_SHADER_CACHE_DIR", str(shaders))
        settings += f"model-cache-dir {Filename.fromOsSpecific(str(cache / 'models'))}\n"
    else:
        os.environ.setdefault("MESA_SHADER_CACHE_DISABLE", "true")
        settings += "model-cache-dir\n"
    # libEGL prints its own warnings past every logger
    os.environ.setdefault("EGL_LOG_LEVEL", "fatal")
    loadPrcFileData("prisonersvoice", settings)
    _silence(log)


def _silence(log: Path | None) -> None:
    stream = MultiplexStream()
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        stream.addFile(Filename.fromOsSpecific(str(log)))
    _streams.append(stream)
    Notify.ptr().setOstreamPtr(stream, False)


def ask_for_opengl(version: str) -> None:
    """Ask for contexts of ``version`` ("3 3", or "" for whatever there is) from the next window on.

    A core profile has no alpha test, which Panda3D otherwise leaves switched on and always passed: Mesa's software
    renderer then blends every pixel with what was there before (a full picture on llvmpipe: 6.9 → 5.9 ms of processor time).
    """
    loadPrcFileData("prisonersvoice", f"gl-version {version}")


def open_pipe(*, headless: bool) -> GraphicsPipe:
    """A pipe to the display, or through EGL without one; MachineError names what is missing."""
    if not _streams:
        prepare_engine()
    name = "p3headlessgl" if headless and sys.platform.startswith("linux") else "pandagl"
    if name == "pandagl" and sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        raise no_pipe(headless=headless)  # Panda3D would try :0, which is somebody else's
    with _quiet_stderr():
        pipe = GraphicsPipeSelection.getGlobalPtr().makeModulePipe(name)
    if pipe is None or not pipe.isValid():
        raise no_pipe(headless=headless)
    return pipe


@contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Xlib writes straight to file 2 that an extension of 1998 is missing (under Wayland it always is)."""
    try:
        kept = os.dup(2)
    except OSError:  # started without a stderr
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def no_pipe(*, headless: bool) -> MachineError:
    """What to say where no pipe opens: the library that is missing and the command that installs it."""
    if not sys.platform.startswith("linux"):
        return MachineError(
            "OpenGL cannot be opened on this machine.", "Install or update the graphics card's driver."
        )
    if headless:
        return _lacking(("libEGL.so.1", "libGL.so.1")) or MachineError(
            "EGL cannot be opened: Mesa's software renderer is missing, or no driver of this machine serves it.",
            f"Install it: {install_command(('libEGL.so.1', 'libGL.so.1'))}",
        )
    if not os.environ.get("DISPLAY"):
        return MachineError(
            "There is no display: DISPLAY is not set.",
            "Start it in a graphical session, or with --headless.",
        )
    return _lacking(("libGL.so.1", "libX11.so.6")) or MachineError(
        f"The display {os.environ['DISPLAY']} cannot be opened: no X server answers there.",
        "Start it in a graphical session, or with --headless.",
    )


def _lacking(names: tuple[str, ...]) -> MachineError | None:
    """What to say of the libraries among ``names`` that cannot be loaded; None where all can."""
    missing = [name for name in names if not loads(name)]
    if not missing:
        return None
    what = " and ".join(missing)
    return MachineError(
        f"OpenGL cannot be opened: {what} cannot be loaded.", f"Install it: {install_command(missing)}"
    )
