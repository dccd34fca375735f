"""Buttons with shapes on them: Inter has no signs for a player."""

from collections.abc import Callable

from slimgui import imgui

from prisonersvoice_ar.stage.panel import look
from prisonersvoice_ar.stage.panel.frame import Frame, tip
from prisonersvoice_ar.stage.screens.palette import mixed

Draw = imgui.DrawList
Shape = Callable[[Draw, float, float, float, int], None]
"""draws around (x, y), within a radius, in a colour"""


def icon_button(
    frame: Frame, name: str, shape: Shape, said: str, *, on: bool = False, width: float = 30.0
) -> bool:
    """A button with a shape; whether it was pressed."""
    size = (frame.px(width), frame.px(26))
    x, y = imgui.get_cursor_screen_pos()
    pressed = imgui.invisible_button(name, size)
    hovered, held = imgui.is_item_hovered(), imgui.is_item_active()
    ground = mixed(look.EDGE, look.RUST, 0.4) if held else look.EDGE if hovered else look.RAISED
    draw = imgui.get_window_draw_list()
    draw.add_rect_filled((x, y), (x + size[0], y + size[1]), look.u32(ground), frame.px(3))
    colour = look.u32(look.RUST if on else look.TEXT)
    shape(draw, x + size[0] / 2, y + size[1] / 2, frame.px(6), colour)
    tip(frame, said)
    return bool(pressed)


def _right(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    draw.add_triangle_filled((x - 0.7 * r, y - r), (x + 0.95 * r, y), (x - 0.7 * r, y + r), colour)


def _left(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    draw.add_triangle_filled((x + 0.7 * r, y - r), (x - 0.95 * r, y), (x + 0.7 * r, y + r), colour)


def _bar(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    draw.add_rect_filled((x - 0.16 * r, y - r), (x + 0.16 * r, y + r), colour)


def play(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """Go on."""
    _right(draw, x, y, 1.1 * r, colour)


def pause(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """Hold."""
    for side in (-1, 1):
        at = x + side * 0.5 * r
        draw.add_rect_filled((at - 0.3 * r, y - r), (at + 0.3 * r, y + r), colour)


def start(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """To the beginning."""
    _bar(draw, x - 1.05 * r, y, r, colour)
    _left(draw, x - 0.15 * r, y, 0.8 * r, colour)
    _left(draw, x + 1.0 * r, y, 0.8 * r, colour)


def before(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """Back to the line before."""
    _bar(draw, x - 0.85 * r, y, r, colour)
    _left(draw, x + 0.25 * r, y, 0.95 * r, colour)


def after(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """On to the next line."""
    _right(draw, x - 0.25 * r, y, 0.95 * r, colour)
    _bar(draw, x + 0.85 * r, y, r, colour)


def step(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """A little on."""
    _bar(draw, x - 0.7 * r, y, r, colour)
    _right(draw, x + 0.35 * r, y, 0.8 * r, colour)


def step_back(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """A little back."""
    _bar(draw, x + 0.7 * r, y, r, colour)
    _left(draw, x - 0.35 * r, y, 0.8 * r, colour)


def sound(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """It is heard."""
    _cone(draw, x, y, r, colour)
    for reach in (0.45, 0.85):
        points = [(x + 0.25 * r + reach * r * c, y + reach * r * s) for c, s in _ARC]
        draw.add_polyline(points, colour, imgui.DrawFlags.NONE, max(1.0, 0.18 * r))


def muted(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    """It is not heard."""
    _cone(draw, x, y, r, colour)
    for sign in (-1, 1):
        draw.add_line(
            (x + 0.4 * r, y - sign * 0.4 * r), (x + 1.2 * r, y + sign * 0.4 * r), colour, max(1.0, 0.2 * r)
        )


def _cone(draw: Draw, x: float, y: float, r: float, colour: int) -> None:
    draw.add_rect_filled((x - 1.1 * r, y - 0.35 * r), (x - 0.6 * r, y + 0.35 * r), colour)
    draw.add_triangle_filled(
        (x - 0.9 * r, y), (x + 0.05 * r, y - 0.9 * r), (x + 0.05 * r, y + 0.9 * r), colour
    )


_ARC = ((0.64, -0.77), (0.87, -0.5), (0.98, -0.17), (0.98, 0.17), (0.87, 0.5), (0.64, 0.77))
"""a quarter of a circle, to the right"""
