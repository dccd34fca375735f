"""What a sound file says of itself, in one value; and the limits that every kind shares."""

from dataclasses import dataclass
from typing import Literal

from prisonersvoice_ar.media.errors import MediaError

MAX_SECONDS = 1800.0
"""half an hour: longer than any line or loop, shorter than what fills the memory when decoded"""
MAX_BYTES = 64 * 1024 * 1024
RATES = (8_000, 192_000)

SoundKind = Literal["wav", "vorbis", "opus"]


@dataclass(frozen=True)
class SoundFile:
    """A sound that the speaker can play."""

    seconds: float
    """what is heard: without the codec's lead-in and its trimmed end"""
    channels: int
    """1 or 2"""
    rate: int
    """Hz of the decoded sound (Opus: 48000)"""
    kind: SoundKind


def measured(name: str, samples: int, channels: int, rate: int, kind: SoundKind) -> SoundFile:
    """Make a SoundFile of what a header says. Raises MediaError where the figures are absurd."""
    if channels not in (1, 2):
        raise MediaError(f"{name}: {channels} channels", "save it as mono (narration) or stereo")
    if not RATES[0] <= rate <= RATES[1]:
        raise MediaError(f"{name}: {rate} samples a second", "save it at 48000 Hz")
    if samples <= 0:
        raise MediaError(f"{name}: there is no sound in this file", "record it again")
    seconds = samples / rate
    if seconds > MAX_SECONDS:
        raise MediaError(
            f"{name}: {seconds / 60:.0f} minutes long", f"keep it under {MAX_SECONDS / 60:.0f} minutes"
        )
    return SoundFile(seconds, channels, rate, kind)


def truncated(name: str) -> MediaError:
    """Give the error of a file that ends before its end."""
    return MediaError(
        f"{name}: the file ends before the sound does", "copy or export it again", code="truncated"
    )
