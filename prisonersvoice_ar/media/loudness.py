"""Loudness and true peak of sound in memory, by ITU-R BS.1770-5; and a limiter that holds a true peak.

Needs numpy, so the room's front door does not import it.
"""

from functools import reduce

import numpy as np
import numpy.typing as npt

RATE = 48_000
"""Hz; the filters below are the standard's for this rate"""
Sound = npt.NDArray[np.float32]
"""(n, channels), float32, full scale ±1"""

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""BS.1770-5, tables 1 and 2: numerator, denominator"""

_TAPS = 12
_PHASES = 4
_LOOK = 240
"""samples: 5 ms"""
_HOLD = 2400


def _interpolators() -> npt.NDArray[np.float64]:
    """Four phases of a windowed sinc (BS.1770-5, annex 2: oversampling by four)."""
    at = (np.arange(_TAPS * _PHASES) - (_TAPS * _PHASES - 1) / 2) / _PHASES
    taps = (np.sinc(at) * np.hanning(_TAPS * _PHASES + 2)[1:-1]).reshape(_TAPS, _PHASES)
    return np.asarray(taps / taps.sum(axis=0), dtype=np.float64)


_FIR = _interpolators()


def loudness(sound: Sound) -> float:
    """Integrated loudness of ``sound`` (n, channels) at 48 kHz, in LUFS; −inf where nothing passes the gate."""
    return gated(powers(sound))


def powers(sound: Sound) -> npt.NDArray[np.float64]:
    """(blocks,) weighted power of each 400 ms of ``sound`` (n, channels), a block every 100 ms: what ``gated`` takes.

    Blocks of several sounds, one after the other, measure them together without their being laid together.
    """
    if len(sound) < int(0.4 * RATE):
        sound = np.pad(sound, ((0, int(0.4 * RATE) - len(sound)), (0, 0)))
    power = _k_weighted(sound) ** 2
    window, hop = int(0.4 * RATE), int(0.1 * RATE)
    sums = np.concatenate([np.zeros((1, power.shape[1])), np.cumsum(power, axis=0)])
    starts = np.arange(0, len(power) - window + 1, hop)
    return np.asarray(((sums[starts + window] - sums[starts]) / window).sum(axis=1))


def gated(blocks: npt.NDArray[np.float64]) -> float:
    """Loudness, in LUFS, of blocks of ``powers``: those under −70 LUFS, then those 10 under the rest, do not count."""
    loud = blocks[_lufs(blocks) > -70.0]
    if not len(loud):
        return -np.inf
    kept = loud[_lufs(loud) > _lufs(loud.mean()) - 10.0]
    return float(_lufs(kept.mean()))


def _lufs(power: npt.NDArray[np.float64] | np.float64) -> npt.NDArray[np.float64]:
    return -0.691 + 10.0 * np.log10(np.maximum(power, 1e-12))


def _k_weighted(sound: Sound) -> npt.NDArray[np.float64]:
    """Filter in the frequency domain; two seconds of zeros let the high-pass ring out."""
    size = 1 << int(np.ceil(np.log2(len(sound) + 2 * RATE)))
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    response = np.ones_like(z)
    for above, below in (_SHELF, _HIGH_PASS):
        response = response * np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    spectrum = np.fft.rfft(sound, size, axis=0) * response[:, None]
    return np.asarray(np.fft.irfft(spectrum, size, axis=0)[: len(sound)])


def true_peak(sound: Sound) -> float:
    """Largest amplitude of ``sound`` (n, channels) between the samples too, full scale 1."""
    return float(_peaks(np.pad(sound, ((_TAPS, _TAPS), (0, 0)))).max(initial=0.0))


def _peaks(sound: Sound) -> npt.NDArray[np.float64]:
    """(n − 11,) largest amplitude near each sample, over all channels and phases."""
    near = _largest_of_twelve(_largest(np.abs(sound)))
    for channel in sound.T:
        windows = np.lib.stride_tricks.sliding_window_view(channel, _TAPS)
        near = np.maximum(near, _largest(np.abs(windows @ _FIR)))
    return np.asarray(near, dtype=np.float64)


def _largest(columns: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """(n,) largest of each row of few columns; numpy's own maximum along a short axis takes five times as long."""
    found: npt.NDArray[np.floating] = reduce(np.maximum, columns.T)
    return found


def _largest_of_twelve(values: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """(n − 11,) largest of each twelve that follow one another, by doubling."""
    two = np.maximum(values[:-1], values[1:])
    four = np.maximum(two[:-2], two[2:])
    eight = np.maximum(four[:-4], four[4:])
    return np.asarray(np.maximum(eight[:-4], four[8:]))


class Limiter:
    """Holds a stream under a true peak: what is too loud is turned down before it comes, 5 ms ahead.

    The gain is the least that any sample of the window needs, averaged over the 5 ms: no step, no click.
    """

    delay = _LOOK
    """samples by which the output is late"""

    def __init__(self, ceiling_db: float = -1.0, channels: int = 2) -> None:
        """Limit to ``ceiling_db`` dBTP, less 0.1 dB for what the interpolation misses."""
        self._ceiling = 10.0 ** ((ceiling_db - 0.1) / 20.0)
        self._late = np.zeros((_LOOK + _TAPS, channels), np.float32)
        self._need = np.ones(_HOLD + 2 * _LOOK + _TAPS)

    def process(self, sound: Sound) -> Sound:
        """Give as many samples as came, ``delay`` late. ``sound`` (n, channels), n ≥ 1."""
        run = np.concatenate([self._late, sound])
        peaks = _peaks(run[-len(sound) - _TAPS + 1 :])
        need = np.concatenate([self._need, np.minimum(1.0, self._ceiling / np.maximum(peaks, 1e-9))])
        gain = self._gain(need)[-len(sound) :]
        out = run[_TAPS : _TAPS + len(sound)] * gain[:, None]
        self._late, self._need = run[-_LOOK - _TAPS :], need[-len(self._need) :]
        return np.asarray(out, dtype=np.float32)

    @staticmethod
    def _gain(need: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        if need.min() >= 1.0:
            return need
        width = _HOLD + _LOOK + _TAPS
        least = _sliding_least(need, width)
        return np.convolve(least, np.full(_LOOK, 1.0 / _LOOK), "valid")


def _sliding_least(values: npt.NDArray[np.float64], width: int) -> npt.NDArray[np.float64]:
    """(n − width + 1,) least of each window: in blocks from both sides (van Herk, 1992; Gil and Werman, 1993)."""
    count = len(values) - width + 1
    blocks = np.pad(values, (0, -len(values) % width), constant_values=np.inf).reshape(-1, width)
    ahead = np.minimum.accumulate(blocks, axis=1).ravel()
    behind = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.asarray(np.minimum(behind[:count], ahead[width - 1 : width - 1 + count]))


def limited(sound: Sound, ceiling_db: float = -1.0) -> Sound:
    """Limit a whole sound (n, channels) to ``ceiling_db`` dBTP, without delay."""
    limiter = Limiter(ceiling_db, sound.shape[1])
    padded = np.concatenate([sound, np.zeros((_LOOK, sound.shape[1]), np.float32)])
    parts = [limiter.process(padded[at : at + 4800]) for at in range(0, len(padded), 4800)]
    return np.concatenate(parts)[_LOOK : _LOOK + len(sound)]
