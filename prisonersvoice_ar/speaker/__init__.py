"""Narration, ambience, effects, ducking; and a clock where there is no sound card.

The engine is imported when a speaker is opened, not before, so that the first picture need not wait.
"""

from typing import TYPE_CHECKING

from prisonersvoice_ar.speaker.ahead import sounds_ahead
from prisonersvoice_ar.speaker.silent import SilentSpeaker
from prisonersvoice_ar.speaker.speaker import Speaker

if TYPE_CHECKING:
    from prisonersvoice_ar.speaker.mixdown import MixdownSpeaker

__all__ = ["SilentSpeaker", "Speaker", "open_film", "open_speaker", "sounds_ahead"]


def open_speaker() -> Speaker:
    """Open the sound card through OpenAL; where there is none, give the silent speaker. Raises nothing."""
    from prisonersvoice_ar.speaker.openal import open_openal

    return open_openal() or SilentSpeaker()


def open_film() -> "MixdownSpeaker":
    """Open the speaker that mixes into memory for a film. Raises MachineError where PyAV is missing."""
    from prisonersvoice_ar.speaker.mixdown import MixdownSpeaker

    return MixdownSpeaker()
