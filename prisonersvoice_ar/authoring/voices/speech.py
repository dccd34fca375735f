"""Placeholder speech: espeak-ng's voice, made as little harsh as filters can make it."""

import io
import shutil
import subprocess
import wave
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from prisonersvoice_ar.authoring.voices.pronounce import Said, replaced
from prisonersvoice_ar.authoring.voices.spoken import spoken
from prisonersvoice_ar.authoring.voices.stress import respelled
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.media.loudness import RATE, Sound

PROGRAM = "espeak-ng"


@dataclass(frozen=True)
class Manner:
    """How espeak-ng speaks a language."""

    voice: str
    rate: int
    """espeak's own measure, near words a minute"""
    pitch: int
    """0 to 99"""


MANNERS = {
    # Of thirteen variants "Andy" has least between 2 and 8 kHz while the words stay clear.
    "uk": Manner("uk+Andy", 138, 36),
    "en": Manner("en-gb-x-rp+Andy", 146, 36),
    "de": Manner("de+Andy", 138, 36),
    "pl": Manner("pl+Andy", 138, 36),
}
RECIPE = 2
"""raise it when the sound of the voices changes: every line is then made anew"""

_TONE = [
    (20, -60.0),
    (60, -12.0),
    (90, 0.0),
    (1800, 0.0),
    (3200, -3.5),
    (5000, -5.0),
    (8000, -12.0),
    (11000, -40.0),
]
"""Hz, dB: no rumble, less of the buzz, a soft end"""
_LEAD, _TAIL = 0.03, 0.14
"""seconds kept before and after the speech"""
_QUIET_DB = -46.0


def made_with() -> str:
    """Give the synthesiser's name and version. Raises MachineError where it is missing."""
    said = _run(["--version"]).decode("utf-8", "replace")
    version = said.split("text-to-speech:")[-1].split()[0] if "text-to-speech:" in said else ""
    return f"{PROGRAM} {version}".strip()


def speak(text: str, language: str) -> Sound:
    """Speak ``text``, as ``given`` gives it: (n, 1) float32 at 48 kHz, trimmed, softened, not yet levelled.

    Raises MachineError where espeak-ng or the language's voice is missing.
    """
    manner = manner_of(language)
    arguments = ["-v", manner.voice, "-s", str(manner.rate), "-p", str(manner.pitch), "-g", "2", "--stdout"]
    with wave.open(io.BytesIO(_run([*arguments, "--stdin"], text))) as file:
        rate = file.getframerate()
        raw = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    if not np.any(raw):
        raise MachineError(
            f"{PROGRAM} says nothing for “{text}” in {language}",
            f"listen to it with: {PROGRAM} -v {language}",
        )
    return _trimmed(_toned(raw / 32768.0, rate))[:, None]


def given(text: str, language: str, said: Said) -> str:
    """Give ``text`` as espeak-ng is to be given it: hard words as ``said``, years in words."""
    plain = text.replace("[[", "").replace("]]", "")  # what would be phonemes

    def put(_: str, how: str) -> str:
        return respelled(how.replace("[[", "").replace("]]", ""), language, partial(phonemes, language))

    return spoken(replaced(plain, said, put), language)


@lru_cache(maxsize=512)
def phonemes(language: str, words: str) -> str:
    """Give how espeak-ng would say ``words``, in its own notation. Raises MachineError."""
    said = _run(["-v", manner_of(language).voice, "-q", "-x", "--stdin"], words)
    return said.decode("utf-8", "replace").strip().replace(" ", "")


def manner_of(language: str) -> Manner:
    """Give how ``language`` is spoken; one that nobody has tuned, by its own voice."""
    return MANNERS.get(language, Manner(language, 140, 36))


def _run(arguments: list[str], text: str = "") -> bytes:
    program = shutil.which(PROGRAM)
    if program is None:
        raise MachineError(
            f"{PROGRAM} is not installed; placeholder voices are made with it",
            "Debian, Ubuntu: sudo apt install espeak-ng · macOS: brew install espeak-ng · "
            "Windows: winget install eSpeak-NG.eSpeak-NG",
        )
    done = subprocess.run(
        [program, *arguments], input=text.encode(), capture_output=True, check=False, timeout=60
    )
    if done.returncode != 0:
        why = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if "voice does not exist" in "".join(why):
            raise MachineError(
                f'{PROGRAM} has no voice "{arguments[arguments.index("-v") + 1]}"',
                f"Name the other languages with --lang; {PROGRAM} --voices says which it can speak.",
            )
        raise MachineError(
            f"{PROGRAM} failed: {why[-1] if why else done.returncode}", f"try: {PROGRAM} --voices"
        )
    return done.stdout


def _toned(sound: npt.NDArray[np.float64], rate: int) -> npt.NDArray[np.float32]:
    """Bring (n,) to 48 kHz and shape its tone, both in the frequency domain."""
    pad = rate // 10
    whole = np.pad(sound, (pad, pad))
    spectrum = np.fft.rfft(whole)
    hz = np.fft.rfftfreq(len(whole), 1 / rate)
    marks, decibels = zip(*_TONE, strict=True)
    shaped = spectrum * 10 ** (np.interp(np.log10(np.maximum(hz, 1.0)), np.log10(marks), decibels) / 20)
    count = round(len(whole) * RATE / rate)
    return np.asarray(np.fft.irfft(shaped, count) * (count / len(whole)), dtype=np.float32)


def _trimmed(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Cut the silence off both ends, and let the ends come and go softly."""
    loud = np.flatnonzero(np.abs(sound) > np.abs(sound).max() * 10 ** (_QUIET_DB / 20))
    start = max(0, int(loud[0] - _LEAD * RATE))
    part = sound[start : int(loud[-1] + _TAIL * RATE)].copy()
    ramp = np.linspace(0, 1, int(0.01 * RATE), dtype=np.float32)
    part[: len(ramp)] *= ramp
    part[-len(ramp) :] *= ramp[::-1]
    return part
