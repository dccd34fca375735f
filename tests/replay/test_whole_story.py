"""The story in a run over a real video: beats and captions in their order, and the voices in film and mix."""

from pathlib import Path
from typing import Any

import cv2
import pytest

from tests.app.program import HURRIED, ROOT, report, run
from tests.replay.scene import assert_captions, scene
from tests.replay.sound import RATE, captured, decoded, listen

NEAR_S = 0.15


def _halved(video: Path, home: Path) -> Path:
    """The same video, half as wide: nothing here is about how exactly the sheet is followed."""
    whole = cv2.VideoCapture(str(video))
    size = tuple(int(whole.get(side)) // 2 for side in (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT))
    half = cv2.VideoWriter(str(home / "half.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, size)
    while (frame := whole.read()[1]) is not None:
        half.write(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))
    half.release()
    return home / "half.avi"


@pytest.fixture(scope="module")
def film(footage: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Nearly a minute of a visit over a sheet in a moving hand, filmed small; and what was measured."""
    home = tmp_path_factory.mktemp("film")
    ended = run(
        home, "run", "--source", _halved(footage / "video/handheld-sheet.mp4", home), "--loop", "--lang", "en",
        "--dictionary", "DICT_6X6_1000", "--marker-mm", "80", "--size", "160x90", "--frames", 1406,
        "--record", home / "film.mp4", "--report", home / "report.json",
        program=HURRIED,
    )  # fmt: skip
    assert ended.code == 0, ended.err
    return home / "film.mp4", report(home / "report.json")


@pytest.mark.footage
def test_beats_and_captions_follow_the_scene(film: tuple[Path, dict[str, Any]]) -> None:
    told = film[1]
    assert told["frames"]["with_target"] > 0.8 * told["frames"]["shown"]
    assert_captions(told, "en", 5)
    order = list(scene().beats)
    beats = [beat["id"] for beat in told["beats"]]
    assert len(beats) >= 2
    assert beats == order[: len(beats)]
    assert [beat["entered_s"] for beat in told["beats"]] == sorted(
        beat["entered_s"] for beat in told["beats"]
    )
    assert told["faults"] == []


def _spoken(told: dict[str, Any]) -> list[tuple[float, Path]]:
    """When each line of a run began, and its voice."""
    voices = {line.id: line.voices for beat in scene().beats.values() for line in beat.say}
    found = [(line["start_s"], voices[line["id"]].get(line["lang"])) for line in told["lines"]]
    missing = [line["id"] for line, (_, voice) in zip(told["lines"], found, strict=True) if voice is None]
    assert not missing, f"no voice for {missing}"
    return [(start, ROOT / voice.path) for start, voice in found if voice is not None]


@pytest.mark.footage
def test_the_voices_are_in_the_film_at_their_times(film: tuple[Path, dict[str, Any]]) -> None:
    path, told = film
    mix = decoded(path)
    assert len(mix) / RATE == pytest.approx(told["frames"]["shown"] / 30, abs=0.1)
    spoken = _spoken(told)[:-1]  # the last may be cut by the film's end
    assert len(spoken) >= 5
    for start, voice in spoken:
        heard = listen(mix, decoded(voice))
        assert heard.at_s == pytest.approx(start, abs=NEAR_S), voice.name
        assert heard.likeness > 0.6
        assert heard.likeness > 1.5 * heard.next_best


def test_the_voices_are_in_the_mix_that_a_sound_card_would_get(tmp_path: Path) -> None:
    """Real time, through OpenAL, whose device is a file."""
    out, conf, told_to = tmp_path / "mix.wav", tmp_path / "alsoft.conf", tmp_path / "report.json"
    conf.write_text(
        f"[general]\nfrequency={RATE}\nchannels=stereo\nsample-type=int16\n[wave]\nfile={out.as_posix()}\n"
    )
    ended = run(
        tmp_path, "run", "--headless", "--lang", "en", "--mode", "seated",
        "--size", "160x90", "--frames", 330, "--report", told_to, program=HURRIED,
        ALSOFT_DRIVERS="wave", ALSOFT_CONF=str(conf),
    )  # fmt: skip
    assert ended.code == 0, ended.err
    told = report(told_to)
    assert told["sound"].startswith("OpenAL")
    mix = captured(out)
    spoken = _spoken(told)
    assert len(spoken) >= 2
    heard = [listen(mix, decoded(voice), 2.0) for _, voice in spoken[:2]]
    for each in heard:
        assert each.likeness > 0.6
        assert each.likeness > 1.5 * each.next_best
    # the device runs from its opening on, the experience's clock from its own beginning
    origin = heard[0].at_s - spoken[0][0]
    assert abs(origin) < 10.0
    assert heard[1].at_s - origin == pytest.approx(spoken[1][0], abs=NEAR_S)
