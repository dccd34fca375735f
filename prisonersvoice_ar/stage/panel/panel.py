"""The panel: feed it a window's events, show it a ``PanelView`` each frame, and it tells what was done."""

from slimgui import imgui

from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.stage.panel import look, overlay, side, timeline, transport
from prisonersvoice_ar.stage.panel.acts import Act
from prisonersvoice_ar.stage.panel.frame import Frame, begin
from prisonersvoice_ar.stage.panel.painter import Painter
from prisonersvoice_ar.stage.panel.values import PanelView
from prisonersvoice_ar.stage.window import (
    KeyPressed,
    KeyReleased,
    PointerMoved,
    PointerPressed,
    PointerReleased,
    WheelTurned,
    Window,
    WindowEvent,
)
from prisonersvoice_ar.words import Interface

BOOK = "preview"
_SIDE, _FOOT = 322.0, 184.0
"""pixels at 1280×720: the column at the right, the timeline below"""
_SHIFTS = ("shift", "lshift", "rshift")


class Panel:
    """One window's panel. Only one is drawn at a time."""

    def __init__(self, window: Window, lang: str, *, strict: bool = False) -> None:
        """Draw over ``window`` in ``lang``; nothing is shown before the first ``show``.

        ``strict``: a slip of ours in laying out raises, instead of being recovered from; for tests.
        """
        self._window = window
        self._context = imgui.create_context()
        imgui.set_current_context(self._context)
        self._io = imgui.get_io()
        self._io.ini_filename = None  # nothing is written beside the author's files
        self._io.backend_flags |= (
            imgui.BackendFlags.RENDERER_HAS_TEXTURES | imgui.BackendFlags.RENDERER_HAS_VTX_OFFSET
        )
        self._io.config_error_recovery_enable_assert = strict
        self._io.config_error_recovery_enable_tooltip = False
        self._fonts = look.Fonts()
        self._painter = Painter(window)
        self._words = Interface(lang, BOOK)
        # the window is cleared to the panel's ground: in software, 400,000 blended pixels less in each frame
        window.output.setClearColor(look.GROUND)
        self._timeline = timeline.TimelineView()
        self._side = side.SideView()
        self._overlay = overlay.OverlayView()
        self._covered: tuple[Rect, ...] = ()
        """parts of the picture's place that something lies over"""
        self._popup = False
        self._scale = 0.0
        self._wheel = 0.0
        self._shift = False

    @property
    def words(self) -> Interface:
        """The panel's own words."""
        return self._words

    @property
    def area(self) -> Rect:
        """What is left of the window for the picture, in whole pixels."""
        width, height = self._window.size
        scale = look.scale_of((width, height))
        across = round(min(_SIDE * scale, 0.42 * width))
        down = round(min(_FOOT * scale, 0.45 * height))
        return Rect(0.0, 0.0, float(max(1, width - across)), float(max(1, height - down)))

    # --- what happens -----------------------------------------------------------------------------

    def take(self, event: WindowEvent) -> bool:
        """One of the window's events; True where it is the panel's own and nobody else's."""
        imgui.set_current_context(self._context)
        match event:
            case PointerMoved(x, y):
                self._io.add_mouse_pos_event(x, y)
                return self.covers(x, y)
            case PointerPressed(x, y):
                self._io.add_mouse_pos_event(x, y)
                self._io.add_mouse_button_event(0, True)
                return self.covers(x, y)
            case PointerReleased():
                self._io.add_mouse_button_event(0, False)
                return False
            case WheelTurned(x, y, notches):
                self._io.add_mouse_wheel_event(0.0, notches)
                self._wheel += notches
                return self.covers(x, y)
            case KeyPressed(key) if key in _SHIFTS:
                self._shift = True
            case KeyReleased(key) if key in _SHIFTS:
                self._shift = False
            case _:
                pass
        return False

    def covers(self, x: float, y: float) -> bool:
        """Whether a point of the window is the panel's (as of the last frame)."""
        if self._popup or not _inside(self.area, x, y):
            return True
        return any(_inside(rect, x, y) for rect in self._covered)

    # --- what is shown ----------------------------------------------------------------------------

    def show(self, view: PanelView, seconds: float) -> tuple[Act, ...]:
        """Lay out ``view`` and make it ready to be drawn; what was done since the last time.

        ``seconds``: since the last call.
        """
        imgui.set_current_context(self._context)
        size = self._window.size
        self._io.display_size = (float(size[0]), float(size[1]))
        self._io.delta_time = min(max(seconds, 1e-4), 0.5)
        scale = look.scale_of(size)
        if scale != self._scale:
            self._scale = scale
            look.dress(scale)
        imgui.new_frame()  # type: ignore[no-untyped-call]
        frame = Frame(view, self._words, self._fonts, scale, size)
        self._lay_out(frame)
        imgui.render()
        self._painter.draw(imgui.get_draw_data())
        self._wheel = 0.0
        return tuple(frame.acts)

    def close(self) -> None:
        """Take it out of the window."""
        imgui.set_current_context(self._context)
        self._painter.close()
        imgui.destroy_context(self._context)

    def _lay_out(self, frame: Frame) -> None:
        width, height = (float(pixels) for pixels in frame.size)
        area = self.area
        begin("side", Rect(area.right, 0.0, width - area.right, height))
        side.draw(frame, self._side)
        imgui.end()
        begin("foot", Rect(0.0, area.bottom, area.w, height - area.bottom))
        transport.draw(frame)
        imgui.spacing()
        timeline.draw(frame, self._timeline, self._wheel, shift=self._shift)
        imgui.end()
        self._edges(area, height)
        self._covered = overlay.draw(frame, self._overlay, area)
        # a list that hangs open takes the next press, wherever that is
        self._popup = imgui.is_popup_open("", imgui.PopupFlags.ANY_POPUP)

    @staticmethod
    def _edges(area: Rect, height: float) -> None:
        """Thin lines between picture and panel."""
        draw = imgui.get_foreground_draw_list()
        ink = look.u32(look.EDGE)
        draw.add_line((area.right + 0.5, 0.0), (area.right + 0.5, height), ink)
        draw.add_line((0.0, area.bottom + 0.5), (area.right, area.bottom + 0.5), ink)


def _inside(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x < rect.right and rect.y <= y < rect.bottom
