"""The face of a button: its label in one or more lines, and the key that does the same."""

from dataclasses import dataclass

from prisonersvoice_ar.core.captions import wrap
from prisonersvoice_ar.core.layout.rect import Rect
from prisonersvoice_ar.core.layout.scale import Scale
from prisonersvoice_ar.core.layout.typeset import Measure

LEADING = 1.2


@dataclass(frozen=True)
class Face:
    """What is to be written on a button, in words."""

    id: str
    label: str
    key: str = ""
    """as shown, e.g. "Esc"; empty: none"""
    primary: bool = False


@dataclass(frozen=True)
class ButtonBox:
    """A button with its text set; ``rect`` is both what is seen and what can be pressed."""

    face: Face
    rect: Rect
    lines: tuple[str, ...]
    px: float
    """type size of the label"""
    key_w: float
    """pixels, width of the key's cap; 0 where there is none"""

    @property
    def line_height(self) -> float:
        """Pixels."""
        return self.px * LEADING

    @property
    def key_px(self) -> float:
        """Type size of the key's cap."""
        return 0.72 * self.px

    def at(self, rect: Rect) -> "ButtonBox":
        """The same at another place."""
        return ButtonBox(self.face, rect, self.lines, self.px, self.key_w)


def set_button(
    face: Face, scale: Scale, measure: Measure, *, px: float, widest: float, least: float = 0.0
) -> ButtonBox:
    """Set a button at the origin: no wider than ``widest``, never under the least target in height and width."""
    pad = 0.75 * px
    key_w = measure(face.key, 0.72 * px, False) + 0.7 * px if face.key else 0.0
    key_space = key_w + 0.5 * px if face.key else 0.0
    room = max(widest - 2 * pad - key_space, 1.0)
    lines = wrap(face.label, lambda line: measure(line, px, True) <= room, limit=60)
    text_w = max((measure(line, px, True) for line in lines), default=0.0)
    w = max(text_w + 2 * pad + key_space, scale.target, least)
    h = max(len(lines) * px * LEADING + 1.1 * px, scale.target)
    return ButtonBox(face, Rect(0.0, 0.0, min(w, max(widest, 0.0)), h), lines, px, key_w)
