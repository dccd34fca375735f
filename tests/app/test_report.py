"""The report says what was, in bounded memory."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from prisonersvoice_ar.app.age import process_age_s
from prisonersvoice_ar.app.clock import FrameClock, WallClock
from prisonersvoice_ar.app.late_speaker import LateSpeaker
from prisonersvoice_ar.app.report import Report
from prisonersvoice_ar.app.samples import Samples
from prisonersvoice_ar.speaker import SilentSpeaker

ROOT = Path(__file__).resolve().parents[2]


class Time:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def lines(report: Report, tmp_path: Path) -> list[dict[str, float]]:
    report.write(tmp_path / "r.json", {})
    return json.loads((tmp_path / "r.json").read_text("utf-8"))["lines"]


def test_a_line_begins_when_it_is_heard(tmp_path: Path) -> None:
    clock = Time()
    report = Report.asked(clock)
    report.start_line("a", "en")
    for clock.now, position in ((0.1, 0.0), (0.5, 0.0), (0.6, 0.05), (2.6, 2.05), (2.7, None), (2.8, None)):
        report.hear(position)
    assert lines(report, tmp_path) == [{"id": "a", "lang": "en", "start_s": 0.55, "end_s": 2.7}]


def test_a_line_that_is_cut_ends_there(tmp_path: Path) -> None:
    clock = Time()
    report = Report.asked(clock)
    report.start_line("a", "en")
    clock.now = 1.0
    report.cut_line()
    clock.now = 1.5
    report.start_line("b", "en")
    clock.now = 2.0
    report.start_line("c", "en")
    clock.now = 3.0
    told = lines(report, tmp_path)
    assert [(line["start_s"], line["end_s"]) for line in told] == [(0.0, 1.0), (1.5, 2.0), (2.0, 3.0)]


def test_a_line_asked_for_before_the_sound_is_open_is_not_over(tmp_path: Path) -> None:
    clock = Time()
    report, speaker = Report.asked(clock), LateSpeaker(SilentSpeaker)
    speaker.say(None, 2.0)
    report.start_line("a", "en")
    for now in np.arange(0.0, 3.0, 0.1):
        clock.now = float(now)
        speaker.update(clock.now)
        report.hear(speaker.line_position())
    (line,) = lines(report, tmp_path)
    assert line["end_s"] - line["start_s"] > 1.85


def test_samples_are_bounded_and_of_the_whole_run() -> None:
    kept = Samples(most=64)
    for value in range(10_000):
        kept.add(float(value))
    assert 16 <= len(kept.values) < 64
    assert abs(np.median(kept.values) - 5000) < 400
    few = Samples(most=64)
    for value in range(50):
        few.add(float(value))
    assert list(few.values) == list(range(50))


def test_events_of_an_endless_run_are_bounded_unless_a_report_is_asked_for() -> None:
    endless, asked = Report(Time()), Report.asked(Time())
    for number in range(1000):
        for report in (endless, asked):
            report.enter_beat(str(number))
    assert len(endless.beats) < 300
    assert endless.beats[-1]["id"] == "999"
    assert len(asked.beats) == 1000


def test_a_films_faults_stand_at_its_own_seconds() -> None:
    clock = FrameClock(10.0)
    before = time.monotonic()
    for _ in range(5):
        clock.tick()
    middle = time.monotonic()
    for _ in range(5):
        clock.tick()
    assert clock.now() == 1.0
    assert (clock.at(before), clock.at(middle), clock.at(time.monotonic())) == (0.0, 0.5, 1.0)
    wall = WallClock()
    assert abs(wall.at(time.monotonic()) - wall.now()) < 0.1


def test_the_age_of_a_process_is_exact() -> None:
    code = f"import sys, time; sys.path.insert(0, {str(ROOT)!r}); "
    code += "from prisonersvoice_ar.app.age import process_age_s as age; print(age(), time.time())"
    begun = time.time()
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    age, then = map(float, out.split())
    # our clock began before the process did; starting one takes some hundredths of a second
    assert 0.0 < age <= then - begun + 0.02
    assert then - begun - age < 0.25
    first = process_age_s()
    time.sleep(0.05)
    assert 0.04 < process_age_s() - first < 1.0
