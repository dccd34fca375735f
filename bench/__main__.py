"""``python -m bench [NAME…]``: the figures of the main job, each against its peer in the same run.

throughput  the whole application, unthrottled, against a bare upload-and-draw loop, in turn
start       process start to the first composited picture, against the bare loop's first picture
realtime    latency and dropped frames with a 30 fps source, against a plain OpenCV and Panda3D sample
memory      unique sets of all processes, with no model and with all; growth (--minutes, default 10)
authoring   every module of bench/authoring that has a `figure`; each by its own name too: check …
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import psutil

from bench.clips import still_clip
from bench.rows import head, row

ROOT = Path(__file__).resolve().parent.parent
SETTLED_MIN, WHOLE_MIN = 3, 10
"""growth is from one to the other, in minutes"""


def python(*arguments: object, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"} | more,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, arguments))}\n{done.stderr[-2000:]}")
    return done.stdout


def last_json(text: str) -> dict:
    return json.loads(text.strip().splitlines()[-1])


def authoring() -> list[str]:
    """Names of the modules in bench/authoring that hold a figure: those that say ``def figure(``."""
    modules = sorted((ROOT / "bench" / "authoring").glob("*.py"))
    return [path.stem for path in modules if "\ndef figure(" in path.read_text("utf-8")]


def throughput(pairs: int) -> None:
    clip = still_clip()
    ratios, ours, bare = [], [], []
    for _ in range(pairs):
        peer = last_json(python("-m", "bench.bare", clip, 800))
        product = last_json(python("-m", "bench.product", clip, 1200, OPENBLAS_NUM_THREADS="1"))
        ratios.append(product["fps"] / peer["fps"])
        ours.append(product)
        bare.append(peer["fps"])
    ratio = statistics.median(ratios)
    fps = statistics.median(run["fps"] for run in ours)
    unsettled = statistics.median(run["unsettled_fps"] for run in ours)
    covered = statistics.median(run["coverage"] for run in ours)
    row(
        f"frames per second, cell on {covered:.0%} of the picture (while it fades in and is painted: {unsettled:.0f})",
        f"{fps:.0f} (ratio {ratio:.2f}, {min(ratios):.2f}–{max(ratios):.2f})",
        f"bare loop {statistics.median(bare):.0f}",
        "ratio ≥ 0.6",
        met=ratio >= 0.6,
    )


def start(pairs: int) -> None:
    clip = still_clip()
    ours, peers = [], []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        for _ in range(pairs + 1):
            peers.append(last_json(python("-m", "bench.bare", clip, 1))["first_picture_s"])
            arguments = ("run", "--headless", "--source", "demo", "--lang", "en", "--frames", 20)
            python(ROOT / "main.py", *arguments, "--report", report)
            ours.append(json.loads(report.read_text("utf-8"))["first_picture_s"])
    # The first pair fills the disk's and Mesa's caches, as the first start after the installation does.
    first, median = ours[0], statistics.median(ours[1:])
    row(
        "start to first composited picture, s",
        f"{median:.2f} ({min(ours[1:]):.2f}–{max(ours[1:]):.2f}; first {first:.2f})",
        f"bare loop {statistics.median(peers[1:]):.2f}",
        "≤ 1.5",
        met=median <= 1.5,
    )


def realtime(pairs: int) -> None:
    clip = still_clip()
    latencies, drops, peers, peer_drops = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        for _ in range(pairs):
            peer = last_json(python("-m", "bench.plain", clip, 15))
            peers.append(peer["latency_p50_ms"])
            peer_drops.append(peer["dropped_share"])
            arguments = (
                "run",
                "--headless",
                "--source",
                clip,
                "--lang",
                "en",
                "--mute",
                "--loop",
                "--frames",
                600,
                "--report",
                report,
            )
            python(ROOT / "main.py", *arguments)
            measured = json.loads(report.read_text("utf-8"))
            latencies.append(measured["latency_ms"]["p50"])
            frames = measured["frames"]
            drops.append(frames["dropped"] / (frames["dropped"] + frames["of_source"]))
    latency, dropped = statistics.median(latencies), statistics.median(drops)
    row(
        "capture to shown, median ms, 30 fps source",
        f"{latency:.0f} ({min(latencies):.0f}–{max(latencies):.0f})",
        f"plain sample {statistics.median(peers):.0f}",
        "≤ 70",
        met=latency <= 70,
    )
    row(
        "dropped, 30 fps source",
        f"{dropped:.1%} ({min(drops):.1%}–{max(drops):.1%})",
        f"plain sample {statistics.median(peer_drops):.1%}",
        "≤ 5 %",
        met=dropped <= 0.05,
    )


def memory(minutes: float) -> None:
    for people, goal in (("", 330), ("hands,face,silhouette", 500)):
        peak, growth = watch(people, minutes)
        models = "all models" if people else "no model"
        row(f"memory, unique sets, MB, {models}", f"{peak:.0f}", "–", f"≤ {goal}", met=peak <= goal)
        what = f"growth from minute {SETTLED_MIN} to {WHOLE_MIN}, MB, {models}"
        if growth is None:
            print(f"| {what} | not measured: the run was shorter | – | ≤ 2 | |", flush=True)
        else:
            row(what, f"{growth:+.1f}", "–", "≤ 2", met=growth <= 2)


def watch(people: str, minutes: float) -> tuple[float, float | None]:
    """Peak and growth of the unique sets of the application and its children; None where it ended too soon."""
    command = [sys.executable, str(ROOT / "main.py"), "run", "--headless", "--source", "demo"]
    command += ["--lang", "en", "--frames", str(round(minutes * 60 * 40)), "--loop"]
    process = subprocess.Popen(
        [*command, *(["--people", people] if people else [])],
        # sounds are decoded and mixed as for a sound card
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"}
        | {"ALSOFT_DRIVERS": "null"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    samples: list[tuple[float, float]] = []
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < minutes * 60 and process.poll() is None:
            time.sleep(0.5)
            try:
                family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
                unique = sum(member.memory_full_info().uss for member in family) / 1e6
            except psutil.Error:  # it, or one of its processes, has just ended
                continue
            samples.append((time.monotonic() - begun, unique))
    finally:
        process.terminate()
        process.wait(20)
    peak = max(value for _, value in samples)
    settled = [value for at, value in samples if 60 * SETTLED_MIN <= at <= 60 * (SETTLED_MIN + 1)]
    late = [value for at, value in samples if 60 * (WHOLE_MIN - 1) <= at <= 60 * WHOLE_MIN]
    # the process may have ended by itself: a part of a minute is no minute
    if not settled or samples[-1][0] < 60 * WHOLE_MIN - 10:
        return peak, None
    return peak, statistics.median(late) - statistics.median(settled)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    workshop = authoring()
    main_job = {"throughput": throughput, "start": start, "realtime": realtime}
    parser.add_argument(
        "names", nargs="*", help=f"{' '.join(main_job)} memory authoring {' '.join(workshop)}; none: all"
    )
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="of each memory run; growth is not measured below 10"
    )
    asked = parser.parse_args()
    named = asked.names or [*main_job, "memory", "authoring"]
    names = [name for given in named for name in (workshop if given == "authoring" else [given])]
    unknown = set(names) - {*main_job, "memory", *workshop}
    if unknown:
        parser.error(f"there is no figure {', '.join(sorted(unknown))}")
    head()
    for name in names:
        if name in workshop:
            import_module(f"bench.authoring.{name}").figure(asked.pairs)
        elif name == "memory":
            memory(asked.minutes)
        else:
            main_job[name](asked.pairs)


if __name__ == "__main__":
    main()
