"""A sound file as samples, to be measured: by PyAV (the extra "film"), once its header has been looked at."""

from pathlib import Path

import numpy as np

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.media import MediaError, probe
from prisonersvoice_ar.media.loudness import RATE, Sound


def decode(path: Path) -> Sound:
    """Return the sound at ``path``, (n, 1 or 2) float32 at 48 kHz.

    Raises MediaError where media refuses the file or nothing comes of it, MachineError where PyAV is missing.
    """
    found = probe(path)
    try:
        import av
    except ImportError as error:
        raise MachineError(
            "measuring loudness needs PyAV, which is not installed",
            'install it with: python -m pip install "prisonersvoice-ar[film]"',
        ) from error
    resampler = av.AudioResampler(format="fltp", rate=RATE)
    parts = []
    try:
        with av.open(str(path), format="wav" if found.kind == "wav" else "ogg") as container:
            for frame in (*container.decode(container.streams.audio[0]), None):
                parts += [part.to_ndarray() for part in resampler.resample(frame)]
    except (av.FFmpegError, OSError, ValueError, IndexError) as error:
        raise MediaError(f"{path.name}: cannot be decoded", "export it again") from error
    if not parts:
        raise MediaError(f"{path.name}: there is no sound in this file", "record it again")
    return np.ascontiguousarray(np.concatenate(parts, axis=1).T, dtype=np.float32)
