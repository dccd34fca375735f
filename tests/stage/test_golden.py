"""Pictures of the cell on the software renderer, against those in tests/golden/stage.

``PRISONERSVOICE_GOLDEN=new`` writes them anew: look at each before it is committed.
"""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from panda3d.core import Filename, PNMImage, Texture

from prisonersvoice_ar.core.geometry import Array, Intrinsics
from prisonersvoice_ar.stage.stage import Stage

TOLERANCE_MEAN = 1.0
"""codes, of 255"""
TOLERANCE_SHARE = 0.01
"""of the pixels may differ by more than 24 codes: edges that another Mesa draws elsewhere"""

CASES: dict[str, tuple[str, tuple[float, float, float] | None, dict[str, float]]] = {
    "diorama-front": ("diorama", (0, 38, 0.42), {}),
    "diorama-corner-hatch": ("diorama", (55, 30, 0.36), {"bulb": 0.4, "hatch": 1.0}),
    "diorama-daylight-behind": ("diorama", (150, 45, 0.4), {"bulb": 0.0, "slit": 1.0}),
    "portal-front": ("portal", (0, 0, 0.7), {}),
    "portal-aside": ("portal", (35, 10, 0.5), {}),
    "portal-grazing": ("portal", (74, -6, 0.55), {"slit": 0.8}),
    "seated": ("seated", None, {}),
}


def read(path: Path) -> np.ndarray:
    texture = Texture()
    image = PNMImage(Filename.fromOsSpecific(str(path)))
    texture.load(image)
    raw = np.frombuffer(bytes(texture.getRamImageAs("BGR")), np.uint8)
    return raw.reshape(texture.getYSize(), texture.getXSize(), 3)[::-1]


def write(picture: np.ndarray, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    texture = Texture()
    texture.setup2dTexture(picture.shape[1], picture.shape[0], Texture.T_unsigned_byte, Texture.F_rgb)
    texture.setRamImage(np.ascontiguousarray(picture[::-1]).tobytes())
    image = PNMImage()
    texture.store(image)
    image.write(Filename.fromOsSpecific(str(path)))


@pytest.mark.parametrize("name", CASES)
def test_golden(
    *,
    make_stage: Callable[..., Stage],
    view: Callable[..., Array],
    grey: np.ndarray,
    lens: Intrinsics,
    root: Path,
    tmp_path: Path,
    name: str,
) -> None:
    mode, pose, lights = CASES[name]
    stage = make_stage(mode, smooth=False)
    if "llvmpipe" not in stage.window.renderer:
        pytest.skip("golden pictures are llvmpipe's")
    for light, level in lights.items():
        stage.light(light, level)
    stage.open_hatch(lights.get("hatch", 0.0))
    stage.show_picture(grey, lens)
    stage.place(view(*pose, hangs=mode == "portal") if pose is not None else None)
    stage.move_time(3.0)
    stage.render()
    drawn = stage.window.picture()
    path = root / "tests" / "golden" / "stage" / f"{name}.png"
    if os.environ.get("PRISONERSVOICE_GOLDEN") == "new":
        write(drawn, path)
    golden = read(path)
    away = np.abs(drawn.astype(int) - golden).max(axis=2)
    if away.mean() > TOLERANCE_MEAN or (away > 24).mean() > TOLERANCE_SHARE:
        shown = np.concatenate(
            [golden, drawn, np.repeat(np.clip(away * 4, 0, 255)[..., None], 3, axis=2)], axis=1
        )
        write(shown.astype(np.uint8), tmp_path / "out" / f"{name}.png")
        pytest.fail(f"{name}: mean {away.mean():.2f}; see {tmp_path / 'out' / f'{name}.png'}")
