"""The main job, whole: the film of a visit from the language to the farewell, without a network and under strace.

It takes two minutes, so `make test` leaves it out; `.ci/run` asks for it (PRISONERSVOICE_WHOLE=1).
"""

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from tests.app.program import VISITORS, command, environment, report
from tests.privacy.test_no_trace import CALLS, INTERNET, STARTED, Traced, _calls, _may_be_written, needs_tools

pytestmark = [
    needs_tools,
    pytest.mark.skipif(
        not os.environ.get("PRISONERSVOICE_WHOLE"), reason="two minutes: only .ci/run asks for it"
    ),
]
SEMAPHORE = re.compile(r"/dev/shm/sem\.[\w-]+")
"""the progress bar's lock between processes: a counter and no more"""
OUT = ("demo.mp4", "demo.png", "report.json")


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    home = tmp_path_factory.mktemp("home")
    (home / "tmp").mkdir()
    trace = home.parent / f"{home.name}.trace"
    strace = ("strace", "-ff", "-qq", "--seccomp-bpf", "-s", "300", "-e", CALLS, "-o", str(trace))
    done = subprocess.run(
        ["unshare", "-rn", *strace, *command()],
        env=environment(home, TMPDIR=str(home / "tmp"), **VISITORS),
        cwd=home,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    return Traced(home, done.returncode, done.stdout + done.stderr, _calls(trace))


def test_it_says_where_everything_is(traced: Traced) -> None:
    assert traced.code == 0, traced.said
    for name in OUT:
        assert f"out/{name}" in traced.said
        assert (traced.home / "out" / name).stat().st_size > 2000
    assert "The bundled demo footage is shown." in traced.said
    assert "film:" in traced.said  # the progress bar


def test_the_visit_is_whole(traced: Traced) -> None:
    told = report(traced.home / "out" / "report.json")
    phases = [phase["id"] for phase in told["phases"]]
    assert phases == ["language", "notice", "howto", "story", "rest", "actions", "farewell"]
    assert len(told["beats"]) >= 3
    assert len(told["lines"]) >= 6
    starts = [caption["start_s"] for caption in told["captions"]]
    assert starts == sorted(starts)
    assert told["faults"] == []
    assert told["frames"]["with_target"] > 900


def test_the_film_is_a_film(traced: Traced) -> None:
    av = pytest.importorskip("av")
    with av.open(str(traced.home / "out" / "demo.mp4")) as film:
        (picture,), (sound,) = film.streams.video, film.streams.audio
        assert picture.codec_context.name == "h264"
        assert (picture.width, picture.height) == (1280, 720)
        seconds = film.duration / av.time_base
        assert 50 < seconds < 75
        loudest = max(float(abs(frame.to_ndarray()).max()) for frame in film.decode(sound))
    assert loudest > 0.05


def test_the_sheet_has_twelve_moments(traced: Traced) -> None:
    import cv2

    sheet = cv2.imread(str(traced.home / "out" / "demo.png"))
    rows, columns = 3, 4
    height, width = (sheet.shape[0] - 8) // rows - 8, (sheet.shape[1] - 8) // columns - 8
    moments = [
        sheet[8 + r * (height + 8) :, 8 + c * (width + 8) :][:height, :width]
        for r in range(rows)
        for c in range(columns)
    ]
    assert all(moment.std() > 3 for moment in moments)
    assert all(abs(a.astype(int) - b).mean() > 0.5 for a, b in pairwise(moments))


def test_nobody_is_asked_and_nothing_else_is_started(traced: Traced) -> None:
    lines = traced.trace.splitlines()
    assert not [line for line in lines if INTERNET.search(line)]
    started = {Path(found[1]).resolve() for line in lines if (found := STARTED.search(line))}
    assert started == {Path(sys.executable).resolve()}


def test_only_the_film_and_what_belongs_to_it_is_written(traced: Traced) -> None:
    out = str(traced.home / "out")
    strange = [
        path
        for path in traced.written
        if not _may_be_written(path, traced.home)
        and not path.startswith((f"{out}/demo.", f"{out}/.demo."))
        and not SEMAPHORE.fullmatch(path)
    ]
    assert not strange
    assert not [path for path in traced.written if SEMAPHORE.fullmatch(path) and Path(path).exists()]
    left = {path.name for path in (traced.home / "out").iterdir()}
    assert left == set(OUT)
