"""Ink lies where it is asked for: no glyph is pushed aside by the margin that it has in its font's page."""

import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from panda3d.core import DynamicTextFont, DynamicTextGlyph, Filename, NodePath

from prisonersvoice_ar.core.captions.letters import undrawn
from prisonersvoice_ar.stage.screens.type import CAP, Type

WHITE = (1.0, 1.0, 1.0, 1.0)


def _ink(easel: Any, px: float, at: tuple[float, float], align: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of "НН", pixels of the window; edges at half a glyph's ink."""
    easel.size((320, 180))
    easel.paint(np.zeros((180, 320, 3), np.uint8))
    root: NodePath = easel.window.overlay.attachNewNode("ink")
    Type().draw(root, "НН", at, px, WHITE, bold=True, align=align)
    easel.window.render()
    picture = easel.window.picture().mean(axis=2) / 255
    root.removeNode()
    across, down = picture.max(axis=0), picture.max(axis=1)
    columns, rows = np.flatnonzero(across > 0.5), np.flatnonzero(down > 0.5)
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


@pytest.mark.parametrize("px", [9.0, 14.0, 27.0, 60.0])
def test_a_line_stands_on_its_baseline_and_round_its_middle(easel: Any, px: float) -> None:
    left, top, right, bottom = _ink(easel, px, (160.0, 100.0), 0.5)
    assert (left + right) / 2 == pytest.approx(160.0, abs=1.0)
    assert bottom == pytest.approx(100.0, abs=1.0)
    assert bottom - top == pytest.approx(CAP * px, abs=1.5)


@pytest.mark.parametrize("weight", ["Regular", "SemiBold"])
def test_what_check_takes_for_drawn_is_what_the_typeface_has(weight: str, root: Path) -> None:
    file = root / "prisonersvoice_ar" / "stage" / "fonts" / f"Inter-{weight}.otf"
    font = DynamicTextFont(Filename.fromOsSpecific(str(file)))
    for code in (*range(0x21, 0x2E80), 0xFB01, 0x1F514):
        character = chr(code)
        if not character.isspace() and unicodedata.category(character) != "Cc":
            drawn = isinstance(font.getGlyph(code), DynamicTextGlyph)  # a box is a TextGlyph
            assert (not undrawn(character)) is drawn, f"U+{code:04X}"
