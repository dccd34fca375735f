"""Play, pause, steps, speed, sound: the row above the timeline."""

from slimgui import imgui

from prisonersvoice_ar.stage.panel import acts, icons, look
from prisonersvoice_ar.stage.panel.frame import Frame, clock, tip

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


def draw(frame: Frame) -> None:
    """Lay the row out at the cursor."""
    view = frame.view
    imgui.begin_disabled(view.timeline is None)
    for name, shape in (
        ("start", icons.start),
        ("previous-line", icons.before),
        ("step-back", icons.step_back),
    ):
        _press(frame, name, shape)
    toggle = "pause" if view.playing else "play"
    shape = icons.pause if view.playing else icons.play
    if icons.icon_button(frame, "toggle", shape, frame.say(f"tip-{toggle}"), on=True, width=42):
        frame.do(acts.Press("toggle"))
    imgui.same_line()
    for name, shape in (("step", icons.step), ("next-line", icons.after)):
        _press(frame, name, shape)
    if imgui.button(frame.say("next"), (0.0, frame.px(26))):
        frame.do(acts.Press("next"))
    tip(frame, frame.say("tip-next"))
    imgui.same_line(0.0, frame.px(14))
    _time(frame)
    imgui.end_disabled()
    _right_side(frame)


def _notice(frame: Frame, right: float) -> None:
    """A line or two that come and go, between the time and ``right``."""
    text = frame.view.notice
    if not text:
        return
    imgui.same_line(0.0, frame.px(16))
    x, y = imgui.get_cursor_screen_pos()
    wide, tall = right - x, frame.px(26)
    if wide < frame.px(60):
        return
    imgui.push_font(frame.fonts.regular, 12.0)
    height = min(tall, imgui.calc_text_size(text, wrap_width=wide)[1])
    at, box = (x, y + (tall - height) / 2), (x, y - 2.0, right, y + tall + 2.0)
    draw = imgui.get_window_draw_list()
    size = imgui.get_font_size()
    draw.add_text(imgui.get_font(), size, at, look.u32(look.GOLD), text, wide, box)
    imgui.pop_font()
    imgui.dummy((wide, tall))
    tip(frame, text)


def _press(frame: Frame, name: str, shape: icons.Shape) -> None:
    if icons.icon_button(frame, name, shape, frame.say(f"tip-{name}")):
        frame.do(acts.Press(name))
    imgui.same_line()


def _time(frame: Frame) -> None:
    view = frame.view
    imgui.align_text_to_frame_padding()
    imgui.push_font(frame.fonts.bold, 16.0)
    imgui.text(clock(view.time))
    imgui.pop_font()
    imgui.same_line(0.0, frame.px(6))
    imgui.align_text_to_frame_padding()
    end = view.timeline.end if view.timeline is not None else 0.0
    imgui.text_disabled(f"/ {clock(end)}")
    if view.time < view.known - 1e-6:
        imgui.same_line(0.0, frame.px(10))
        imgui.align_text_to_frame_padding()
        imgui.text_colored(look.GOLD, frame.say("replaying"))
        tip(frame, frame.say("tip-replaying"))


def _right_side(frame: Frame) -> None:
    view = frame.view
    wide = frame.px(62 + 30 + 30 + 12)
    end = imgui.get_window_pos()[0] + imgui.get_window_width() - imgui.get_style().window_padding[0]
    _notice(frame, end - wide - frame.px(12))
    imgui.same_line()
    x, y = imgui.get_cursor_screen_pos()
    imgui.set_cursor_screen_pos((max(x, end - wide), y))
    imgui.begin_disabled(view.timeline is None)
    imgui.set_next_item_width(frame.px(62))
    imgui.push_style_var(imgui.StyleVar.FRAME_PADDING, (frame.px(7), frame.px(5)))
    if imgui.begin_combo("##speed", f"×{view.speed:g}"):
        for speed in SPEEDS:
            if imgui.selectable(f"×{speed:g}", speed == view.speed)[0]:
                frame.do(acts.Pick("speed", str(speed)))
        imgui.end_combo()
    imgui.pop_style_var()
    tip(frame, frame.say("tip-speed"))
    imgui.end_disabled()
    imgui.same_line()
    _press(frame, "mute", icons.muted if view.muted else icons.sound)
    if imgui.button("?", (frame.px(30), frame.px(26))):
        frame.do(acts.Press("help"))
    tip(frame, frame.say("tip-help"))
