"""Outputs that are closed or full, files that are cut short, targets without an opening: words, and the right code."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.app.program import ROOT, SMALL, command, environment, report, run

CUT = 300_000
"""bytes of the demo's film: its index is in front, so a part of it plays"""


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    path = tmp_path / "cut.mp4"
    path.write_bytes((ROOT / "prisonersvoice_ar/demo/card.mp4").read_bytes()[:CUT])
    return path


def shell(home: Path, redirection: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    words = " ".join(f"'{word}'" for word in command(*arguments))
    return subprocess.run(
        ["sh", "-c", f"{words} {redirection}"],
        env=environment(home), capture_output=True, text=True, timeout=90, check=False, cwd=home,
    )  # fmt: skip


@pytest.mark.parametrize("program", [("run", "--headless", "--mute", "--lang", "en", *SMALL), ("track",)])
def test_a_film_that_is_cut_short_is_shown_as_far_as_it_goes(
    tmp_path: Path, cut: Path, program: tuple[str, ...]
) -> None:
    ended = run(tmp_path, *program, "--source", cut, "--report", tmp_path / "out.json")
    assert ended.code == 0, ended.err
    said = [line for line in ended.err.splitlines() if "cut short" in line]
    assert len(said) == 1
    assert "cut.mp4" in said[0]
    assert (tmp_path / "out.json").stat().st_size > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("program", [("track", "--source", "demo", "--frames", 20), ("check",)])
def test_a_full_disk_behind_the_output_is_named(tmp_path: Path, program: tuple[object, ...]) -> None:
    ended = shell(tmp_path, ">/dev/full", *program)
    assert ended.returncode == 3, ended.stderr
    assert "no room" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_fault(tmp_path: Path, closed: str) -> None:
    written = tmp_path / "out.json"
    ended = shell(tmp_path, closed, "run", "--headless", "--source", "demo", "--lang", "en", *SMALL,
                  "--frames", 5, "--report", written)  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    frames = report(written)["frames"]
    # where five were shown before the source gave its first, the run waits for that one and no longer
    assert frames["shown"] == 5 or (frames["shown"] > 5 and frames["of_source"] == 1)


def test_a_portal_opens_in_a_target_that_declares_no_opening(tmp_path: Path) -> None:
    written = tmp_path / "out.json"
    ended = run(tmp_path, "run", "--headless", "--mute", "--lang", "en", "--mode", "portal", "--source", "demo",
                *SMALL, "--dictionary", "DICT_APRILTAG_36h11", "--marker-mm", 56, "--frames", 40, "--report", written)  # fmt: skip
    assert ended.code == 0, ended.err
    assert report(written)["mode"] == "portal"


def test_where_frames_wait_for_their_turn_no_latency_is_claimed(tmp_path: Path) -> None:
    written = tmp_path / "out.json"
    film = ("run", "--source", "demo", "--lang", "en", *SMALL, "--frames", 10)
    assert run(tmp_path, *film, "--record", tmp_path / "film.mp4", "--report", written).code == 0
    told = report(written)
    assert told["latency_ms"] == {"p50": None, "p95": None}
    assert told["tracking_ms"]["p50"] > 0


def test_a_report_says_all_that_the_design_names(tmp_path: Path) -> None:
    written = tmp_path / "out.json"
    run(tmp_path, "run", "--headless", "--mute", "--source", "demo", "--lang", "en", *SMALL, "--frames", 20,
        "--report", written)  # fmt: skip
    told = report(written)
    assert set(told["frames"]) >= {"shown", "dropped", "interval_ms"}
    assert set(told["frames"]["interval_ms"]) == {"p50", "p95", "p99"}
    assert told["latency_ms"]["p50"] > 0
    assert set(told["memory_mb"]) == {"app", "perception"} | ({"helpers"} if os.name == "posix" else set())
    assert all(1 < peak < 1000 for peak in told["memory_mb"].values())
    for name in ("beats", "lines", "captions", "faults"):
        assert isinstance(told[name], list), name
    for name in ("renderer", "source", "mode", "version"):
        assert isinstance(told[name], str), name
        assert told[name], name
    assert told["lens"]["served"] == "assumed"


def test_a_line_of_track_agrees_with_itself(tmp_path: Path) -> None:
    written = tmp_path / "out.jsonl"
    ended = run(tmp_path, "track", "--source", "demo", "--frames", 260, "--report", written)
    assert ended.code == 0, ended.err
    lines = [json.loads(line) for line in written.read_text("utf-8").splitlines()]
    assert [line["frame"] for line in lines] == list(range(260))
    seen = [(line, target) for line in lines for target in line["targets"]]
    assert len(seen) > 60
    for line, target in seen:
        assert line["ms"] > 0
        assert set(target) == {"target", "state", "T_camera_target", "corners", "reprojection_px"}
        assert target["target"] == "card-1"
        assert target["state"] in ("locked", "coasting")
        T = target["T_camera_target"]
        assert T[3] == [0, 0, 0, 1]
        middle = [sum(corner[i] for corner in target["corners"]) / 4 for i in (0, 1)]
        # the lens of the demo; a rectangle's middle in perspective lies a little off its corners' mean
        at = [1108.5125 * T[i][3] / T[2][3] + centre for i, centre in ((0, 639.5), (1, 359.5))]
        assert abs(at[0] - middle[0]) < 15
        assert abs(at[1] - middle[1]) < 15
