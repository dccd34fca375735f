"""One function a surface: (H, W, 3) float64, 0 to 1, as the screen shows it (sRGB); row 0 is the top."""

from collections.abc import Callable

import numpy as np

from prisonersvoice_ar.stage.surfaces.noise import Field, Noise, blend, relief, smoothstep

_DADO = 0.6
"""share of the wall's height that is oil paint: 1.5 m of 2.5 m"""


def _flat(size: int, color: tuple[float, float, float]) -> Field:
    return np.asarray(np.ones((size, size, 3)) * np.array(color), dtype=np.float64)


def wall(size: int = 1024) -> Field:
    """Two-tone wall: oil paint up to the dado line, whitewash above, chipped, streaked; marked by no hand."""
    n = Noise(size, 1)
    up = (1.0 - (np.arange(size) + 0.5) / size)[:, None] * np.ones((1, size))
    bumps = n.cloud(1.5, 6)
    brush = n.cloud(1.0, 20, (6.0, 0.6))
    wobble = 0.0009 * n.cloud(1.3, 12, (1, 8))
    paint = smoothstep(_DADO + 0.0015, _DADO - 0.0015, up + wobble)
    white = _flat(size, (0.66, 0.63, 0.555)) * (1 + 0.045 * n.cloud(1.5, 2) + 0.02 * bumps)[..., None]
    oil = _flat(size, (0.285, 0.375, 0.355)) * (1 + 0.03 * n.cloud(1.6, 2) + 0.018 * brush)[..., None]
    image = blend(white, oil, paint)
    stripe = smoothstep(0.0065, 0.005, np.abs(up + wobble - _DADO - 0.004))
    image = blend(image, (0.235, 0.16, 0.125), stripe * 0.85)
    height = 0.35 * bumps + 0.12 * brush * paint + 0.6 * paint
    image, height = _chips(n, image, height, up, paint)
    image = _streaks(n, image, up, paint)
    return image * relief(height, 0.16)[..., None]


def _chips(n: Noise, image: Field, height: Field, up: Field, paint: Field) -> tuple[Field, Field]:
    """Paint that has come off, mostly low down and along the line."""
    field = n.cloud(1.5, 3) + 0.45 * n.cloud(0.8, 30)
    wear = 1.1 * np.exp(-up / 0.09) + 0.35 * np.exp(-(((up - _DADO) / 0.03) ** 2))
    gone = smoothstep(2.02, 2.12, field + wear)
    under = _flat(n.size, (0.52, 0.475, 0.40)) * (1 + 0.06 * n.cloud(1.0, 10))[..., None]
    rim = smoothstep(1.8, 2.04, field + wear) * (1 - gone)
    image = blend(image, under, gone * (0.55 + 0.45 * paint))
    return image * (1 - 0.16 * rim)[..., None], height - 1.4 * gone


def _streaks(n: Noise, image: Field, up: Field, paint: Field) -> Field:
    """Damp that has run down, dirt where hands and shoulders rub, splashes over the floor."""
    runs = smoothstep(0.9, 2.6, n.cloud(1.3, 6, (0.35, 9.0)))
    damp = smoothstep(0.7, 2.0, n.cloud(1.9, 1.5)) * smoothstep(0.45, 0.95, up)
    rub = np.exp(-(((up - 0.42) / 0.13) ** 2)) * smoothstep(-0.6, 1.8, n.cloud(1.8, 2, (0.6, 1.2)))
    floor = np.exp(-up / 0.05) * (0.75 + 0.25 * n.cloud(1.2, 4))
    image = blend(image, (0.34, 0.28, 0.19), 0.30 * runs * (1 - 0.55 * paint) + 0.28 * damp)
    image = blend(image, (0.13, 0.125, 0.105), 0.26 * rub + 0.55 * np.clip(floor, 0, 1))
    top = np.exp(-(1 - up) / 0.035)
    return blend(image, (0.25, 0.22, 0.17), 0.35 * top)


def plaster(size: int = 512) -> Field:
    """Whitewash, many coats thick."""
    n = Noise(size, 2)
    bumps = n.cloud(1.4, 5)
    image = _flat(size, (0.64, 0.615, 0.55)) * (1 + 0.05 * n.cloud(1.7, 2))[..., None]
    image = blend(image, (0.40, 0.34, 0.25), 0.25 * smoothstep(0.8, 2.2, n.cloud(1.9, 1.5)))
    crack = smoothstep(0.045, 0.0, np.abs(n.cloud(1.7, 2))) * smoothstep(0.2, 1.4, n.cloud(1.8, 2))
    image = blend(image, (0.25, 0.22, 0.18), 0.5 * crack)
    return image * relief(0.5 * bumps - crack, 0.14)[..., None]


def concrete(size: int = 512) -> Field:
    """A screed worn by feet: grit, hairline cracks, old stains, a film of dirt."""
    n = Noise(size, 3)
    grit = n.cloud(0.7, 40)
    image = _flat(size, (0.40, 0.385, 0.355)) * (1 + 0.085 * n.cloud(1.7, 2) + 0.045 * grit)[..., None]
    image = blend(image, (0.20, 0.185, 0.16), 0.5 * smoothstep(0.5, 2.0, n.cloud(1.8, 2)))
    image = blend(image, (0.52, 0.50, 0.46), 0.30 * smoothstep(0.8, 2.2, n.cloud(1.7, 2)))
    crack = smoothstep(0.028, 0.0, np.abs(n.cloud(1.75, 2))) * smoothstep(-0.1, 0.9, n.cloud(1.9, 2))
    image = blend(image, (0.11, 0.10, 0.09), 0.75 * crack)
    pits = n.specks(260, (0.7, 2.2))
    image = blend(image, (0.16, 0.15, 0.13), 0.5 * pits)
    return image * relief(0.5 * grit * 0.5 + 0.4 * n.cloud(1.3, 8) - 1.2 * crack - pits, 0.15)[..., None]


def iron(size: int = 512) -> Field:
    """A door that has been painted every other year, and rusts through: brown, lest it be taken for blood."""
    n = Noise(size, 4)
    brush = n.cloud(1.0, 14, (5.0, 0.7))
    image = _flat(size, (0.275, 0.305, 0.295)) * (1 + 0.05 * n.cloud(1.7, 2) + 0.03 * brush)[..., None]
    rust = n.cloud(1.5, 3) + 0.5 * n.cloud(0.9, 24)
    bare = smoothstep(1.75, 1.95, rust)
    rust_brown = _flat(size, (0.225, 0.175, 0.135)) * (1 + 0.16 * n.cloud(0.9, 12))[..., None]
    image = blend(image, rust_brown, bare)
    run = np.zeros_like(bare)
    for step in range(1, 60):
        run = np.maximum(run, np.roll(bare, step, axis=0) * (1 - step / 60))
    image = blend(image, (0.235, 0.205, 0.165), 0.22 * run * (1 - bare))
    return image * relief(0.3 * brush + 0.4 * n.cloud(1.4, 6) - 1.2 * bare, 0.14)[..., None]


def metal(size: int = 512) -> Field:
    """Bars, angle irons and pipes: dark paint, bright where hands have held them."""
    n = Noise(size, 5)
    image = _flat(size, (0.29, 0.285, 0.27)) * (1 + 0.10 * n.cloud(1.5, 3) + 0.03 * n.grain())[..., None]
    worn = smoothstep(0.9, 1.9, n.cloud(1.6, 3))
    image = blend(image, (0.36, 0.345, 0.32), 0.55 * worn)
    rust = smoothstep(1.1, 1.7, n.cloud(1.4, 4))
    image = blend(image, (0.25, 0.185, 0.135), 0.7 * rust)
    return image * relief(0.4 * n.cloud(1.2, 10), 0.14)[..., None]


def wood(size: int = 512) -> Field:
    """Boards painted brown long ago, the grain running across the picture."""
    n = Noise(size, 6)
    grain = n.cloud(1.1, 4, (6.0, 0.22))
    fine = n.cloud(0.6, 30, (4.0, 0.12))
    image = _flat(size, (0.325, 0.238, 0.165)) * (1 + 0.12 * grain + 0.07 * fine)[..., None]
    bare = smoothstep(0.7, 1.8, n.cloud(1.6, 3, (1.6, 0.4)))
    image = blend(image, (0.45, 0.37, 0.28), 0.6 * bare)
    image = blend(image, (0.10, 0.075, 0.05), 0.45 * smoothstep(1.3, 2.3, fine) + 0.2 * n.specks(60, (1, 3)))
    return image * relief(0.4 * fine + 0.3 * grain, 0.13)[..., None]


def cloth(size: int = 512) -> Field:
    """A grey blanket with two faded stripes."""
    n = Noise(size, 7)
    y, x = np.mgrid[0:size, 0:size] * (2 * np.pi / size)
    weave = np.sin(x * 64) * np.sin(y * 64)
    image = _flat(size, (0.315, 0.31, 0.30)) * (1 + 0.07 * n.cloud(1.6, 2) + 0.06 * weave)[..., None]
    band = np.abs((np.arange(size)[None, :] / size) - 0.5) * np.ones((size, 1))
    stripe = smoothstep(0.10, 0.09, band) * (1 - smoothstep(0.05, 0.04, band))
    image = blend(image, (0.36, 0.22, 0.19), 0.7 * stripe)
    image = blend(image, (0.18, 0.165, 0.14), 0.35 * smoothstep(0.8, 2.0, n.cloud(1.8, 2)))
    return image * relief(0.25 * weave + 1.6 * n.cloud(2.0, 2), 0.16)[..., None]


def section(size: int = 512) -> Field:
    """Where the model is cut: charcoal board, a little fibrous, so that it reads as a model's edge."""
    n = Noise(size, 8)
    image = _flat(size, (0.235, 0.228, 0.22)) * (1 + 0.05 * n.cloud(1.4, 3) + 0.04 * n.grain())[..., None]
    fibre = smoothstep(1.6, 2.6, n.cloud(0.7, 20, (0.3, 3.0)))
    return blend(image, (0.29, 0.28, 0.27), 0.4 * fibre)


KINDS: dict[str, Callable[[], Field]] = {
    "wall": wall,
    "plaster": plaster,
    "concrete": concrete,
    "iron": iron,
    "metal": metal,
    "wood": wood,
    "cloth": cloth,
    "section": section,
}
