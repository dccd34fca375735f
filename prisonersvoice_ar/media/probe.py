"""One question for every sound: can it be played, and how long is it."""

from pathlib import Path

from prisonersvoice_ar.media.files import contents
from prisonersvoice_ar.media.kinds import SOUNDS, kind_of
from prisonersvoice_ar.media.ogg import probe_ogg
from prisonersvoice_ar.media.sound import MAX_BYTES, SoundFile
from prisonersvoice_ar.media.wav import probe_wav


def probe(path: Path) -> SoundFile:
    """Read the headers of a WAV (PCM), Ogg Vorbis (``.ogg``) or Ogg Opus (``.opus``) file.

    Raises MediaError: another kind, Opus called ``.ogg``, more than two channels, over half an hour or
    64 MB, truncated, claiming more than it holds, or not there.
    """
    suffix = kind_of(path, SOUNDS)
    data = contents(path, MAX_BYTES)
    return probe_wav(path.name, data) if suffix == ".wav" else probe_ogg(path.name, data, suffix)
