"""What makes one doubt a recording: its technique, and whether it can be of its line and in its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from prisonersvoice_ar.authoring.voices.reading import LOSSY, Recording
from prisonersvoice_ar.authoring.voices.sounding import Sounding
from prisonersvoice_ar.core.captions import reading_time
from prisonersvoice_ar.core.care.speaking import far_from_text, spoken_seconds
from prisonersvoice_ar.core.script.model import Scene

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.voices.importing import Taken


@dataclass(frozen=True)
class Doubt:
    """One thing that makes one look at a recording again."""

    what: str
    """said once of all recordings that share it"""
    detail: str = ""
    """of this one"""


_STANDS_OUT = 1.65
"""times the pace of the others, pauses left out"""
_QUIET_UNDER_DB = 34.0
"""of voice over noise: under it the noise is heard"""
_DULL_HZ = 32_000
_APART_DB = 6.0
_LIMITED_DB = 8.0
_FEW = 4
"""recordings, under which nothing is said of the others"""
_ENOUGH = 8
"""recordings, before their lengths tell a language"""


def doubts_alone(text: str, recording: Recording, heard: Sounding) -> list[Doubt]:
    """Give what a recording of ``text`` says against itself."""
    found = []
    if recording.clipped:
        found.append(Doubt("clipped: record it softer", _places(recording.clipped)))
    if heard.voice_db - heard.noise_db < _QUIET_UNDER_DB:
        over = heard.voice_db - heard.noise_db
        found.append(Doubt("noise is heard: less than 34 dB under the voice", f"{over:.0f} dB"))
    if recording.rate < _DULL_HZ:
        found.append(Doubt("dull: recorded at less than 32000 Hz", f"{recording.rate} Hz"))
    if 0 < recording.bits <= 8:
        found.append(Doubt("coarse: 8 bits a sample"))
    if recording.codec in LOSSY:
        found.append(
            Doubt("already compressed: WAV or FLAC keeps more", recording.codec.removesuffix("float"))
        )
    if recording.mixed:
        found.append(Doubt("not all of its channels were taken", recording.mixed))
    if heard.seconds < 0.9 * reading_time(text):
        needs = f"{heard.seconds:.1f} s, where {reading_time(text):.1f} s are read"
        found.append(Doubt("too quick for its caption to be read", needs))
    return found


def doubts_together(scene: Scene, language: str, taken: "Sequence[Taken]", gain_db: float) -> None:
    """Add to each of ``taken`` what stands out among the others, and whether another language fits them better."""
    paces = {id(one): pace for one in taken if (pace := _pace(one, language)) is not None}
    usual = float(np.median(list(paces.values()))) if len(paces) >= _FEW else None
    middle = float(np.median([one.sounding.loud for one in taken if one.sounding]))
    for one in taken:
        if one.sounding is None:
            continue
        one.doubts += _of_length(one, language, paces.get(id(one)), usual)
        apart = one.sounding.loud - middle
        if abs(apart) > _APART_DB and len(taken) >= _FEW:
            way = "louder" if apart > 0 else "softer"
            one.doubts.append(
                Doubt(f"{way} than the others, and one gain serves all", f"{abs(apart):.0f} dB")
            )
        over = one.sounding.peak_db + gain_db + 2.0
        if over > _LIMITED_DB:
            one.doubts.append(Doubt("the limiter takes much off its loudest moment", f"{over:.0f} dB"))
    other = _other_language(scene, language, taken)
    if other:
        for one in taken:
            one.doubts.append(Doubt(f"the lengths fit the words in {other} better: is this {language}?"))


def _places(count: int) -> str:
    return f"{count} place" + ("" if count == 1 else "s")


def _of_length(one: "Taken", language: str, pace: float | None, usual: float | None) -> list[Doubt]:
    """What its length says: beside the others' pace, where there are others; always by what `check` warns of."""
    heard, text = one.sounding, one.line.text[language]
    if heard is None or pace is None:
        return []
    far = far_from_text(heard.seconds, text, language)
    if (far and pace > 1.0) or (usual is not None and pace > _STANDS_OUT * usual):
        return [Doubt("too short for its words: another line, or cut off?")]
    if far or (usual is not None and pace < usual / _STANDS_OUT):
        return [Doubt("too long for its words: another line, or said twice?")]
    return []


def _pace(one: "Taken", language: str) -> float | None:
    """How fast it is spoken, times a calm narrator's."""
    if one.sounding is None or one.sounding.speaking < 0.1:
        return None
    return spoken_seconds(one.line.text[language], language) / one.sounding.speaking


def _other_language(scene: Scene, language: str, taken: "Sequence[Taken]") -> str:
    """Give a language whose words the recordings' lengths follow clearly better; "" where none is or too few are there."""
    heard = [one for one in taken if one.sounding and all(name in one.line.text for name in scene.languages)]
    if len(heard) < _ENOUGH:
        return ""
    spread = {
        name: float(np.std([np.log(pace) for one in heard if (pace := _pace(one, name)) is not None]))
        for name in scene.languages
    }
    best = min(spread, key=lambda name: spread[name])
    return best if best != language and spread[best] < 0.7 * spread[language] else ""
