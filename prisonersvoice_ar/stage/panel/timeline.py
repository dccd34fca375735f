"""The timeline: a lane for beats, lines, waits, lights, sounds, ambience; the playhead; scrubbed by the mouse."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from slimgui import imgui

from prisonersvoice_ar.core.rehearsal import Lane, Mark, Span, Sure, Timeline
from prisonersvoice_ar.stage.panel import acts, look
from prisonersvoice_ar.stage.panel.frame import Frame, clock, fitted, tooltip
from prisonersvoice_ar.stage.screens.palette import Colour

LANES = 6
LANE, RULER = 19.0, 18.0
"""pixels at 1280×720"""
_LABELS = 78.0
_MARK = 4.5
BETWEEN = " · "
"""stands between the parts of a label, the weightiest first"""
_FEWEST = 4
"""characters of a label that say something"""
_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0)
_STRENGTH = {Sure.PAST: 0.95, Sure.AHEAD: 0.5, Sure.GUESS: 0.26}
_COLOURS: dict[str, Colour] = {
    "beats": look.RUST,
    "lines": look.TEAL,
    "waits": look.SLATE,
    "lights": look.GOLD,
    "sounds": look.MOSS,
    "ambience": look.MOSS,
}
_LINE_COLOURS: dict[str, Colour] = {"synthetic": look.PLUM, "caption": look.QUIET}


@dataclass
class TimelineView:
    """What part of the timeline is in sight; lives from frame to frame."""

    start: float = 0.0
    span: float = 0.0
    """seconds; 0: all of it"""
    scrubbing: bool = False

    def range(self, timeline: Timeline, playhead: float) -> tuple[float, float]:
        """From and to, seconds; follows the playhead where not all is in sight."""
        whole = max(timeline.end - timeline.start, playhead - timeline.start, 1.0)
        if self.span <= 0.0 or self.span >= whole:
            self.span = 0.0
            return timeline.start, timeline.start + whole * 1.01
        if not self.scrubbing and not self.start <= playhead <= self.start + 0.92 * self.span:
            self.start = playhead - 0.2 * self.span
        self.start = min(max(self.start, timeline.start), timeline.start + whole - self.span)
        return self.start, self.start + self.span

    def zoom(self, at: float, factor: float, shown: tuple[float, float]) -> None:
        """See ``factor`` times as much, the time ``at`` staying where it is."""
        now = shown[1] - shown[0]
        span = max(2.0, now * factor)
        self.start = at - (at - shown[0]) * span / now
        self.span = span

    def pan(self, share: float) -> None:
        """Move on by a share of what is in sight."""
        self.start += share * self.span


@dataclass(frozen=True)
class _Plot:
    """Where the lanes are drawn."""

    x: float
    y: float
    w: float
    h: float
    start: float
    end: float

    def at(self, seconds: float) -> float:
        return self.x + (seconds - self.start) / (self.end - self.start) * self.w

    def seconds(self, x: float) -> float:
        return self.start + (x - self.x) / self.w * (self.end - self.start)


def draw(frame: Frame, state: TimelineView, wheel: float, *, shift: bool) -> None:
    """Lay it out in what is left of the window; ``wheel``: notches turned in this frame."""
    timeline = frame.view.timeline
    if timeline is None:
        return
    x, y = imgui.get_cursor_screen_pos()
    width, height = imgui.get_content_region_avail()
    labels = frame.px(_LABELS)
    start, end = state.range(timeline, frame.view.time)
    plot = _Plot(x + labels, y, max(10.0, width - labels), height, start, end)
    imgui.set_cursor_screen_pos((plot.x, plot.y))
    imgui.invisible_button("timeline", (plot.w, max(1.0, height)))
    hovered, held = imgui.is_item_hovered(), imgui.is_item_active()
    mouse = imgui.get_mouse_pos()
    _handle(frame, state, plot, mouse[0] if hovered or held else None, held=held, wheel=wheel, shift=shift)
    lanes = imgui.get_window_draw_list()
    ruler = frame.px(RULER)
    tall = (height - ruler) / LANES
    _ruler(frame, lanes, plot, ruler, tall)
    lanes.push_clip_rect((plot.x, plot.y), (plot.x + plot.w, plot.y + height), True)
    found: Span | Mark | None = None
    imgui.push_font(frame.fonts.regular, 12.0)
    for index, lane in enumerate(timeline.lanes[:LANES]):
        top = plot.y + ruler + index * tall
        under = _lane(frame, lanes, plot, lane, (top, tall), mouse=mouse if hovered else None)
        found = under or found
    imgui.pop_font()
    _playhead(frame, lanes, plot)
    lanes.pop_clip_rect()
    if found is not None and not held:
        tooltip(frame, _told(frame, found))


def _handle(
    frame: Frame, state: TimelineView, plot: _Plot, x: float | None, *, held: bool, wheel: float, shift: bool
) -> None:
    state.scrubbing = held
    if x is None:
        return
    at = plot.seconds(x)
    if held:
        at = max(plot.start, at)
        if abs(at - frame.view.time) > 1e-3:
            frame.do(acts.Scrub(max(0.0, at)))
    elif wheel and shift:
        state.pan(-0.2 * wheel)
    elif wheel:
        state.zoom(at, 0.8**wheel, (plot.start, plot.end))


def _ruler(frame: Frame, lanes: imgui.DrawList, plot: _Plot, ruler: float, tall: float) -> None:
    for index, lane in enumerate(frame.view.timeline.lanes[:LANES] if frame.view.timeline else ()):
        top = plot.y + ruler + index * tall
        lanes.add_rect_filled(
            (plot.x, top + 1), (plot.x + plot.w, top + tall - 1), look.u32(look.WELL), frame.px(2)
        )
        middle = top + (tall - imgui.get_text_line_height()) / 2
        lanes.add_text(
            (plot.x - frame.px(_LABELS), middle), look.u32(look.QUIET), frame.say(f"lane-{lane.name}")
        )
    fits = max(1.0, plot.w / frame.px(64))
    step = next((s for s in _STEPS if (plot.end - plot.start) / s <= fits), _STEPS[-1])
    imgui.push_font(frame.fonts.regular, 11.0)
    tick = math.ceil(plot.start / step) * step
    while tick <= plot.end:
        x = round(plot.at(tick))
        lanes.add_line((x, plot.y + ruler - frame.px(4)), (x, plot.y + plot.h), look.u32(look.EDGE, 0.7))
        said = clock(tick) if step < 1.0 else f"{round(tick) // 60}:{round(tick) % 60:02d}"
        if x + frame.px(32) < plot.x + plot.w:
            lanes.add_text((x + frame.px(3), plot.y), look.u32(look.QUIET), said)
        tick += step
    imgui.pop_font()


def _lane(
    frame: Frame,
    lanes: imgui.DrawList,
    plot: _Plot,
    lane: Lane,
    row: tuple[float, float],
    *,
    mouse: tuple[float, float] | None,
) -> Span | Mark | None:
    """Draw one in a row (top, height); what of it lies under the mouse."""
    top, tall = row
    x = mouse[0] if mouse is not None and top <= mouse[1] < top + tall else -math.inf
    found: Span | Mark | None = None
    last = -1.0
    marks = [plot.at(mark.at) for mark in lane.marks if mark.at is not None and mark.kind != "hint"]
    for span in lane.spans:
        left, right = plot.at(span.start), plot.at(span.end)
        if right < plot.x or left > plot.x + plot.w or (right - left < 1.0 and left - last < 1.0):
            continue  # out of sight, or in one pixel with its neighbour
        last = left
        right = max(right, left + 2.0)
        _span(frame, lanes, lane, span, (left, top + 1, right, top + tall - 1))
        _label(frame, lanes, span, _free(frame, marks, max(left, plot.x), right), row)
        if left <= x <= right:
            found = span
    for mark in lane.marks:
        at = plot.at(mark.at) if mark.at is not None else -math.inf
        if plot.x <= at <= plot.x + plot.w:
            _mark(frame, lanes, mark, at, top + tall / 2)
            found = mark if abs(x - at) <= frame.px(5) else found
    return found


def _span(
    frame: Frame, lanes: imgui.DrawList, lane: Lane, span: Span, box: tuple[float, float, float, float]
) -> None:
    left, top, right, bottom = box
    colour = _LINE_COLOURS.get(span.kind, _COLOURS.get(lane.name, look.QUIET))
    now = span.start <= frame.view.time < span.end
    strength = _STRENGTH[span.sure] * (1.0 if now else 0.62)
    fill = look.between(look.WELL, colour, strength * 0.85)
    lanes.add_rect_filled((left, top), (max(left + 1, right - 1), bottom), fill, frame.px(2))
    if now:
        lanes.add_rect((left, top), (right - 1, bottom), look.u32(colour), frame.px(2))


def _free(frame: Frame, marks: Sequence[float], left: float, right: float) -> tuple[float, float]:
    """From and to: the widest part of a span that no mark of its lane lies over."""
    reach = frame.px(_MARK)
    inside = marks[bisect_left(marks, left - reach) : bisect_right(marks, right + reach)]
    starts = [left + frame.px(4), *(x + reach + frame.px(2) for x in inside)]
    ends = [*(x - reach for x in inside), right - frame.px(3)]
    return max(zip(starts, ends, strict=True), key=lambda gap: gap[1] - gap[0])


def _label(
    frame: Frame, lanes: imgui.DrawList, span: Span, room: tuple[float, float], row: tuple[float, float]
) -> None:
    """What a span is called, where enough of it fits into ``room``; ``row``: top and height."""
    wide = room[1] - room[0]
    label = _fitting(span.label, wide) if wide > frame.px(14) else ""
    if not label:
        return
    now = span.start <= frame.view.time < span.end
    past = span.sure is Sure.PAST
    ink = look.u32(look.WELL) if past and now else look.u32(look.TEXT, 0.95 if past else 0.75)
    lanes.add_text((room[0], row[0] + (row[1] - imgui.get_text_line_height()) / 2), ink, label)


def _fitting(label: str, room: float) -> str:
    """What of a label fits: all its parts, the first of them, or its beginning; "" where that says nothing."""
    first = label.partition(BETWEEN)[0]
    for each in (label, first):
        if imgui.calc_text_size(each)[0] <= room:
            return each
    cut = fitted(first, room)
    return cut if len(cut) > _FEWEST else ""  # the "…" counts for none


def _mark(frame: Frame, lanes: imgui.DrawList, mark: Mark, x: float, y: float) -> None:
    r = frame.px(_MARK)
    colour = {"hint": look.GOLD, "deed": look.RUST, "trigger-fired": look.RUST, "choice": look.RUST}.get(
        mark.kind, look.TEXT
    )
    ink = look.u32(colour, 0.4 + 0.6 * _STRENGTH[mark.sure])
    top, right, bottom, left = (x, y - r), (x + r, y), (x, y + r), (x - r, y)
    if mark.kind == "hint":  # on the lower edge: a label goes on above it
        below = y + 2.0 * r
        lanes.add_triangle_filled((x - 0.8 * r, below), (x, below - 0.9 * r), (x + 0.8 * r, below), ink)
    elif mark.kind in ("trigger-due", "trigger-open"):
        lanes.add_quad(top, right, bottom, left, ink, max(1.0, frame.px(1.4)))
    else:
        lanes.add_quad_filled(top, right, bottom, left, ink)


def _playhead(frame: Frame, lanes: imgui.DrawList, plot: _Plot) -> None:
    x = round(plot.at(frame.view.time))
    ink, r = look.u32(look.TEXT), frame.px(5)
    lanes.add_line((x, plot.y), (x, plot.y + plot.h), ink, max(1.0, frame.px(1.5)))
    lanes.add_triangle_filled((x - r, plot.y), (x + r, plot.y), (x, plot.y + 1.4 * r), ink)
    known = plot.at(frame.view.known)
    if frame.view.known > frame.view.time + 1e-6 and known < plot.x + plot.w:
        lanes.add_line((known, plot.y), (known, plot.y + plot.h), look.u32(look.GOLD, 0.6))


def _told(frame: Frame, what: Span | Mark) -> str:
    if isinstance(what, Mark):
        return f"{what.label}\n{clock(what.at or 0.0)}"
    lasts = frame.words.text("lasts", seconds=round(what.end - what.start, 1))
    times = f"{clock(what.start)} – {clock(what.end)} ({lasts})"
    sure = frame.say(f"sure-{what.sure.value}")
    return "\n".join(part for part in (what.label, what.detail, times, sure) if part)
