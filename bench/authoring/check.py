"""``check`` from process start to exit, as an author waits for it, on generated scenes.

Peers, on the same files in the same run: PyYAML's CSafeLoader, which only loads; yamllint, which checks the writing and
no meaning; check-jsonschema with our published schema, which checks the shape and no references.
``pip install -r bench/requirements-authoring.txt`` brings the last two.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.authoring.scenes import write_long_scene, write_scenes
from bench.rows import head, row

ROOT = Path(__file__).resolve().parents[2]
GOAL_S = 2.0
ROWS_OF_60_SPOKEN = 465
"""of a scene of some twenty beats"""
LOAD = """\
import sys, pathlib, yaml
for path in pathlib.Path(sys.argv[1]).rglob("scene.yaml"):
    yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
"""
RULES = "{extends: relaxed, rules: {line-length: disable, document-start: disable}}"


def seconds(command: Sequence[object], runs: int, may_find: bool = False) -> float:
    """Median wall time of ``command``; SystemExit where it fails (1 is a finding, where it ``may_find``)."""
    measured = []
    for _ in range(runs):
        begun = time.perf_counter()
        done = subprocess.run(
            [str(word) for word in command], cwd=ROOT, capture_output=True, text=True, check=False
        )
        measured.append(time.perf_counter() - begun)
        if done.returncode not in ((0, 1) if may_find else (0,)):
            raise SystemExit(f"{command}\n{done.stdout[-1000:]}{done.stderr[-1000:]}")
    return statistics.median(measured)


def tool(name: str) -> str | None:
    """The peer's program, beside this Python or on the path."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.exists() else shutil.which(name)


def peers(folder: Path, runs: int) -> str:
    """Each peer's seconds on the scenes in ``folder``."""
    said = [f"CSafeLoader {seconds([sys.executable, '-c', LOAD, folder], runs):.2f}"]
    yamllint, schema = tool("yamllint"), tool("check-jsonschema")
    if yamllint:
        said.append(f"yamllint {seconds([yamllint, '-d', RULES, folder], 1, may_find=True):.1f}")
    if schema:
        command = [
            schema,
            "--schemafile",
            ROOT / "docs" / "scene.schema.json",
            *sorted(folder.rglob("scene.yaml")),
        ]
        said.append(f"check-jsonschema {seconds(command, 1, may_find=True):.1f}")
    return ", ".join(said)


def figure(pairs: int) -> None:
    """Three rows: many scenes, one long file; and many scenes again, should "lines" be spoken ones."""
    with tempfile.TemporaryDirectory() as folder:
        many, long = Path(folder) / "many", Path(folder) / "long"
        rows = write_scenes(many, count=200, rows=60)
        path = write_long_scene(long / "long", rows=20_000)
        lines = len(path.read_text("utf-8").splitlines())
        for what, where in (
            (f"200 scenes, {rows} lines together", many),
            (f"one file of {lines} lines", long),
        ):
            ours = seconds([sys.executable, "main.py", "check", where], pairs)
            row(f"check, {what}, s", f"{ours:.2f}", peers(where, pairs), f"≤ {GOAL_S:g}", met=ours <= GOAL_S)
        spoken = Path(folder) / "spoken"
        rows = write_scenes(spoken, count=200, rows=ROWS_OF_60_SPOKEN)
        ours = seconds([sys.executable, "main.py", "check", spoken], pairs)
        peer = f"CSafeLoader {seconds([sys.executable, '-c', LOAD, spoken], pairs):.2f}"
        what = f"check, 200 scenes of 60 spoken lines, {rows} lines together, {os.cpu_count()} cores, s"
        row(what, f"{ours:.2f}", peer, f"≤ {GOAL_S:g}, were these meant", met=ours <= GOAL_S)


if __name__ == "__main__":
    head()
    figure(5)
