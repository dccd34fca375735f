"""One gain for a scene and a language, then a limiter: a whisper stays softer than a plain sentence.

Levelling each line by itself would make them all equally loud, and take from an actor what they did
(measured-facts.md).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from prisonersvoice_ar.authoring.voices.reading import read_recording
from prisonersvoice_ar.authoring.voices.remarks import Remark, remark
from prisonersvoice_ar.authoring.voices.sounding import Sounding
from prisonersvoice_ar.media.loudness import Sound, gated, limited, loudness, powers, true_peak

LOUD = -19.0
"""LUFS, mono (AES TD1008)"""
CEILING_DB = -2.0
"""dBTP before the codec, which adds a little"""
_FEW = 8
"""lines: fewer say little of how loud a whole scene is"""
_SAME_SET_UP_DB = 3.0
ANOTHER_SET_UP_DB = 15.0
"""over the others: nobody raises their voice so far without stepping back from the microphone"""
_CLOSE_DB = 0.15


@dataclass(frozen=True)
class Level:
    """A language's one gain."""

    gain_db: float
    why: Remark
    """where it comes from"""
    before: float
    """LUFS of what came in, all of it together"""
    scene_db: float
    """the gain with which the scene's next recordings are compared"""


def level_of(
    soundings: Sequence[Sounding], known: float | None, *, whole: bool, sound: Callable[[int], Sound]
) -> Level:
    """Give the one gain for ``soundings``.

    ``known``: the gain of what was recorded before. A few lines that were recorded in the same way (within 3 dB) get
    that one, so that they stand among the others as they were spoken. ``whole``: they are all lines of the scene.
    ``sound(i)`` gives the samples of sounding ``i``.
    """
    before = gated(np.concatenate([one.blocks for one in soundings]))
    gain = LOUD - before
    if known is not None and not whole and abs(gain - known) <= _SAME_SET_UP_DB:
        return Level(known, remark("level-known"), before, known)
    for _ in range(3):  # what the limiter takes is given back
        after = gated(np.concatenate([powers(levelled(sound(i), gain)) for i in range(len(soundings))]))
        gain += LOUD - after
        if abs(LOUD - after) < _CLOSE_DB:
            break
    gain = round(gain, 2)
    kept = gain
    if known is not None and not whole and len(soundings) < _FEW and known - gain > ANOTHER_SET_UP_DB:
        kept = known  # left out of an import for being so loud, and brought alone: that says nothing of the others
    return Level(gain, _why(gain, known, len(soundings), whole=whole), before, kept)


def _why(gain: float, known: float | None, count: int, *, whole: bool) -> Remark:
    if whole:
        return remark("level-whole")
    if known is not None:
        way = "softer" if gain > known else "louder"
        return remark(f"level-{way}", count=count, decibels=round(abs(gain - known)))
    return remark("level-few" if count < _FEW else "level-some", count=count)


def levelled(sound: Sound, gain_db: float, ceiling_db: float = CEILING_DB) -> Sound:
    """Give ``sound`` (n, 1) with the gain, limited to ``ceiling_db`` dBTP."""
    return limited(sound * np.float32(10 ** (gain_db / 20)), ceiling_db)


def encoded_peak_db(path: Path) -> tuple[float, float]:
    """Give loudness (LUFS) and true peak (dBTP) of a file as it will be heard."""
    sound = read_recording(path).sound
    return loudness(sound), float(20 * np.log10(max(true_peak(sound), 1e-9)))
