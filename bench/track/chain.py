"""From light on the sensor to grey values: noise, gain, transfer, sharpening, compression."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from bench.track.motions import Motion
from prisonersvoice_ar.core.geometry import Array

_AGC_LIMIT = 5.0
"""automatic gain goes no further: dark rooms are dark and noisy"""


@dataclass(frozen=True)
class Chain:
    """A camera's processing; as it stands, the generator's own."""

    transfer: Literal["gamma", "srgb", "s-curve"] = "gamma"
    contrast: float = 0.0
    """s-curve only: 0 is sRGB, 1 a full smooth step"""
    sharpen: float = 0.0
    """amount of unsharp masking"""
    sharpen_px: float = 1.0
    colour: bool = False
    """compressed as 4:2:0 colour and made grey afterwards"""
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    """blue, green, red"""
    jpeg: int = 0
    """quality; 0: the motion's own"""


def drawn_chain(rng: np.random.Generator) -> Chain:
    """A camera as it may come."""
    return Chain(
        transfer=rng.choice(["gamma", "srgb", "s-curve"]).item(),
        contrast=float(rng.uniform(0.2, 0.8)),
        sharpen=float(rng.choice([0.0, rng.uniform(0.3, 1.0)])),
        sharpen_px=float(rng.uniform(0.8, 1.5)),
        colour=True,
        tint=(float(rng.uniform(0.8, 1.1)), 1.0, float(rng.uniform(0.85, 1.15))),
        jpeg=int(rng.integers(70, 95)),
    )


def develop(light: Array, motion: Motion, chain: Chain, seed: int) -> Array:
    """(H, W) float32 linear light → (H, W) uint8 grey as a tracker gets it; ``seed`` of the noise."""
    rng = np.random.default_rng(seed)
    gain = motion.gain
    linear = light * gain
    spread = np.maximum(linear, 0) * motion.shot**2 / max(gain, 0.05) + motion.read**2 * gain**0.5 * 0.25
    linear = linear + rng.standard_normal(linear.shape).astype(np.float32) * np.sqrt(spread)
    if gain < 1:
        linear = linear * min(1 / gain, _AGC_LIMIT)
    if chain.colour:
        return _colour(linear, motion, chain)
    picture = _sharpened(_coded(linear, chain), chain)
    grey = np.clip(255 * picture, 0, 255).astype(np.uint8)
    quality = [cv2.IMWRITE_JPEG_QUALITY, chain.jpeg or motion.jpeg]
    return cv2.imdecode(cv2.imencode(".jpg", grey, quality)[1], cv2.IMREAD_GRAYSCALE)


def _colour(linear: Array, motion: Motion, chain: Chain) -> Array:
    planes = [_sharpened(_coded(linear * tint, chain), chain) for tint in chain.tint]
    picture = np.clip(255 * np.dstack(planes) + 0.5, 0, 255).astype(np.uint8)
    settings = [cv2.IMWRITE_JPEG_QUALITY, chain.jpeg or motion.jpeg]
    settings += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420]
    decoded = cv2.imdecode(cv2.imencode(".jpg", picture, settings)[1], cv2.IMREAD_COLOR)
    return cv2.cvtColor(decoded, cv2.COLOR_BGR2GRAY)


def _coded(linear: Array, chain: Chain) -> Array:
    """0 to 1 by the transfer function."""
    linear = np.clip(linear, 0, 1)
    if chain.transfer == "gamma":
        return np.asarray(linear ** (1 / 2.2))
    coded = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    if chain.transfer == "srgb":
        return coded
    return (1 - chain.contrast) * coded + chain.contrast * coded * coded * (3 - 2 * coded)


def _sharpened(picture: Array, chain: Chain) -> Array:
    if not chain.sharpen:
        return picture
    picture = picture.astype(np.float32)
    return picture + chain.sharpen * (picture - cv2.GaussianBlur(picture, (0, 0), chain.sharpen_px))
