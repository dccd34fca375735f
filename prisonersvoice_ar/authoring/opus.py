"""Writing Ogg Opus (RFC 7845) by PyAV, the extra "film"."""

import struct
from io import BytesIO
from pathlib import Path
from typing import IO

import numpy as np

from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.media import ogg, probe
from prisonersvoice_ar.media.loudness import RATE, Sound

_FRAME = 960
_ROLL = 25 * _FRAME
"""samples: half a second. A decoder finds its feet in 80 ms (RFC 7845, 4.6), but the encoder's own high-pass
(3 Hz) needs longer; with 80 ms the seam stood 5 dB over the loop's largest step, with this under it"""
_PAGE = 50
"""packets on a page: one second"""


def write_opus(path: Path, sound: Sound, bits: int, voice: bool = False) -> Path:
    """Write ``sound`` (n, 1 or 2) float32 at 48 kHz with about ``bits`` a second; the same sound gives the same file.

    Raises MachineError where PyAV is missing, OSError.
    """
    stream = BytesIO()  # a disk that is full would reach us as a fault of the encoder
    _encode(stream, sound, bits, voice)
    path.write_bytes(stream.getvalue())
    probe(path)
    return path


def write_loop(path: Path, sound: Sound, bits: int) -> Path:
    """Write a sound whose end runs on into its beginning.

    An encoder begins from silence, which would click at every turn (measured: 26 dB over the sound's own
    steps). So the end is encoded before the beginning and declared as lead-in, which decoders leave out,
    and the beginning after the end.
    """
    stream = BytesIO()
    _encode(stream, np.concatenate([sound[-_ROLL:], sound, sound[:_ROLL]]), bits, voice=False)
    packets = [packet for page in ogg.pages(path.name, stream.getvalue()) for packet in page.packets]
    skip = struct.unpack_from("<H", packets[0], 10)[0] + _ROLL
    head = packets[0][:10] + struct.pack("<H", skip) + packets[0][12:]
    path.write_bytes(_pages(head, packets[1], packets[2:], skip + len(sound)))
    probe(path)
    return path


def _pages(head: bytes, tags: bytes, packets: list[bytes], samples: int) -> bytes:
    """Lay Opus packets of 20 ms on Ogg pages; the last one's granule cuts the end to ``samples``."""
    sound = packets[: -(-samples // _FRAME)]
    parts = [ogg.page_bytes(0, [head], 0, ogg.BOS), ogg.page_bytes(1, [tags], 0)]
    for at in range(0, len(sound), _PAGE):
        until = min(at + _PAGE, len(sound))
        last = until == len(sound)
        granule = samples if last else until * _FRAME
        parts.append(ogg.page_bytes(len(parts), sound[at:until], granule, ogg.EOS if last else 0))
    return b"".join(parts)


def _encode(out: IO[bytes], sound: Sound, bits: int, voice: bool) -> None:
    try:
        import av
    except ImportError as error:
        raise MachineError(
            "encoding sound needs PyAV, which is not installed",
            'install it with: python -m pip install "prisonersvoice-ar[film]"',
        ) from error
    layout = "mono" if sound.shape[1] == 1 else "stereo"
    with av.open(out, "w", format="opus", options={"fflags": "+bitexact", "serial_offset": "1"}) as container:
        stream = container.add_stream("libopus", rate=RATE, layout=layout)
        stream.bit_rate = bits
        stream.options = {"application": "voip" if voice else "audio", "vbr": "on", "compression_level": "10"}
        for at in range(0, len(sound), _FRAME):
            packed = np.ascontiguousarray(sound[at : at + _FRAME].reshape(1, -1), dtype=np.float32)
            frame = av.AudioFrame.from_ndarray(packed, format="flt", layout=layout)
            frame.sample_rate, frame.pts = RATE, at
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
