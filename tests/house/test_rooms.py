"""Who may import whom, shown by importing, in processes of their own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import importlib, json, pkgutil, sys
sys.path.insert(0, {root!r})
import numpy.linalg, numpy.random  # what core uses of it, with what these bring along
before = set(sys.modules)
for name in {names!r}:
    module = importlib.import_module(name)
    if {deep}:
        for found in pkgutil.walk_packages(module.__path__, name + "."):
            importlib.import_module(found.name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""
ENGINES = {"panda3d", "direct", "cv2", "mediapipe"}


def loaded(root: Path, *names: str, deep: bool = False) -> list[str]:
    """The modules that importing ``names`` (``deep``: with all they hold) brings into a fresh interpreter."""
    code = LOADED.format(root=str(root), names=names, deep=deep)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root, timeout=120
    )
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stdout)
    assert set(names) <= set(modules)
    return modules


def tops(modules: list[str]) -> set[str]:
    """Their first names."""
    return {module.partition(".")[0] for module in modules}


def test_the_core_loads_the_standard_library_and_numpy_alone(root: Path) -> None:
    modules = loaded(root, "prisonersvoice_ar.core", deep=True)
    assert len([module for module in modules if module.startswith("prisonersvoice_ar.core.")]) > 30
    assert tops(modules) - sys.stdlib_module_names <= {"prisonersvoice_ar", "numpy"}
    rooms = {".".join(module.split(".")[:2]) for module in modules if module.startswith("prisonersvoice_ar.")}
    assert rooms == {"prisonersvoice_ar.core"}


def test_the_core_loads_no_threads_sockets_or_processes(root: Path) -> None:
    """No file, clock, thread, camera, screen; what numpy brings itself is not the core's doing."""
    modules = set(loaded(root, "prisonersvoice_ar.core", deep=True))
    assert modules & {"multiprocessing", "socket", "ssl", "sqlite3", "tkinter", "http.client"} == set()


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("prisonersvoice_ar.perception.link", {"cv2", "mediapipe", "panda3d", "direct"}),
        ("prisonersvoice_ar.authoring.check", ENGINES),
        ("prisonersvoice_ar.authoring.playing.commanding", ENGINES),
        ("prisonersvoice_ar.documents", {*ENGINES, "fluent"}),
        ("prisonersvoice_ar.words", ENGINES),
        ("prisonersvoice_ar.media", ENGINES),
        ("prisonersvoice_ar.stage", {"cv2", "mediapipe"}),
        ("prisonersvoice_ar.speaker", {"cv2", "mediapipe"}),
        ("prisonersvoice_ar.app.cli", ENGINES),
    ],
)
def test_a_room_does_not_load_what_is_not_its(name: str, never: set[str], root: Path) -> None:
    assert tops(loaded(root, name)) & never == set()


def test_the_subprocess_sees_what_is_loaded(root: Path) -> None:
    """The checks above could fail: perception's tracker does load OpenCV, and is seen to."""
    assert "cv2" in tops(loaded(root, "prisonersvoice_ar.perception.markers.detect"))


def test_import_contracts_are_kept(root: Path) -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=root, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
    assert " 0 kept" not in done.stdout
