"""Compile the tracker's kernel in C: as hatchling's build hook, and by hand, without pip: ``make kernel``.

The compiler is Zig's C front end from the package `ziglang`: the same on Linux, Windows and macOS, so nobody has
to bring one. The library runs on every processor of the last ten years and more, in a checkout too: a folder that
is carried to an older laptop must not end there at an instruction that it does not know.
PRISONERSVOICE_PLATFORM=win-amd64 (or another key of `PLATFORMS`) makes that one's wheel on any machine.

The library holds all that it calls, from Zig's compiler-rt (MIT): memcpy, sin, exp, log, sqrt and their like, but
no pow, no qsort, nothing of a C library. So it imports nothing (on macOS those few from libSystem, which is in every
process), and no C runtime is built for it first, which takes Zig a minute and a half for Windows. Two things follow
for the sources: they call nothing else, and they write `__builtin_isfinite`, because the headers for Windows make a
call of `isfinite`.

Whatever goes wrong, an installation goes on: one line says what, and the numpy code serves, only slower.
"""

import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("prisonersvoice_ar/perception/markers/kernel")
CONTENT = ("scenes", "audio")
"""folders that go into the wheel"""
COMPILE = (
    *("-c", "-O3", "-std=c11", "-fPIC", "-fvisibility=hidden", "-Wall", "-Wextra", "-Werror"),
    *("-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast", "-fno-sanitize=all"),
)
LINK = ("-dynamic", "-OReleaseFast", "-fstrip", "-fcompiler-rt", "-fno-soname", "--name", "kernel")
LONGEST_S = 300.0


class KernelError(Exception):
    """The library could not be made. Its words are one line; ``output`` is all that the compiler said."""

    def __init__(self, why: str, output: str = "") -> None:
        super().__init__(why)
        self.output = output


@dataclass(frozen=True)
class Platform:
    """What a library is made for."""

    target: str
    """as Zig names it"""
    cpu: str
    """the least processor that it is for"""
    suffix: str
    tag: str
    """the wheel's platform"""
    link: tuple[str, ...] = ()


# A symbol that nobody gives must fail here and not on a visitor's machine: lld lets it pass on Linux alone.
_LINUX = ("-z", "defs")
# No entry point: there is nothing to begin, and the usual one lives in the C runtime.
_WINDOWS = ("-fno-entry", "-fno-emit-implib")
# Else its name would be where it was linked, in a folder that is gone.
_MACOS = ("-install_name", "@rpath/_kernel.dylib")
PLATFORMS = {
    "linux-x86_64": Platform(
        *("x86_64-linux-gnu.2.17", "x86_64_v2", ".so", "manylinux_2_17_x86_64.manylinux2014_x86_64", _LINUX)
    ),
    "linux-aarch64": Platform(
        *("aarch64-linux-gnu.2.17", "generic", ".so", "manylinux_2_17_aarch64.manylinux2014_aarch64", _LINUX)
    ),
    "win-amd64": Platform("x86_64-windows-gnu", "x86_64_v2", ".dll", "win_amd64", _WINDOWS),
    "macosx-arm64": Platform("aarch64-macos.11.0", "apple_m1", ".dylib", "macosx_11_0_arm64", _MACOS),
    "macosx-x86_64": Platform("x86_64-macos.11.0", "x86_64_v2", ".dylib", "macosx_11_0_x86_64", _MACOS),
}


def this_platform() -> str:
    """The key of this interpreter's platform in `PLATFORMS`, if it is there."""
    name = sysconfig.get_platform()
    # There it names the oldest system that Python runs on, and both processors at once.
    return f"macosx-{platform.machine()}" if name.startswith("macosx") else name


def known_platform(key: str) -> Platform:
    """What `PLATFORMS` says of ``key``; KernelError where it says nothing."""
    if key not in PLATFORMS:
        raise KernelError(f"no target is known for {key}")
    return PLATFORMS[key]


def sources(folder: Path) -> list[Path]:
    """The C files of ``folder``, by name; none where there is no such folder."""
    return sorted(folder.glob("*.c"))


def library_of(root: Path) -> Path:
    """Where the checkout ``root`` keeps its library."""
    key = this_platform()
    return root / FOLDER / f"_kernel{PLATFORMS[key].suffix if key in PLATFORMS else '.so'}"


def is_current(library: Path) -> bool:
    """Whether ``library`` is there and no older than the sources beside it and this script."""
    made_from = (*sources(library.parent), *library.parent.glob("*.h"), Path(__file__))
    return library.is_file() and library.stat().st_mtime >= max(one.stat().st_mtime for one in made_from)


def compile_to(library: Path, folder: Path, of: Platform) -> None:
    """Make ``library`` of ``folder``'s sources, whole or not at all; KernelError where it cannot be made."""
    if find_spec("ziglang") is None:
        raise KernelError("the package ziglang, its compiler, is not installed")
    with tempfile.TemporaryDirectory(prefix="kernel-") as made:
        machine = ("-target", of.target, f"-mcpu={of.cpu}")
        objects = [Path(made, f"{source.stem}.o") for source in sources(folder)]
        for source, compiled in zip(sources(folder), objects, strict=True):
            _zig(made, "cc", *COMPILE, *machine, str(source), "-o", str(compiled))
        linked = Path(made, f"linked{of.suffix}")
        _zig(made, "build-lib", *LINK, *of.link, *machine, *map(str, objects), f"-femit-bin={linked}")
        try:
            _put(linked, library)
        except OSError as error:
            raise KernelError(f"{library.name} cannot be written: {error.strerror or error}") from error


def _zig(made: str, *words: str) -> None:
    """Run Zig, its caches in the folder ``made``: by itself it keeps them in the user's home."""
    places = {"ZIG_GLOBAL_CACHE_DIR": made, "ZIG_LOCAL_CACHE_DIR": made}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "ziglang", *words],
            env=os.environ | places,
            timeout=LONGEST_S,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise KernelError(f"the compiler did not run to its end: {error}") from error
    if done.returncode:
        said = (done.stderr + done.stdout).strip()
        errors = [line.strip() for line in said.splitlines() if "error:" in line]
        raise KernelError(errors[0] if errors else f"the compiler ended with {done.returncode}", said)


def _put(linked: Path, library: Path) -> None:
    """Copy ``linked`` to ``library`` in one step, for another process may be about to load it."""
    for left in library.parent.glob(f"{library.stem}.*.old"):
        with suppress(OSError):  # still loaded
            left.unlink()
    fresh = library.with_name(f"{library.stem}.{os.getpid()}.new")
    try:
        shutil.copyfile(linked, fresh)
        try:
            fresh.replace(library)
        except PermissionError:
            withdraw(library)
            fresh.replace(library)
    finally:
        fresh.unlink(missing_ok=True)


def withdraw(library: Path) -> None:
    """Take ``library`` away. A DLL that is loaded can be neither overwritten nor removed, only renamed."""
    try:
        library.unlink(missing_ok=True)
    except PermissionError:
        library.replace(library.with_name(f"{library.stem}.{os.getpid()}.old"))


@contextmanager
def _no_stale_one(library: Path) -> Iterator[None]:
    """Where the body fails, ``library`` goes unless it still fits its sources: a stale one must not be run."""
    try:
        yield
    except KernelError as failure:
        if not is_current(library):
            try:
                withdraw(library)
            except OSError as error:
                why = f"{failure}; and the old {library.name} is in use: close the application and try again"
                raise KernelError(why, failure.output) from error
        raise


def build_here(root: Path) -> Path | None:
    """Compile the kernel of the checkout ``root`` for this machine, beside its sources.

    Returns where; none where there are no sources. Raises KernelError; then no library is left that is older than
    its sources.
    """
    library = library_of(root)
    if not sources(library.parent):
        return None
    with _no_stale_one(library):
        compile_to(library, library.parent, known_platform(this_platform()))
    return library


def build_for_wheel(root: Path, folder: Path, key: str) -> tuple[Path, str]:
    """Compile the kernel of ``root`` into ``folder`` for any machine of the platform ``key``.

    Returns where, and the wheel's tag. Raises KernelError.
    """
    of = known_platform(key)
    library = folder / f"_kernel{of.suffix}"
    compile_to(library, root / FOLDER, of)
    return library, f"py3-none-{of.tag}"


def warning(failure: KernelError) -> str:
    """One line: what, why, and what follows."""
    return f"The tracker's kernel was not compiled: {failure}. The slower numpy path serves."


def content_files(root: Path) -> Iterator[tuple[Path, str]]:
    """Each file of the scenes and of the audio with its place in the wheel.

    What begins with a dot is left out: there the authors' tools keep what was changed, withdrawn testimony too.
    """
    for folder in CONTENT:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield path, f"prisonersvoice_ar/content/{inside.as_posix()}"


class KernelHook(BuildHookInterface[Any]):
    """What hatchling calls before and after it makes a wheel or an editable installation."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Take the content in, and compile: beside the sources where they are used in place, else into the wheel alone."""
        root = Path(self.root)
        build_data["force_include"].update({str(path): place for path, place in content_files(root)})
        self._made = tempfile.TemporaryDirectory(prefix="kernel-")
        try:
            if version == "editable":
                build_here(root)
            elif sources(root / FOLDER):
                key = os.environ.get("PRISONERSVOICE_PLATFORM") or this_platform()
                library, tag = build_for_wheel(root, Path(self._made.name), key)
                build_data["force_include"][str(library)] = (FOLDER / library.name).as_posix()
                build_data.update(tag=tag, pure_python=False)
        except KernelError as failure:
            self.app.display_warning(warning(failure))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Forget the wheel's library: it is in the wheel now."""
        self._made.cleanup()


def main(words: Sequence[str]) -> int:
    """Compile what is not current; ``--always``, the rest too, with all that the compiler says. The exit code."""
    root, always = Path(__file__).resolve().parent.parent, "--always" in words
    if not always and is_current(library_of(root)):
        return 0
    try:
        library = build_here(root)
    except KernelError as failure:
        if always and failure.output:
            print(failure.output, file=sys.stderr)
        print(warning(failure), file=sys.stderr)
        return 1
    if always:
        print(f"{library.relative_to(root)}, for this machine" if library else "There are no sources.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
