"""The panel's colours, measures and type: dark, calm, with the cards' rust for what is meant now."""

from importlib import resources

from slimgui import imgui

from prisonersvoice_ar.stage.screens.palette import Colour, faded, mixed

GROUND: Colour = (0.086, 0.084, 0.081, 1.0)
RAISED: Colour = (0.125, 0.122, 0.117, 1.0)
WELL: Colour = (0.058, 0.057, 0.055, 1.0)
EDGE: Colour = (0.21, 0.205, 0.195, 1.0)
TEXT: Colour = (0.93, 0.92, 0.895, 1.0)
QUIET: Colour = (0.66, 0.645, 0.615, 1.0)
"""7:1 on the ground"""
RUST: Colour = (0.93, 0.48, 0.30, 1.0)
GOLD: Colour = (0.93, 0.76, 0.40, 1.0)
TEAL: Colour = (0.42, 0.71, 0.70, 1.0)
SLATE: Colour = (0.47, 0.56, 0.69, 1.0)
MOSS: Colour = (0.55, 0.66, 0.42, 1.0)
PLUM: Colour = (0.67, 0.53, 0.67, 1.0)

BASE = 14.0
"""pixels of the type at a window of 1280×720"""


def scale_of(size: tuple[int, int]) -> float:
    """How much larger than at 1280×720 everything is; grows slower than the window, for more shall fit in it."""
    share = min(size[0] / 1280, size[1] / 720)
    return float(min(max(share, 0.55) ** 0.62, 2.5))


def u32(colour: Colour, alpha: float = 1.0) -> int:
    """A colour as Dear ImGui's vertices have it."""
    return imgui.get_color_u32(faded(colour, alpha))


def between(first: Colour, second: Colour, share: float) -> int:
    """A mixture, as vertices have it."""
    return imgui.get_color_u32(mixed(first, second, share))


class Fonts:
    """Inter, regular and semibold; sizes are asked for where they are used."""

    def __init__(self) -> None:
        """Hand the files to Dear ImGui's present context."""
        atlas = imgui.get_io().fonts
        self.regular = atlas.add_font_from_memory_ttf(_file("Regular"), BASE)
        self.bold = atlas.add_font_from_memory_ttf(_file("SemiBold"), BASE)


def _file(weight: str) -> bytes:
    return (resources.files("prisonersvoice_ar.stage") / "fonts" / f"Inter-{weight}.otf").read_bytes()


_COLOURS: dict[imgui.Col, Colour] = {
    imgui.Col.TEXT: TEXT,
    imgui.Col.TEXT_DISABLED: QUIET,
    imgui.Col.WINDOW_BG: GROUND,
    imgui.Col.CHILD_BG: (0.0, 0.0, 0.0, 0.0),
    imgui.Col.POPUP_BG: RAISED,
    imgui.Col.BORDER: EDGE,
    imgui.Col.FRAME_BG: WELL,
    imgui.Col.FRAME_BG_HOVERED: RAISED,
    imgui.Col.FRAME_BG_ACTIVE: RAISED,
    imgui.Col.BUTTON: RAISED,
    imgui.Col.BUTTON_HOVERED: EDGE,
    imgui.Col.BUTTON_ACTIVE: mixed(EDGE, RUST, 0.5),
    imgui.Col.HEADER: mixed(GROUND, RUST, 0.28),
    imgui.Col.HEADER_HOVERED: EDGE,
    imgui.Col.HEADER_ACTIVE: mixed(EDGE, RUST, 0.4),
    imgui.Col.CHECK_MARK: RUST,
    imgui.Col.CHECKBOX_SELECTED_BG: EDGE,
    imgui.Col.SEPARATOR: EDGE,
    imgui.Col.SCROLLBAR_BG: (0.0, 0.0, 0.0, 0.0),
    imgui.Col.SCROLLBAR_GRAB: EDGE,
    imgui.Col.SCROLLBAR_GRAB_HOVERED: mixed(EDGE, TEXT, 0.2),
    imgui.Col.SCROLLBAR_GRAB_ACTIVE: mixed(EDGE, TEXT, 0.3),
}


def dress(scale: float) -> None:
    """Set style and measures of the present context."""
    style = imgui.get_style()
    for name, colour in _COLOURS.items():
        style.colors[name] = colour
    style.font_scale_main = scale
    style.window_rounding = 0.0
    style.window_border_size = 0.0
    style.child_rounding = style.frame_rounding = style.popup_rounding = style.grab_rounding = 3.0 * scale
    style.window_padding = (10.0 * scale, 8.0 * scale)
    style.frame_padding = (7.0 * scale, 3.0 * scale)
    style.item_spacing = (6.0 * scale, 4.0 * scale)
    style.item_inner_spacing = (5.0 * scale, 3.0 * scale)
    style.scrollbar_size = 9.0 * scale
    style.scrollbar_rounding = 5.0 * scale
    style.window_min_size = (8.0, 8.0)
