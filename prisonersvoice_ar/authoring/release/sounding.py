"""How loud a scene is: its voices together, the peak of each, and the ambience under them (EBU R128, WCAG 1.4.7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from prisonersvoice_ar.authoring.care.case import Case
from prisonersvoice_ar.authoring.release.decoding import decode
from prisonersvoice_ar.authoring.voices.mark import is_marked
from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.core.script.model import Ambience, Line
from prisonersvoice_ar.core.script.problem import Place
from prisonersvoice_ar.documents.content import shown_path
from prisonersvoice_ar.media.loudness import Sound, gated, powers, true_peak

if TYPE_CHECKING:
    from prisonersvoice_ar.authoring.release.all import Bars

STEREO, MONO = -16.0, -19.0
"""LUFS of speech (AES TD1008): one channel is played from both sides"""
TOLERANCE = 1.0
"""LU"""
PEAK_DB = -1.0
"""dBTP"""
_ROUNDING = 0.05
_LOUD = 0.5
UNDER_SPEECH_DB = 20.0
"""that ambience lies under speech at least (WCAG 1.4.7)"""
DUCK_DB = -4.0
MOST_DB = -20.0
"""how the speaker plays ambience under a line (speaker.desk): lowered by the one, and never louder than the other"""


@dataclass
class _Speech:
    """The voices of one language."""

    blocks: list[npt.NDArray[np.float64]] = field(default_factory=list)
    """power of each 400 ms, as from one channel"""
    channels: set[int] = field(default_factory=set)

    def lufs(self) -> float:
        """Integrated loudness of all lines together, as of the channels they have; both, where they differ: stereo."""
        as_mono = gated(np.concatenate(self.blocks)) if self.blocks else -np.inf
        return as_mono if self.mono else as_mono + _BOTH_SIDES_DB

    @property
    def mono(self) -> bool:
        """Whether every line has one channel."""
        return self.channels == {1}


_BOTH_SIDES_DB = float(10.0 * np.log10(2.0))


def check_sound(case: Case, root: Path, bars: "Bars") -> None:
    """Measure every voice and every ambience of the scene. MachineError where PyAV is missing."""
    voices = list(_voices(case))
    beds = {beat.ambience: beat for beat in case.scene.beats.values() if beat.ambience and beat.ambience.path}
    if not voices:  # ambience is held against them
        return
    speeches = {lang: _Speech() for lang in case.scene.languages}
    bar = bars(len(voices) + len(beds), "loudness", case.scene.id)
    try:
        for spoken in voices:
            _take(case, root, spoken, speeches[spoken.lang])
            bar.update(1)
        for lang, speech in speeches.items():
            _judge(case, lang, speech)
        levels = [speech.lufs() + (_BOTH_SIDES_DB if speech.mono else 0.0) for speech in speeches.values()]
        softest = min((lufs for lufs in levels if isfinite(lufs)), default=None)
        for bed, beat in beds.items():
            if softest is not None:
                _judge_bed(case, root, bed, softest, case.at(beat))
            bar.update(1)
    finally:
        bar.close()


@dataclass(frozen=True)
class _Spoken:
    """A line's voice in one language."""

    line: Line
    lang: str
    path: Path


def _voices(case: Case) -> Iterator[_Spoken]:
    for _, line in case.lines():
        for lang, voice in line.voices.items():
            if lang in case.scene.languages:
                yield _Spoken(line, lang, Path(voice.path))


def _take(case: Case, root: Path, spoken: _Spoken, speech: _Speech) -> None:
    """Add a voice to those of its language; complain of its peak, and of a machine's that passes for a person's."""
    line, path = spoken.line, spoken.path
    try:
        sound = decode(path)
    except ContentError:
        case.findings.add("sound-unmeasured", case.at(line), path=shown_path(path, root))
        return
    channels = sound.shape[1]
    speech.channels.add(channels)
    speech.blocks.append(powers(sound) / channels)
    if not line.voices[spoken.lang].synthetic and is_marked(sound):
        case.findings.add("voice-marked", case.at(line), line=line.id, language=spoken.lang)
    peak = _peak_db(sound)
    if peak > PEAK_DB + _ROUNDING:
        case.findings.add(
            "voice-peak", case.at(line), line=line.id, language=spoken.lang, value=f"{peak:.1f}"
        )


def _peak_db(sound: Sound) -> float:
    """The true peak, dBTP; of a soft sound that of its samples: what lies between stands no 5 dB above them."""
    samples = float(np.abs(sound).max(initial=0.0))
    return 20.0 * float(np.log10(max(true_peak(sound) if samples > _LOUD else samples, 1e-9)))


def _judge(case: Case, lang: str, speech: _Speech) -> None:
    lufs, wanted = speech.lufs(), MONO if speech.mono else STEREO
    if isfinite(lufs) and abs(lufs - wanted) > TOLERANCE:
        case.findings.add(
            "voices-loudness",
            case.head("title", lang),
            language=lang,
            value=f"{lufs:.1f}",
            wanted=f"{wanted:.0f}",
            gain=f"{wanted - lufs:+.1f}",
        )
    elif speech.blocks and not isfinite(lufs):
        case.findings.add("voices-silent", case.head("title", lang), language=lang)


def _judge_bed(case: Case, root: Path, bed: Ambience, speech: float, place: Place) -> None:
    """Hold an ambience, as it is played under a line, against the softest language's voices (LUFS, both sides)."""
    path = Path(bed.path)
    try:
        sound = decode(path)
    except ContentError:
        case.findings.add("sound-unmeasured", place, path=shown_path(path, root))
        return
    lufs = gated(powers(sound)) + (_BOTH_SIDES_DB if sound.shape[1] == 1 else 0.0)
    under = speech - (lufs + min(bed.level_db + DUCK_DB, MOST_DB))
    if isfinite(lufs) and under < UNDER_SPEECH_DB:
        case.findings.add(
            "ambience-loud",
            place,
            sound=bed.sound,
            value=f"{under:.0f}",
            level=f"{np.floor(speech - UNDER_SPEECH_DB - lufs - DUCK_DB):.0f}",
        )
