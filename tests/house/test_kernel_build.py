"""The kernel's build: what it makes loads, what it cannot make leaves one line and no stale library."""

import ctypes
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hatchling.build import get_requires_for_build_wheel

from prisonersvoice_ar.perception.markers import native

ROOT = Path(__file__).resolve().parents[2]
GOOD = """
#include <math.h>
__attribute__((visibility("default"))) double half(double of) { return of / 2 + 0 * sin(of); }
"""
BROKEN = "int half(int of) {\n    return of / two;\n}\n"


def script() -> ModuleType:
    """tools/kernel.py, which is no part of any package."""
    spec = spec_from_file_location("kernel_build", ROOT / "tools" / "kernel.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


kernel = script()
needs_platform = pytest.mark.skipif(
    kernel.this_platform() not in kernel.PLATFORMS, reason="no target is known for this platform"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Callable[[str], Path]:
    """A root whose kernel is the one C file given."""

    def make(source: str) -> Path:
        (tmp_path / kernel.FOLDER).mkdir(parents=True, exist_ok=True)
        (tmp_path / kernel.FOLDER / "half.c").write_text(source, encoding="utf-8")
        return tmp_path

    return make


def made_long_ago(library: Path) -> Path:
    """A library older than the sources beside it."""
    library.write_bytes(b"old")
    os.utime(library, (1, 1))
    return library


def hook(root: Path, warnings: list[str]) -> Any:
    """The hook as hatchling makes it, with an application that keeps what it is told."""
    app = SimpleNamespace(display_warning=warnings.append)
    return kernel.KernelHook(str(root), {}, None, None, str(root / "dist"), "wheel", app)


@needs_platform
def test_a_source_becomes_a_library_that_loads(checkout: Callable[[str], Path]) -> None:
    root = checkout(GOOD)
    library = kernel.build_here(root)
    assert library == kernel.library_of(root)
    assert kernel.is_current(library)
    half = ctypes.CDLL(str(library)).half
    half.argtypes, half.restype = [ctypes.c_double], ctypes.c_double
    assert half(3.0) == 1.5
    assert [left.name for left in library.parent.iterdir() if left.suffix not in (".c", library.suffix)] == []


@needs_platform
def test_a_broken_source_is_named_and_leaves_no_stale_library(checkout: Callable[[str], Path]) -> None:
    root = checkout(BROKEN)
    library = made_long_ago(kernel.library_of(root))
    with pytest.raises(kernel.KernelError) as failure:
        kernel.build_here(root)
    assert "half.c:2:" in str(failure.value)
    assert len(str(failure.value).splitlines()) == 1
    assert "two" in failure.value.output
    assert not library.exists()


def test_a_library_in_use_is_renamed_and_goes_once_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a DLL that is loaded can be renamed but neither overwritten nor removed."""
    library, linked = tmp_path / "_kernel.dll", tmp_path / "linked"
    library.write_bytes(b"loaded")
    linked.write_bytes(b"new")
    replace, unlink = Path.replace, Path.unlink

    def replace_no_loaded(self: Path, target: Path) -> Path:
        if target.exists() and target.read_bytes() == b"loaded":
            raise PermissionError(13, "in use")
        return replace(self, target)

    def unlink_no_loaded(self: Path, missing_ok: bool = False) -> None:
        if self.exists() and self.read_bytes() == b"loaded":
            raise PermissionError(13, "in use")
        unlink(self, missing_ok=missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "replace", replace_no_loaded)
        windows.setattr(Path, "unlink", unlink_no_loaded)
        kernel._put(linked, library)
    assert library.read_bytes() == b"new"
    assert [left.read_bytes() for left in tmp_path.glob("*.old")] == [b"loaded"]
    kernel._put(linked, library)
    assert sorted(left.name for left in tmp_path.iterdir()) == ["_kernel.dll", "linked"]


def test_an_edited_source_makes_the_library_stale(checkout: Callable[[str], Path]) -> None:
    library = kernel.library_of(checkout(GOOD))
    assert not kernel.is_current(library)
    library.touch()
    assert kernel.is_current(library)
    os.utime(library.with_name("half.c"), (2e10, 2e10))
    assert not kernel.is_current(library)


@pytest.mark.parametrize("version", ["editable", "standard"])
def test_without_a_compiler_an_installation_goes_on_with_one_line(
    version: str, checkout: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "find_spec", lambda _name: None)
    warnings: list[str] = []
    build_data: dict[str, Any] = {"force_include": {}}
    building = hook(checkout(GOOD), warnings)
    building.initialize(version, build_data)
    building.finalize(version, build_data, "")
    (line,) = warnings
    assert "ziglang" in line
    assert "numpy" in line
    assert len(line.splitlines()) == 1
    assert build_data == {"force_include": {}}


def test_a_wheel_carries_the_library_and_its_platforms_name(
    checkout: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def put_down(library: Path, _folder: Path, of: Any) -> None:
        library.write_text(f"{of.target} {of.cpu}")

    monkeypatch.setattr(kernel, "compile_to", put_down)  # which takes seconds, and is tried above
    monkeypatch.setenv("PRISONERSVOICE_PLATFORM", "win-amd64")
    root, warnings = checkout(GOOD), list[str]()
    build_data: dict[str, Any] = {"force_include": {}}
    building = hook(root, warnings)
    building.initialize("standard", build_data)
    assert warnings == []
    ((library, inside),) = build_data["force_include"].items()
    assert Path(library).read_text() == "x86_64-windows-gnu x86_64_v2"
    assert inside == f"{kernel.FOLDER.as_posix()}/_kernel.dll"
    assert build_data["tag"] == "py3-none-win_amd64"
    assert build_data["pure_python"] is False
    assert not kernel.library_of(root).exists()
    building.finalize("standard", build_data, "")
    assert not Path(library).exists()


@pytest.mark.parametrize("version", ["editable", "standard"])
def test_what_the_authors_tools_keep_is_in_no_wheel(version: str, tmp_path: Path) -> None:
    """It may be testimony that was withdrawn."""
    for name in (
        *("scenes/мій дім/scene.yaml", "scenes/_shared/part.yaml", "audio/uk/a.opus", "markers/markers.yaml"),
        *(
            "scenes/мій дім/.history/0001.json",
            "scenes/мій дім/.history/.gitignore",
            "audio/.replaced/uk/a.opus",
        ),
        "scenes/_shared/.part.yaml.1.tmp",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    build_data: dict[str, Any] = {"force_include": {}}
    building = hook(tmp_path, [])
    building.initialize(version, build_data)
    building.finalize(version, build_data, "")
    content = "prisonersvoice_ar/content"
    assert {
        Path(path).relative_to(tmp_path).as_posix(): at for path, at in build_data["force_include"].items()
    } == {
        name: f"{content}/{name}"
        for name in ("scenes/мій дім/scene.yaml", "scenes/_shared/part.yaml", "audio/uk/a.opus")
    }
    assert (
        not {"scenes", "audio"}
        & tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
            "wheel"
        ]["force-include"].keys()
    ), "it would take in all of a folder"


def test_a_build_in_isolation_asks_for_the_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else `pip install .` makes a wheel without the kernel, and pip hides the line that says so."""
    monkeypatch.chdir(ROOT)
    assert any(one.startswith("ziglang") for one in get_requires_for_build_wheel())


def test_no_other_platform_is_promised(checkout: Callable[[str], Path]) -> None:
    with pytest.raises(kernel.KernelError, match="amiga"):
        kernel.build_for_wheel(checkout(GOOD), ROOT, "amiga")


def test_the_library_is_named_as_the_tracker_looks_for_it() -> None:
    assert kernel.library_of(ROOT) == native.LIBRARY


@needs_platform
def test_this_checkouts_kernel_was_compiled() -> None:
    """Else all tests of the compiled alignment are skipped, and nobody notices."""
    assert native.LIBRARY.is_file(), "make kernel says why"
    assert native.available(), "it does not load or does not fit native.py"


def test_make_goes_on_where_the_kernel_cannot_be_compiled(tmp_path: Path) -> None:
    if (make := shutil.which("make")) is None:
        pytest.skip("there is no make")
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "tools").mkdir()
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / ".ready").touch()
    stamp = tmp_path / ".venv" / ".kernel"
    command = [make, "setup", f"PY={sys.executable}", "-o", ".venv/.ready"]
    for code, stamped in ((1, False), (0, True)):
        (tmp_path / "tools" / "kernel.py").write_text(f"import sys\nsys.exit({code})\n")
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert stamp.exists() is stamped
