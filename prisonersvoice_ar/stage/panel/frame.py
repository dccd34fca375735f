"""What every part of the panel works with while one frame is laid out, and the few widgets that are ours."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from slimgui import imgui

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.panel import look
from prisonersvoice_ar.stage.panel.acts import Act
from prisonersvoice_ar.stage.panel.values import PanelView, Row
from prisonersvoice_ar.words import Interface

_FIXED = (
    imgui.WindowFlags.NO_TITLE_BAR
    | imgui.WindowFlags.NO_RESIZE
    | imgui.WindowFlags.NO_MOVE
    | imgui.WindowFlags.NO_SAVED_SETTINGS
    | imgui.WindowFlags.NO_NAV
    | imgui.WindowFlags.NO_COLLAPSE
)

_said: dict[tuple[str, str], str] = {}
"""sixty times a second, forty messages that never change"""
_fitted: dict[tuple[str, int, float, bool], str] = {}
_MOST_FITTED = 4000


@dataclass
class Frame:
    """One frame of the panel."""

    view: PanelView
    words: Interface
    fonts: look.Fonts
    scale: float
    size: tuple[int, int]
    """pixels of the window"""
    acts: list[Act] = field(default_factory=list)
    """what was done in this frame"""

    def px(self, pixels: float) -> float:
        """Pixels at 1280×720, in this window's."""
        return round(pixels * self.scale)

    def say(self, message: str) -> str:
        """The panel's words, looked up once."""
        key = (self.words.lang, message)
        if key not in _said:
            _said[key] = self.words.text(message)
        return _said[key]

    def do(self, act: Act) -> None:
        """Somebody has done this."""
        self.acts.append(act)


def begin(name: str, where: Rect, *, scroll: bool = False, front: bool = False) -> None:
    """Open a window that stays where it is put; ``imgui.end`` closes it. Only one in ``front`` has a ground of its own."""
    flags = _FIXED
    if not scroll:
        flags |= imgui.WindowFlags.NO_SCROLLBAR | imgui.WindowFlags.NO_SCROLL_WITH_MOUSE
    if not front:
        flags |= imgui.WindowFlags.NO_BRING_TO_FRONT_ON_FOCUS | imgui.WindowFlags.NO_BACKGROUND
    imgui.set_next_window_pos((where.x, where.y))
    imgui.set_next_window_size((max(1.0, where.w), max(1.0, where.h)))
    imgui.begin(name, flags=flags)


def heading(frame: Frame, text: str, count: str = "") -> None:
    """The name of a part."""
    imgui.dummy((1.0, frame.px(1)))
    imgui.push_font(frame.fonts.bold, 12.0)
    imgui.push_style_color(imgui.Col.TEXT, look.QUIET)
    imgui.text(text)
    if count:
        imgui.same_line()
        width = imgui.calc_text_size(count)[0]
        imgui.set_cursor_pos_x(imgui.get_cursor_pos_x() + imgui.get_content_region_avail()[0] - width)
        imgui.text(count)
    imgui.pop_style_color()
    imgui.pop_font()


def listing(
    frame: Frame,
    name: str,
    rows: Sequence[Row],
    height: float,
    *,
    follow: bool,
    pressed: Callable[[Row], None],
) -> None:
    """A scrolling list whose rows can be pressed; only those in sight cost anything.

    ``follow``: bring the current row into sight.
    """
    imgui.push_style_color(imgui.Col.CHILD_BG, look.WELL)
    imgui.push_style_var(imgui.StyleVar.WINDOW_PADDING, (0.0, frame.px(3)))
    imgui.begin_child(name, (0.0, height), imgui.ChildFlags.ALWAYS_USE_WINDOW_PADDING)
    imgui.push_style_var(imgui.StyleVar.ITEM_SPACING, (0.0, 0.0))
    tall = frame.px(20)
    if follow:
        at = next((index for index, row in enumerate(rows) if row.current), None)
        if at is not None:
            imgui.set_scroll_y(max(0.0, (at + 0.5) * tall - height / 2))
    first = max(0, int(imgui.get_scroll_y() // tall) - 1)
    last = min(len(rows), first + int(height // tall) + 3)
    top = imgui.get_cursor_pos_y()
    for index in range(first, last):
        imgui.set_cursor_pos((0.0, top + index * tall))
        _row(frame, f"{name}{index}", rows[index], tall, pressed)
    imgui.set_cursor_pos((0.0, top + len(rows) * tall))
    imgui.dummy((1.0, 1.0))
    imgui.pop_style_var()
    imgui.end_child()
    imgui.pop_style_var()
    imgui.pop_style_color()


def _row(frame: Frame, key: str, row: Row, tall: float, pressed: Callable[[Row], None]) -> None:
    x, y = imgui.get_cursor_screen_pos()
    width = imgui.get_content_region_avail()[0]
    imgui.push_id(key)
    clicked, _ = imgui.selectable("", row.current, size=(width, tall))
    imgui.pop_id()
    if clicked:
        pressed(row)
    if row.tip and imgui.is_item_hovered(imgui.HoveredFlags.FOR_TOOLTIP):
        tooltip(frame, row.tip)
    draw = imgui.get_window_draw_list()
    pad, line = frame.px(10), imgui.get_text_line_height()
    middle = y + (tall - line) / 2
    if row.current:
        draw.add_rect_filled((x, y), (x + frame.px(3), y + tall), look.u32(look.RUST))
    detail = imgui.calc_text_size(row.detail)[0] if row.detail else 0.0
    right = x + width - pad - detail
    colour = look.u32(look.TEXT if row.current or not row.done else look.QUIET)
    write(draw, (x + pad, middle), colour, row.text, right - (frame.px(8) if detail else 0.0))
    if row.detail:
        draw.add_text((right, middle), look.u32(look.QUIET), row.detail)


def write(draw: imgui.DrawList, at: tuple[float, float], colour: int, text: str, right: float) -> None:
    """A line of text that ends at ``right`` at the latest; unlike a clipping rectangle this costs no drawing of its own."""
    shown = fitted(text, right - at[0])
    if shown:
        draw.add_text(at, colour, shown)


def fitted(text: str, room: float, *, from_end: bool = False) -> str:
    """``text`` in the present font, or what of it and a "…" is no wider than ``room`` pixels; "" where not even that.

    ``from_end``: its end is kept, as of a path.
    """
    # the width of one word tells regular from semibold, and one size from another
    key = (text, int(room), imgui.calc_text_size("Hm")[0], from_end)
    if key not in _fitted:
        if len(_fitted) >= _MOST_FITTED:
            _fitted.clear()
        _fitted[key] = _fit(text, room, from_end=from_end)
    return _fitted[key]


def _fit(text: str, room: float, *, from_end: bool) -> str:
    if imgui.calc_text_size(text)[0] <= room:
        return text

    def cut(count: int) -> str:
        return "…" + text[len(text) - count :].lstrip() if from_end else text[:count].rstrip() + "…"

    best = bisect_right(range(len(text)), room, key=lambda count: imgui.calc_text_size(cut(count))[0]) - 1
    return cut(best) if best > 0 else ""


def tooltip(frame: Frame, text: str) -> None:
    """Words beside the pointer, wrapped."""
    imgui.begin_tooltip()
    imgui.push_text_wrap_pos(frame.px(380))
    imgui.text(text)
    imgui.pop_text_wrap_pos()
    imgui.end_tooltip()


def tip(frame: Frame, text: str) -> None:
    """The same, for the item before, once the pointer rests on it."""
    if imgui.is_item_hovered(imgui.HoveredFlags.FOR_TOOLTIP):
        tooltip(frame, text)


def clock(seconds: float) -> str:
    """``1:02.4``."""
    tenths = round(max(0.0, seconds) * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
