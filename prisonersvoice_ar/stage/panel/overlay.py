"""What lies over the picture: the problems of a broken save, the keys."""

from dataclasses import dataclass

from slimgui import imgui

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.panel import acts, look
from prisonersvoice_ar.stage.panel.frame import Frame, begin
from prisonersvoice_ar.stage.panel.values import Trouble, Troubles


@dataclass
class OverlayView:
    """How tall the problems were when they were last laid out; lives from frame to frame."""

    tall: float = 0.0
    of: Troubles | None = None


def draw(frame: Frame, state: OverlayView, area: Rect) -> tuple[Rect, ...]:
    """Lay over ``area`` what there is to say; what of it is covered."""
    covered = []
    if frame.view.troubles is not None:
        covered.append(_troubles(frame, state, frame.view.troubles, area))
    if frame.view.help_open:
        covered.append(_help(frame, area))
    return tuple(covered)


def _troubles(frame: Frame, state: OverlayView, troubles: Troubles, area: Rect) -> Rect:
    wide = min(area.w - frame.px(32), frame.px(820))
    if state.of is not troubles:
        state.of, state.tall = troubles, frame.px(72 + 114 * len(troubles.first))
        imgui.set_next_window_scroll((0.0, 0.0))
    tall = min(area.h - frame.px(32), state.tall)
    where = Rect(area.x + (area.w - wide) / 2, area.y + frame.px(16), wide, tall)
    imgui.push_style_color(imgui.Col.WINDOW_BG, look.GROUND)
    imgui.push_style_var(imgui.StyleVar.WINDOW_PADDING, (frame.px(18), frame.px(12)))
    begin("troubles", where, scroll=True, front=True)
    draw_list = imgui.get_window_draw_list()
    draw_list.add_rect_filled((where.x, where.y), (where.x + frame.px(4), where.bottom), look.u32(look.RUST))
    imgui.push_font(frame.fonts.bold, 16.0)
    imgui.text(troubles.headline)
    imgui.pop_font()
    imgui.push_text_wrap_pos(0.0)
    imgui.text_disabled(troubles.footnote)
    imgui.pop_text_wrap_pos()
    for index, trouble in enumerate(troubles.first):
        imgui.dummy((1.0, frame.px(4)))
        imgui.push_id(index)
        _trouble(frame, trouble)
        imgui.pop_id()
    if troubles.more:
        imgui.dummy((1.0, frame.px(4)))
        imgui.text_disabled(troubles.more)
    state.tall = imgui.get_cursor_pos_y() + frame.px(12)
    imgui.end()
    imgui.pop_style_var()
    imgui.pop_style_color()
    return where


def _trouble(frame: Frame, trouble: Trouble) -> None:
    """One: a press anywhere on it opens the editor there."""
    top, avail = imgui.get_cursor_screen_pos(), imgui.get_content_region_avail()[0]
    imgui.begin_group()
    imgui.push_text_wrap_pos(0.0)
    imgui.push_font(frame.fonts.bold, 14.0)
    imgui.text(trouble.title)
    imgui.pop_font()
    imgui.pop_text_wrap_pos()
    imgui.text_colored(look.TEAL, trouble.place)
    if trouble.snippet:
        _snippet(frame, trouble, avail)
    if trouble.advice:
        imgui.push_text_wrap_pos(0.0)
        imgui.push_style_color(imgui.Col.TEXT, look.QUIET)
        imgui.text(trouble.advice)
        imgui.pop_style_color()
        imgui.pop_text_wrap_pos()
    imgui.end_group()
    bottom = imgui.get_item_rect_max()[1]
    over = imgui.is_window_hovered() and imgui.is_mouse_hovering_rect(top, (top[0] + avail, bottom))
    if over:
        pad = frame.px(6)
        imgui.get_window_draw_list().add_rect(
            (top[0] - pad, top[1] - pad / 2),
            (top[0] + avail, bottom + pad / 2),
            look.u32(look.EDGE),
            frame.px(3),
        )
        imgui.set_mouse_cursor(imgui.MouseCursor.HAND)
        imgui.set_tooltip(frame.say("tip-open"))
        if imgui.is_mouse_clicked(imgui.MouseButton.LEFT):
            frame.do(acts.Open(trouble.file, trouble.line, trouble.column))


def _snippet(frame: Frame, trouble: Trouble, wide: float) -> None:
    """The line, its number, and what is meant underlined; a long line is shown from a little before it."""
    pad, number = frame.px(6), str(trouble.line)
    gutter = imgui.calc_text_size(number)[0] + 2 * pad
    start, end = trouble.marked
    line, first = trouble.snippet, 0
    while first < start and imgui.calc_text_size(line[first:end])[0] > 0.8 * (wide - gutter):
        first += max(1, (start - first) // 4)
    shown = ("…" if first else "") + line[first:]
    lead = ("…" if first else "") + line[first:start]
    x, y = imgui.get_cursor_screen_pos()
    tall = imgui.get_text_line_height() + 2 * pad
    draw = imgui.get_window_draw_list()
    draw.add_rect_filled((x, y), (x + wide, y + tall), look.u32(look.WELL), frame.px(3))
    draw.add_text((x + pad, y + pad), look.u32(look.QUIET), number)
    at = x + gutter + pad
    draw.push_clip_rect((at, y), (x + wide - pad, y + tall), True)
    draw.add_text((at, y + pad), look.u32(look.TEXT), shown)
    left = at + imgui.calc_text_size(lead)[0]
    right = left + max(frame.px(6), imgui.calc_text_size(line[start:end])[0])
    below = y + tall - 0.55 * pad
    draw.add_line((left, below), (right, below), look.u32(look.RUST), frame.px(2))
    draw.pop_clip_rect()
    imgui.dummy((wide, tall))
    if trouble.label:
        imgui.set_cursor_pos_x(imgui.get_cursor_pos_x() + gutter + pad)
        imgui.text_colored(look.RUST, trouble.label)


def _help(frame: Frame, area: Rect) -> Rect:
    keys = frame.view.shortcuts
    half = (len(keys) + 1) // 2
    wide = min(area.w - frame.px(32), frame.px(800))
    tall = min(area.h - frame.px(32), frame.px(70) + half * frame.px(24))
    where = Rect(area.x + (area.w - wide) / 2, area.y + (area.h - tall) / 2, wide, tall)
    imgui.push_style_color(imgui.Col.WINDOW_BG, look.GROUND)
    imgui.push_style_var(imgui.StyleVar.WINDOW_PADDING, (frame.px(20), frame.px(14)))
    begin("help", where, scroll=True, front=True)
    imgui.push_font(frame.fonts.bold, 16.0)
    imgui.text(frame.say("keys"))
    imgui.pop_font()
    imgui.spacing()
    left, top = imgui.get_cursor_pos()
    for index, key in enumerate(keys):
        column, row = divmod(index, half)
        imgui.set_cursor_pos((left + column * (wide / 2 - frame.px(6)), top + row * frame.px(24)))
        _shortcut(frame, key.key, key.does)
    imgui.set_cursor_pos((left, top + half * frame.px(24)))
    imgui.dummy((1.0, 1.0))
    imgui.end()
    imgui.pop_style_var()
    imgui.pop_style_color()
    return where


def _shortcut(frame: Frame, key: str, does: str) -> None:
    x, y = imgui.get_cursor_screen_pos()
    size = imgui.calc_text_size(key)
    pad = frame.px(6)
    draw = imgui.get_window_draw_list()
    draw.add_rect_filled((x, y), (x + size[0] + 2 * pad, y + frame.px(20)), look.u32(look.EDGE), frame.px(3))
    draw.add_text((x + pad, y + (frame.px(20) - size[1]) / 2), look.u32(look.TEXT), key)
    draw.add_text((x + frame.px(100), y + (frame.px(20) - size[1]) / 2), look.u32(look.QUIET), does)
