"""The mixing desk: what is playing, where in it, and how loud. Pure; time comes as steps.

Speech stands at 0 dB. Ambience lies at least 20 dB under it while a line is said (WCAG 1.4.7), and dips a
little more so that words stay clear in a noisy hall.
"""

import math
from dataclasses import dataclass, field
from typing import Literal

Bus = Literal["line", "ambience", "effect"]

DUCK_DB = -4.0
"""what ambience dips by under speech"""
UNDER_SPEECH_DB = -20.0
"""no ambience is louder than this under speech (WCAG 1.4.7)"""
EFFECT_DUCK_DB = -6.0
EFFECT_MAX_DB = 6.0
CUT = 0.12
"""seconds in which a line that is cut off goes: short, and no click"""
HOLD = 0.08
"""seconds in which a pause closes and opens the desk"""
DUCK_IN, DUCK_OUT = 0.25, 0.9
"""seconds"""


def amplitude(db: float) -> float:
    """Give the factor of a level in decibels."""
    return float(10.0 ** (db / 20.0))


@dataclass
class Fader:
    """A value on its way to another at a constant rate."""

    value: float
    target: float
    rate: float = math.inf
    """units a second"""

    def go(self, target: float, seconds: float) -> None:
        """Set out for ``target``, to be there in ``seconds``."""
        self.target = target
        self.rate = abs(target - self.value) / seconds if seconds > 0 else math.inf

    def step(self, dt: float) -> None:
        """Go on by ``dt`` seconds."""
        if self.value == self.target:
            return
        way = self.target - self.value
        most = math.inf if math.isinf(self.rate) else self.rate * dt  # inf × 0 would be no number
        self.value = self.target if most >= abs(way) else self.value + math.copysign(most, way)


@dataclass(eq=False)
class Playing:
    """A sound that is being played."""

    path: str | None
    """None: a line without a voice, whose time runs"""
    bus: Bus
    seconds: float
    """how long; infinite for a loop, unknown (infinite) for an effect until its player ends it"""
    level: Fader
    """decibels"""
    fader: Fader
    """0 to 1: fades in and out"""
    position: float = 0.0
    """seconds since its beginning"""
    waiting: bool = False
    """its player has not got it ready: its time does not run yet"""
    ended: bool = False

    @property
    def leaving(self) -> bool:
        """It is fading out for good."""
        return self.fader.target == 0.0


@dataclass
class Desk:
    """Everything that plays. ``step`` is the only passage of time; nothing moves while ``held``."""

    sounds: list[Playing] = field(default_factory=list)
    line: Playing | None = None
    bed: Playing | None = None
    master: Fader = field(default_factory=lambda: Fader(1.0, 1.0))
    hold: Fader = field(default_factory=lambda: Fader(1.0, 1.0))
    """0 while paused"""
    duck: Fader = field(default_factory=lambda: Fader(0.0, 0.0))
    """0 without speech, 1 under it"""
    held: bool = False

    def say(self, path: str | None, seconds: float, start: float = 0.0) -> Playing:
        """Begin a line ``start`` seconds into it, cutting off the one that is said."""
        self.stop_line()
        entry = Fader(1.0, 1.0)
        if start > 0.0:  # in the middle of a word: soft, and no click
            entry = Fader(0.0, 0.0)
            entry.go(1.0, CUT)
        self.line = self._add(Playing(path, "line", seconds, Fader(0.0, 0.0), entry, position=start))
        return self.line

    def stop_line(self) -> None:
        """Cut the line off within CUT seconds."""
        if self.line is not None:
            self._leave(self.line, CUT)
        self.line = None

    def ambience(self, path: str | None, level_db: float, fade: float) -> Playing | None:
        """Cross-fade; give the new loop where one began."""
        if self.bed is not None and path == self.bed.path:
            self.bed.level.go(level_db, fade)
            return None
        if self.bed is not None:
            self._leave(self.bed, fade)
        self.bed = None
        if path is None:
            return None
        entry = Fader(0.0, 1.0)
        entry.go(1.0, fade)
        self.bed = self._add(Playing(path, "ambience", math.inf, Fader(level_db, level_db), entry))
        return self.bed

    def effect(self, path: str, level_db: float, fade: float = 0.0) -> Playing:
        """Play once, coming up over ``fade`` seconds."""
        level = min(level_db, EFFECT_MAX_DB)
        entry = Fader(0.0 if fade > 0.0 else 1.0, 1.0)
        entry.go(1.0, fade)
        return self._add(Playing(path, "effect", math.inf, Fader(level, level), entry))

    def end_effect(self, path: str, fade: float) -> None:
        """Send every effect of ``path`` out; nothing where none plays."""
        for sound in self.sounds:
            if sound.bus == "effect" and sound.path == path:
                self._leave(sound, fade)

    def silence(self, fade: float) -> None:
        """Send everything out."""
        for sound in self.sounds:
            self._leave(sound, fade)
        self.line = self.bed = None

    def pause(self, held: bool) -> None:
        """Hold, or go on."""
        self.held = held
        self.hold.go(0.0 if held else 1.0, HOLD)

    def step(self, dt: float) -> list[Playing]:
        """Go on by ``dt`` seconds. Give the sounds that ended."""
        self.master.step(dt)
        self.hold.step(dt)
        if self.held:
            return self._swept()
        speech = self.line is not None and self.line.path is not None and not self.line.waiting
        if speech != (self.duck.target == 1.0):
            self.duck.go(float(speech), DUCK_IN if speech else DUCK_OUT)
        self.duck.step(dt)
        for sound in self.sounds:
            self._move(sound, dt)
        return self._swept()

    def gain(self, sound: Playing) -> float:
        """Amplitude of ``sound`` in the mix, 0 to 2."""
        faded = math.sin(sound.fader.value * math.pi / 2)  # equal power: loops do not correlate
        return faded * amplitude(self._level(sound)) * self.master.value**2 * self.hold.value

    def _level(self, sound: Playing) -> float:
        level = sound.level.value
        if sound.bus == "ambience":
            under = min(level + DUCK_DB, UNDER_SPEECH_DB)
            return level + (under - level) * self.duck.value
        return level + EFFECT_DUCK_DB * self.duck.value if sound.bus == "effect" else level

    def _leave(self, sound: Playing, fade: float) -> None:
        """Send a sound out; while nothing is heard it goes at once, so that a resume brings no rest of it."""
        sound.fader.go(0.0, fade)
        sound.ended = sound.ended or self.held

    def _swept(self) -> list[Playing]:
        gone = [sound for sound in self.sounds if sound.ended]
        self.sounds = [sound for sound in self.sounds if not sound.ended]
        if self.line is not None and self.line.ended:
            self.line = None
        return gone

    def _add(self, sound: Playing) -> Playing:
        self.sounds.append(sound)
        return sound

    @staticmethod
    def _move(sound: Playing, dt: float) -> None:
        sound.level.step(dt)
        if not sound.waiting or sound.leaving:
            sound.fader.step(dt)
        if not sound.waiting:
            sound.position += dt
        over = sound.position >= sound.seconds
        sound.ended = sound.ended or over or (sound.leaving and sound.fader.value == 0.0)
