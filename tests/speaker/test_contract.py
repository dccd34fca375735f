"""What holds for every speaker: one suite over the adapters."""

import inspect
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from prisonersvoice_ar.speaker import SilentSpeaker, Speaker
from prisonersvoice_ar.speaker.base import DeskSpeaker
from prisonersvoice_ar.speaker.mixdown import MixdownSpeaker


class Stage:
    """A speaker and its clock: the wall's for a device, counted for the others."""

    def __init__(self, speaker: Speaker, real: bool) -> None:
        self.speaker, self.real = speaker, real
        self.now = time.monotonic() if real else 0.0
        speaker.update(self.now)

    def run(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until - 1e-9:
            if self.real:
                time.sleep(0.01)
                self.now = time.monotonic()
            else:
                self.now = min(until, self.now + 0.02)
            self.speaker.update(self.now)


@pytest.fixture(params=["silent", "mixdown", "openal"])
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    if request.param == "openal":
        from prisonersvoice_ar.speaker.openal import open_openal

        opened = open_openal()
        assert opened is not None, "OpenAL's null driver did not open"
        made = Stage(opened, real=True)
    else:
        made = Stage(SilentSpeaker() if request.param == "silent" else MixdownSpeaker(), real=False)
    yield made
    made.speaker.close()


def near(seconds: float) -> object:
    return pytest.approx(seconds, abs=0.15)


def test_the_interface_is_whole(stage: Stage) -> None:
    for name, member in inspect.getmembers(Speaker):
        if name.startswith("_"):
            continue
        found = getattr(stage.speaker, name)
        if callable(member):
            assert str(inspect.signature(found)) == str(inspect.signature(member)).replace(
                "(self, ", "("
            ).replace("(self)", "()")
    assert stage.speaker.description


def test_a_line_runs_to_its_end(stage: Stage, sounds: dict[str, str]) -> None:
    assert stage.speaker.line_position() is None
    stage.speaker.prepare([sounds["line"]])
    stage.run(0.3)
    stage.speaker.say(sounds["line"], 2.0)
    assert stage.speaker.line_position() == near(0.0)
    stage.run(0.5)
    assert stage.speaker.line_position() == near(0.5)
    stage.run(1.3)
    assert stage.speaker.line_position() is not None
    stage.run(0.5)
    assert stage.speaker.line_position() is None


def test_an_unprepared_line_starts_all_the_same(stage: Stage, sounds: dict[str, str]) -> None:
    stage.speaker.say(sounds["next"], 1.0)
    stage.run(0.5)
    position = stage.speaker.line_position()
    assert position is not None
    assert 0.2 < position <= 0.6


def test_a_line_without_a_voice_takes_its_time(stage: Stage) -> None:
    stage.speaker.say(None, 0.5)
    stage.run(0.25)
    assert stage.speaker.line_position() == near(0.25)
    stage.run(0.4)
    assert stage.speaker.line_position() is None


def test_a_missing_file_is_left_out_and_time_runs(stage: Stage) -> None:
    stage.speaker.say("/nowhere/fd-001.opus", 0.6)
    stage.speaker.effect("/nowhere/bang.opus")
    stage.speaker.ambience("/nowhere/hum.opus")
    stage.run(0.4)
    assert stage.speaker.line_position() == near(0.4)
    stage.run(0.5)
    assert stage.speaker.line_position() is None


def test_what_media_refuses_is_not_given_to_an_engine(
    stage: Stage, sounds: dict[str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes(Path(sounds["line"]).read_bytes()[:-1000])
    stage.speaker.say(str(cut), 0.5)
    stage.run(0.4)
    assert stage.speaker.line_position() == near(0.4)
    if type(stage.speaker) is not SilentSpeaker:
        assert "cut.wav is left out: cut.wav: the file ends before the sound does" in caplog.text


def test_a_pause_holds_the_line_where_it_is(stage: Stage, sounds: dict[str, str]) -> None:
    stage.speaker.prepare([sounds["line"]])
    stage.run(0.2)
    stage.speaker.say(sounds["line"], 2.0)
    stage.run(0.5)
    stage.speaker.pause()
    held = stage.speaker.line_position()
    stage.run(0.6)
    assert stage.speaker.line_position() == held == near(0.5)
    stage.speaker.resume()
    stage.run(0.5)
    assert stage.speaker.line_position() == near(1.0)


def test_a_second_line_takes_the_place_of_the_first(stage: Stage, sounds: dict[str, str]) -> None:
    stage.speaker.say(sounds["line"], 2.0)
    stage.run(0.4)
    stage.speaker.say(sounds["next"], 1.0)
    stage.run(0.3)
    position = stage.speaker.line_position()
    assert position is not None
    assert position < 0.4
    stage.speaker.stop_line()
    assert stage.speaker.line_position() is None


def test_silence_ends_everything_and_new_sounds_can_follow(stage: Stage, sounds: dict[str, str]) -> None:
    stage.speaker.ambience(sounds["bed"], -25.0, 0.1)
    stage.speaker.say(sounds["line"], 2.0)
    stage.run(0.3)
    stage.speaker.silence(0.2)
    assert stage.speaker.line_position() is None
    stage.run(0.4)
    stage.speaker.say(sounds["next"], 1.0)
    stage.run(0.3)
    assert stage.speaker.line_position() is not None


def test_an_effect_can_be_ended_before_its_end(stage: Stage, sounds: dict[str, str]) -> None:
    stage.speaker.effect(sounds["line"], -6.0, 0.1)
    stage.run(0.3)
    stage.speaker.end_effect(sounds["line"], 0.1)
    stage.speaker.end_effect("/nowhere/else.opus")
    stage.run(0.3)
    assert isinstance(stage.speaker, DeskSpeaker)
    assert stage.speaker.desk.sounds == []


def test_leaving_in_a_pause_leaves_nothing_to_resume(stage: Stage, sounds: dict[str, str]) -> None:
    stage.speaker.say(sounds["line"], 2.0)
    stage.run(0.3)
    stage.speaker.pause()
    stage.run(0.2)
    stage.speaker.silence(1.0)
    stage.run(0.1)
    stage.speaker.resume()
    stage.run(0.2)
    assert stage.speaker.line_position() is None
    assert isinstance(stage.speaker, DeskSpeaker)
    assert stage.speaker.desk.sounds == []


def test_volume_is_held_within_its_range_and_closing_twice_is_nothing(
    stage: Stage, sounds: dict[str, str]
) -> None:
    stage.speaker.volume(7.0)
    stage.speaker.say(sounds["next"], 1.0)
    stage.run(0.3)
    assert isinstance(stage.speaker, DeskSpeaker)
    assert stage.speaker.desk.master.value == 1.0
    stage.speaker.volume(-1.0)
    stage.run(0.3)
    assert stage.speaker.desk.master.value == 0.0
    stage.speaker.close()
    stage.speaker.close()
