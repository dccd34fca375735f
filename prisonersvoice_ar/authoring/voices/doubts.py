"""What makes one doubt a recording: its technique, and whether it can be of its line and in its language."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from prisonersvoice_ar.authoring.voices.reading import LOSSY, Recording
from prisonersvoice_ar.authoring.voices.remarks import Remark, remark
from prisonersvoice_ar.authoring.voices.sounding import Sounding
from prisonersvoice_ar.core.captions import reading_time
from prisonersvoice_ar.core.care.speaking import far_from_text, spoken_seconds
from prisonersvoice_ar.core.script.model import Scene

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.voices.importing import Taken


@dataclass(frozen=True)
class Doubt:
    """One thing that makes one look at a recording again."""

    what: Remark
    """said once of all recordings that share it"""
    detail: Remark | None = None
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
        found.append(Doubt(remark("clipped"), remark("places", count=recording.clipped)))
    if heard.voice_db - heard.noise_db < _QUIET_UNDER_DB:
        found.append(Doubt(remark("noise"), _decibels(heard.voice_db - heard.noise_db)))
    if recording.rate < _DULL_HZ:
        found.append(Doubt(remark("dull"), remark("hertz", hertz=str(recording.rate))))
    if 0 < recording.bits <= 8:
        found.append(Doubt(remark("coarse")))
    if recording.codec in LOSSY:
        found.append(Doubt(remark("lossy"), remark("plain", text=recording.codec.removesuffix("float"))))
    if recording.mixed:
        found.append(Doubt(remark("mixed"), recording.mixed))
    if heard.seconds < 0.9 * reading_time(text):
        needs = remark("quick-by", seconds=round(heard.seconds, 1), read=round(reading_time(text), 1))
        found.append(Doubt(remark("quick"), needs))
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
            one.doubts.append(Doubt(remark("louder" if apart > 0 else "softer"), _decibels(abs(apart))))
        over = one.sounding.peak_db + gain_db + 2.0
        if over > _LIMITED_DB:
            one.doubts.append(Doubt(remark("limited"), _decibels(over)))
    other = _other_language(scene, language, taken)
    if other:
        for one in taken:
            one.doubts.append(Doubt(remark("other-language", other=other, language=language)))


def _decibels(value: float) -> Remark:
    return remark("decibels", decibels=round(value))


def _of_length(one: "Taken", language: str, pace: float | None, usual: float | None) -> list[Doubt]:
    """What its length says: beside the others' pace, where there are others; always by what `check` warns of."""
    heard, text = one.sounding, one.line.text[language]
    if heard is None or pace is None:
        return []
    far = far_from_text(heard.seconds, text, language)
    if (far and pace > 1.0) or (usual is not None and pace > _STANDS_OUT * usual):
        return [Doubt(remark("short"))]
    if far or (usual is not None and pace < usual / _STANDS_OUT):
        return [Doubt(remark("long"))]
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
