"""The column at the right: what is seen and how, beats, lines, what is awaited, flags, and what is measured."""

from dataclasses import dataclass

from slimgui import imgui

from prisonersvoice_ar.stage.panel import acts, look
from prisonersvoice_ar.stage.panel.frame import Frame, fitted, heading, listing, tip, tooltip, write
from prisonersvoice_ar.stage.panel.values import Picks, Row

_MOST_LEAVES = 8
"""triggers and choices that are given a row each; the rest scrolls"""


@dataclass
class SideView:
    """What the lists have followed; lives from frame to frame."""

    beat: str = ""
    line: str = ""


def draw(frame: Frame, state: SideView) -> None:
    """Lay it out in the present window."""
    view = frame.view
    _head(frame)
    if view.timeline is None:
        return  # no scene, no beat: there is nothing to tell of one
    _picks(frame)
    acting = len(view.leaves) + len(view.ways)
    rows = frame.px(20)
    acting_tall = min(max(1, acting), _MOST_LEAVES) * rows + frame.px(6)
    flags_tall = (min(len(view.flags), 4) * rows + frame.px(30)) if view.flags else 0.0
    facts_tall = len(view.facts) * frame.px(17) + frame.px(12)
    left = imgui.get_content_region_avail()[1] - acting_tall - flags_tall - facts_tall - 3 * frame.px(27)
    lines_tall = max(2 * rows, min(len(view.lines) * rows + frame.px(6), 0.45 * left))
    beats_tall = max(3 * rows, left - lines_tall)
    _beats(frame, state, beats_tall)
    _lines(frame, state, lines_tall)
    _awaited(frame, acting_tall)
    if view.flags:
        _flags(frame, flags_tall - frame.px(30))
    imgui.set_cursor_pos_y(frame.size[1] - facts_tall)
    _facts(frame)


def _head(frame: Frame) -> None:
    imgui.push_font(frame.fonts.bold, 16.0)
    imgui.text(fitted(frame.view.title, imgui.get_content_region_avail()[0]))
    imgui.pop_font()
    imgui.push_font(frame.fonts.regular, 12.0)
    imgui.text_disabled(fitted(frame.view.file, imgui.get_content_region_avail()[0], from_end=True))
    imgui.pop_font()
    tip(frame, frame.say("tip-file"))
    if imgui.is_item_clicked():
        frame.do(acts.Press("editor"))
    imgui.spacing()


def _picks(frame: Frame) -> None:
    view = frame.view
    shown = [(name, picks) for name, picks in (
        ("language", view.languages), ("mode", view.modes), ("target", view.targets)
    ) if picks.of]  # fmt: skip
    gap = imgui.get_style().item_spacing[0]
    wide = (imgui.get_content_region_avail()[0] - gap * (len(shown) - 1)) / max(1, len(shown))
    for index, (name, picks) in enumerate(shown):
        if index:
            imgui.same_line()
        _pick(frame, name, picks, wide)
    imgui.spacing()


def _pick(frame: Frame, name: str, picks: Picks, wide: float) -> None:
    chosen = next((pick.text for pick in picks.of if pick.id == picks.chosen), picks.chosen or "–")
    imgui.set_next_item_width(wide)
    if imgui.begin_combo(f"##{name}", chosen):
        for pick in picks.of:
            if imgui.selectable(f"{pick.text}##{pick.id}", pick.id == picks.chosen)[0]:
                frame.do(acts.Pick(name, pick.id))
        imgui.end_combo()
    tip(frame, frame.say(f"tip-{name}"))


def _beats(frame: Frame, state: SideView, tall: float) -> None:
    rows = frame.view.beats
    heading(frame, frame.say("beats"), str(len(rows)))
    current = next((row.id for row in rows if row.current), "")
    follow, state.beat = current != state.beat, current
    listing(frame, "beats", rows, tall, follow=follow, pressed=lambda row: frame.do(acts.Jump(row.id)))


def _lines(frame: Frame, state: SideView, tall: float) -> None:
    rows = frame.view.lines
    heading(frame, frame.say("lines"), str(len(rows)) if rows else "")
    if not rows:
        imgui.text_disabled(frame.say("no-lines"))
        return
    current = next((row.id for row in rows if row.current), "")
    follow, state.line = current != state.line, current
    listing(
        frame, "lines", rows, tall, follow=follow, pressed=lambda row: frame.do(acts.Jump(row.id, line=True))
    )


def _awaited(frame: Frame, tall: float) -> None:
    view = frame.view
    heading(frame, frame.say("awaited"))
    if not view.leaves and not view.ways:
        imgui.text_disabled(frame.say("nothing-awaited"))
        return
    imgui.begin_child("awaited", (0.0, tall))
    imgui.push_style_var(imgui.StyleVar.ITEM_SPACING, (0.0, frame.px(2)))
    for row in view.ways:
        if _act(frame, f"way{row.id}", row, look.TEAL):
            frame.do(acts.Choose(row.id))
    for row in view.leaves:
        if _act(frame, f"leaf{row.id}", row, look.RUST):
            frame.do(acts.Fire(row.id))
    imgui.pop_style_var()
    imgui.end_child()


def _act(frame: Frame, key: str, row: Row, colour: tuple[float, float, float, float]) -> bool:
    """A row that does something: its whole width is a button."""
    x, y = imgui.get_cursor_screen_pos()
    wide, tall = imgui.get_content_region_avail()[0], frame.px(18)
    pressed = bool(imgui.invisible_button(key, (max(8.0, wide), tall)))
    hovered = imgui.is_item_hovered()
    draw = imgui.get_window_draw_list()
    draw.add_rect_filled(
        (x, y), (x + wide, y + tall), look.u32(look.EDGE if hovered else look.RAISED), frame.px(3)
    )
    r, middle = frame.px(4), y + tall / 2
    ink = look.u32(look.QUIET if row.done else colour)
    at = x + frame.px(10)
    draw.add_triangle_filled((at - 0.6 * r, middle - r), (at + r, middle), (at - 0.6 * r, middle + r), ink)
    detail = imgui.calc_text_size(row.detail)[0] if row.detail else 0.0
    right = x + wide - frame.px(8) - detail
    top = y + (tall - imgui.get_text_line_height()) / 2
    text = look.u32(look.QUIET if row.done else look.TEXT)
    write(draw, (x + frame.px(20), top), text, row.text, right - frame.px(6))
    if row.detail:
        draw.add_text((right, top), look.u32(look.QUIET), row.detail)
    if row.tip and imgui.is_item_hovered(imgui.HoveredFlags.FOR_TOOLTIP):
        tooltip(frame, row.tip)
    return pressed


def _flags(frame: Frame, tall: float) -> None:
    heading(frame, frame.say("flags"))
    imgui.begin_child("flags", (0.0, tall))
    imgui.push_style_var(imgui.StyleVar.FRAME_PADDING, (frame.px(2), 0.0))
    imgui.push_style_color(imgui.Col.FRAME_BG, look.EDGE)
    for row in frame.view.flags:
        if imgui.checkbox(f"{row.text}##flag{row.id}", row.done)[0]:
            frame.do(acts.Flag(row.id))
        if row.tip:
            tip(frame, row.tip)
    imgui.pop_style_color()
    imgui.pop_style_var()
    imgui.end_child()


def _facts(frame: Frame) -> None:
    imgui.separator()
    imgui.push_font(frame.fonts.regular, 12.0)
    column = frame.px(92)
    imgui.push_style_var(imgui.StyleVar.ITEM_SPACING, (frame.px(6), frame.px(1)))
    for fact in frame.view.facts:
        imgui.text_disabled(fact.name)
        imgui.same_line(column)
        value = fitted(fact.value, imgui.get_content_region_avail()[0])
        if fact.warn:
            imgui.text_colored(look.GOLD, value)
        else:
            imgui.text(value)
        if value != fact.value:
            tip(frame, fact.value)
    imgui.pop_style_var()
    imgui.pop_font()
