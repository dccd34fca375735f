"""What is heard follows the playhead: on, held, leaping, too fast for a voice."""

from dataclasses import replace

import pytest

from prisonersvoice_ar.app.content import content
from prisonersvoice_ar.app.preview.hearing import Hearing
from prisonersvoice_ar.core.rehearsal import Rehearsal
from prisonersvoice_ar.core.script.model import Scene, Voice
from prisonersvoice_ar.documents import load_scene


class Ear:
    """A speaker that writes down what it is asked."""

    description = "an ear"

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def __getattr__(self, name: str):
        return lambda *given: self.heard.append((name, *given))

    def asked(self, *names: str) -> list[tuple[object, ...]]:
        """Since the last time, and only these."""
        found, self.heard = [each for each in self.heard if each[0] in names], []
        return found


@pytest.fixture(scope="module")
def scene() -> Scene:
    where = content()
    loaded = load_scene(where.scenes / "fifteen-days", where).value
    assert loaded is not None
    beats = {
        name: replace(beat, say=tuple(_voiced(line) for line in beat.say))
        for name, beat in loaded.beats.items()
    }
    return replace(loaded, beats=beats)


def _voiced(line):
    return replace(line, voices={"en": Voice(f"/{line.id}.opus", 4.0)})


class Sitting:
    """A rehearsal that is heard, sixteen frames a second."""

    def __init__(self, scene: Scene) -> None:
        self.rehearsal, self.ear, self.now = Rehearsal(scene, "en"), Ear(), 0.0
        self.hearing = Hearing(self.ear)  # type: ignore[arg-type]

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 16)):
            self.now += 1 / 16
            self.take(self.rehearsal.tick(1 / 16))
            self.hearing.step(self.rehearsal, self.now)

    def take(self, change: object) -> None:
        self.hearing.take(change, self.rehearsal, self.now)  # type: ignore[arg-type]


@pytest.fixture
def sitting(scene: Scene) -> Sitting:
    made = Sitting(scene)
    made.run(1.0)
    return made


def test_the_first_line_is_heard_from_the_beginning_on(sitting: Sitting) -> None:
    said = sitting.ear.asked("say", "ambience")
    assert [each[1] for each in said if each[0] == "say"] == ["/fd-001.opus"]
    assert any(each[0] == "ambience" and each[1] for each in said)


def test_lines_follow_one_another(sitting: Sitting) -> None:
    sitting.ear.asked()
    sitting.run(4.5)
    assert [each[1] for each in sitting.ear.asked("say")] == ["/fd-002.opus"]


def test_a_pause_holds_and_play_goes_on_in_the_middle_of_the_word(sitting: Sitting) -> None:
    sitting.ear.asked()
    sitting.rehearsal.pause()
    sitting.run(0.5)
    assert [each[0] for each in sitting.ear.asked("pause", "say", "silence")] == ["pause"]
    sitting.rehearsal.play()
    sitting.run(0.5)
    assert [each[0] for each in sitting.ear.asked("resume", "say", "silence")] == ["resume"]


def test_a_leap_is_heard_from_where_it_led_once_the_hand_rests(sitting: Sitting) -> None:
    sitting.ear.asked()
    for time in (2.0, 2.2, 2.4, 6.0):
        sitting.take(sitting.rehearsal.seek(time))
        sitting.run(1 / 16)
    assert sitting.ear.asked("say") == []
    sitting.run(0.25)
    ((_, path, seconds, start),) = sitting.ear.asked("say")
    standing = sitting.rehearsal.standing()
    assert path == f"/{standing.line.id}.opus"  # type: ignore[union-attr]
    assert seconds == pytest.approx(4.0)
    assert 0.5 < start < standing.line_offset + 0.1


def test_a_leap_while_paused_is_silent_until_play(sitting: Sitting) -> None:
    sitting.rehearsal.pause()
    sitting.run(0.2)
    sitting.ear.asked()
    sitting.take(sitting.rehearsal.seek(3.0))
    sitting.run(1.0)
    assert sitting.ear.asked("say", "resume") == []
    sitting.rehearsal.play()
    sitting.run(0.1)
    assert [each[0] for each in sitting.ear.asked("say", "resume")] == ["resume", "say"]


@pytest.mark.parametrize("how", ["muted", "fast"])
def test_a_voice_is_heard_at_its_own_speed_and_unmuted_only(sitting: Sitting, how: str) -> None:
    sitting.ear.asked()
    if how == "muted":
        sitting.rehearsal.set_muted(True)
    else:
        sitting.rehearsal.set_speed(2.0)
    sitting.run(2.0)
    assert [each[0] for each in sitting.ear.asked("say", "silence", "effect")] == ["silence"]
    sitting.rehearsal.set_muted(False)
    sitting.rehearsal.set_speed(1.0)
    sitting.run(0.2)
    ((_, _, _, start),) = sitting.ear.asked("say")
    assert start > 0.0
