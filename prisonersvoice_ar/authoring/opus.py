"""Writing Ogg Opus (RFC 7845) by PyAV, the extra "film"."""

from pathlib import Path

import numpy as np

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.media import probe
from prisonersvoice_ar.media.loudness import RATE, Sound

_FRAME = 960


def write_opus(path: Path, sound: Sound, bits: int, voice: bool = False) -> Path:
    """Write ``sound`` (n, 1 or 2) float32 at 48 kHz with about ``bits`` a second; the same sound gives the same file.

    Raises MachineError where PyAV is missing.
    """
    try:
        import av
    except ImportError as error:
        raise MachineError(
            "encoding sound needs PyAV, which is not installed",
            'install it with: python -m pip install "prisonersvoice-ar[film]"',
        ) from error
    layout = "mono" if sound.shape[1] == 1 else "stereo"
    with av.open(str(path), "w", format="opus", options={"fflags": "+bitexact", "serial_offset": "1"}) as out:
        stream = out.add_stream("libopus", rate=RATE, layout=layout)
        stream.bit_rate = bits
        stream.options = {"application": "voip" if voice else "audio", "vbr": "on", "compression_level": "10"}
        for at in range(0, len(sound), _FRAME):
            packed = np.ascontiguousarray(sound[at : at + _FRAME].reshape(1, -1), dtype=np.float32)
            frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
            frame.sample_rate, frame.pts = RATE, at
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    probe(path)
    return path
