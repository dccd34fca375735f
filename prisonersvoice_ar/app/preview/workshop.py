"""The preview's frame: saves come in, hands act, the rehearsal goes on, picture and panel are drawn."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prisonersvoice_ar.app.preview.deeds import Deeds, target_for
from prisonersvoice_ar.app.preview.editor import Opener
from prisonersvoice_ar.app.preview.hands import Hand
from prisonersvoice_ar.app.preview.hearing import Hearing
from prisonersvoice_ar.app.preview.keys import shortcuts
from prisonersvoice_ar.app.preview.picture import Picture
from prisonersvoice_ar.app.preview.reloading import Broken, Reloaded, Reloader
from prisonersvoice_ar.app.preview.settings import PreviewSettings
from prisonersvoice_ar.app.preview.sight import Sight
from prisonersvoice_ar.app.preview.telling import Measured, Telling, modes_of
from prisonersvoice_ar.app.preview.troubles import trouble_of_ours, troubles_of
from prisonersvoice_ar.app.preview.windows import drawn_size
from prisonersvoice_ar.core.errors import PrisonersVoiceError, UsageError
from prisonersvoice_ar.core.layout import Rect
from prisonersvoice_ar.core.rehearsal import Change, Note, Rehearsal
from prisonersvoice_ar.core.script.model import Mode
from prisonersvoice_ar.core.script.problem import Place, Severity
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.state import beat_of
from prisonersvoice_ar.core.story.visitlog import VisitLog
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.speaker import Speaker
from prisonersvoice_ar.stage.panel.acts import Act, Open, Press
from prisonersvoice_ar.stage.panel.panel import Panel
from prisonersvoice_ar.stage.panel.values import PanelView, Troubles
from prisonersvoice_ar.stage.screen import Shown
from prisonersvoice_ar.stage.second import SecondWindow
from prisonersvoice_ar.stage.window import Window
from prisonersvoice_ar.words import Interface

_NOTICE_S = 5.0
_TROUBLE_S, _ASK_EDITOR_S = 12.0, 1.0
_PANEL_S = 1 / 25
_DOZE_S = 0.004
_ASIDE = Rect(-1.0, -1.0, 1.0, 1.0)
"""no pixel of a window"""
_SMOOTH = 0.92
"""of the figures' running means"""


@dataclass
class Bench:
    """What is open in the workshop."""

    window: Window
    second: SecondWindow | None
    panel: Panel
    picture: Picture
    shown: tuple[Shown, ...]
    """in the panel's window, and in the second one"""
    speaker: Speaker
    reloader: Reloader
    sight: Sight | None
    root: Path
    """from which problems name their files"""
    file: Path
    """the scene's own"""
    visit: VisitLog | None = None
    """to be lived through again"""


class Workshop:
    """One sitting; ``frame`` is called until ``closed``."""

    def __init__(self, settings: PreviewSettings, bench: Bench) -> None:
        """Take up what the first load gave."""
        self._settings, self._bench = settings, bench
        self._words = bench.panel.words
        self._hearing = Hearing(bench.speaker)
        self._telling = Telling(self._words)
        self._deeds = Deeds(self._words, self._say)
        self._hand = Hand(bench)
        self._editor, self._editor_due = Opener(self._words), 0.0
        self._rehearsal: Rehearsal | None = None
        self._targets: Mapping[str, Target] = {}
        self._broken: Broken | None = None
        self._troubles: Troubles | None = None
        self._notice, self._notice_until = "", 0.0
        self._help = False
        self._leapt = True
        self._measured = Measured()
        self._noticed_s: float | None = None
        self._last = self._panel_at = time.monotonic()
        self._panel_due, self._leapt_panel = 0.0, True
        self._came: Reloaded | Broken | None = None
        self._given = 0.0
        """seconds that callers said had passed: what fades in must not wait for the clock's"""
        self.closed = False
        self.frames = 0
        self._take(bench.reloader.first)

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The rehearsal, once a scene could be read."""
        return self._rehearsal

    @property
    def window(self) -> Window:
        """The window with the panel in it."""
        return self._bench.window

    @property
    def words(self) -> Interface:
        """What the workshop says, in the panel's language."""
        return self._words

    @property
    def busy(self) -> bool:
        """Something moves: a frame follows at once."""
        return (self._rehearsal is not None and self._rehearsal.playing) or self._hand.busy

    # --- one frame --------------------------------------------------------------------------------

    def frame(self, seconds: float | None = None) -> None:
        """One frame; ``seconds``: how long after the last one (None: as the clock says)."""
        begun = time.monotonic()
        passed = begun - self._last if seconds is None else seconds
        self._given += seconds or 0.0
        self._last = begun
        came, self._came = self._came or self._bench.reloader.poll(), None
        if came is not None:
            self._take(came)
        rehearsal = self._rehearsal
        self._fit()
        self._ask_editor(begun)
        for act in self._hand.acts(rehearsal, passed, self._deeds, self._changed):
            self._do(act)
        if rehearsal is not None:
            live = self._look(rehearsal, begun)
            self._changed(rehearsal.tick(min(passed, 0.5), live))
            moved = passed if rehearsal.playing or self._hand.busy else 0.0
            self._bench.picture.show(rehearsal, begun + self._given, min(moved, 0.5), leapt=self._leapt)
            self._leapt = False
        self._hearing.step(rehearsal, begun)
        self._show_panel(begun)
        self._bench.window.render()
        self._measure(begun, passed if seconds is None else None)

    def rest(self, until: float) -> None:
        """Sleep until ``until`` (time.monotonic()), or until a save comes in."""
        while self._came is None and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _DOZE_S))
            self._came = self._bench.reloader.poll()

    def _show_panel(self, now: float) -> None:
        """As often as a hand needs it; while nobody touches it, figures that run need no sixty pictures a second."""
        waits = now < self._panel_due and not self._settings.headless
        if waits and not self._hand.busy and not self._leapt_panel:
            return
        self._leapt_panel = False
        self._panel_due = now + _PANEL_S
        passed, self._panel_at = now - self._panel_at, now
        for act in self._bench.panel.show(self._view(now), passed):
            self._do(act)

    def _fit(self) -> None:
        """The screen has the shape of the window that shows it to others, else that of its place beside the panel."""
        bench = self._bench
        area = bench.panel.area
        alone = (int(area.w), int(area.h))
        size = alone if bench.second is None else drawn_size(area, bench.second.size)
        bench.picture.screen.resize(*size)
        if (
            self._rehearsal is None
        ):  # nothing is drawn on the screen yet: the window's own ground instead of its black
            bench.shown[0].place(_ASIDE)
            return
        scale = min(area.w / size[0], area.h / size[1])
        where = area.centred(round(size[0] * scale), round(size[1] * scale))
        bench.shown[0].place(replace(where, x=float(int(where.x)), y=float(int(where.y))))
        if bench.second is not None:
            bench.shown[1].place(_whole(bench.second.size))

    def _look(self, rehearsal: Rehearsal, now: float) -> StoryInput | None:
        sight = self._bench.sight
        if sight is None:
            return None
        sight.want(self._targets.get(rehearsal.target or "") if rehearsal.mode != "seated" else None)
        return sight.step(self._bench.picture, now)

    def _measure(self, begun: float, passed: float | None) -> None:
        """``passed``: None where nobody waits for the frames, and their times say nothing."""
        done = time.monotonic()
        self.frames += 1
        before, orbit = self._measured, None
        if self._rehearsal is not None and self._bench.sight is None:
            orbit = self._bench.picture.orbit(self._rehearsal.mode)
        reload_ms = before.reload_ms
        if self._noticed_s is not None:
            reload_ms, self._noticed_s = 1000 * (done - self._noticed_s), None
        fps, frame_ms = (1.0 / max(passed, 1e-3), 1000 * (done - begun)) if passed is not None else (0.0, 0.0)
        share = _SMOOTH if self.frames > 20 else 0.5
        sight = self._bench.sight
        self._measured = Measured(
            fps=share * before.fps + (1 - share) * fps,
            frame_ms=share * before.frame_ms + (1 - share) * frame_ms,
            reload_ms=reload_ms,
            sound="" if self._settings.headless else self._bench.speaker.description,
            source=sight.name if sight is not None else "",
            trouble=sight.trouble if sight is not None else "",
            orbit=orbit,
            distance_m=sight.distance_m if sight is not None else None,
            target_seen=self._bench.picture.target_seen,
        )

    # --- saves ------------------------------------------------------------------------------------

    def _take(self, came: Reloaded | Broken) -> None:
        if isinstance(came, Broken):
            self._leapt_panel = True
            self._broken, self._troubles = came, self._told(came)
            return
        self._broken, self._troubles, self._noticed_s = None, None, came.noticed_s
        self._targets = came.targets
        if self._rehearsal is None:
            self._begin(came)
        else:
            self._carry_over(self._rehearsal, came)
            # the picture first: a new timeline is laid out when that is on the screen
            self._leapt_panel, self._panel_due = False, time.monotonic() + 1e-3
        self._dress()

    def _begin(self, came: Reloaded) -> None:
        scene = came.scene
        mode = self._first_mode(came)
        lang = self._settings.lang or self._words.lang
        lang = lang if lang in scene.languages else scene.written_in or next(iter(scene.languages), lang)
        rehearsal = Rehearsal(scene, lang, mode)
        rehearsal.switch_mode(mode, self._settings.target or target_for(rehearsal, mode, self._targets))
        rehearsal.set_muted(self._settings.mute)
        self._rehearsal = rehearsal
        self._noticed_s = None
        if self._bench.visit is not None:
            self._follow(rehearsal, self._bench.visit)
        if self._settings.at is not None:
            self._changed(self._deeds.go_to(rehearsal, self._settings.at))
            if self._settings.shot is not None:
                self._changed(self._deeds.settle(rehearsal, self._settings.at))

    def _follow(self, rehearsal: Rehearsal, visit: VisitLog) -> None:
        """Do what a visitor did whom `play` has written down."""
        if visit.scene != rehearsal.scene.id:
            self._say(self._words.text("other-scene", scene=visit.scene))
        if visit.lang in rehearsal.scene.languages and self._settings.lang is None:
            rehearsal.switch_language(visit.lang)
        self._changed(rehearsal.follow([(act.at, act.given) for act in visit.acts]))

    def _first_mode(self, came: Reloaded) -> Mode:
        offered = modes_of(came.scene)
        wanted = self._settings.mode
        if wanted is not None and wanted not in offered:
            raise UsageError(
                f'the scene "{came.scene.id}" is not made for the mode "{wanted}"',
                f"It offers {', '.join(offered)}.",
            )
        return wanted or offered[0]

    def _carry_over(self, rehearsal: Rehearsal, came: Reloaded) -> None:
        reloading = rehearsal.reload(came.scene)
        if rehearsal.mode not in modes_of(came.scene):
            mode = modes_of(came.scene)[0]
            rehearsal.switch_mode(mode, target_for(rehearsal, mode, self._targets))
        elif rehearsal.target is not None and rehearsal.target not in self._targets:
            rehearsal.switch_mode(rehearsal.mode, target_for(rehearsal, rehearsal.mode, self._targets))
        self._changed(reloading.change)
        warned = sum(problem.severity is Severity.WARNING for problem in came.problems)
        said = [self._words.text(f"note-{kind}", **facts) for kind, facts in told(reloading.notes)]
        if not said:
            said = [
                self._words.text("reloaded-warnings", count=warned)
                if warned
                else self._words.text("reloaded")
            ]
        self._say("\n".join(said))

    def _dress(self) -> None:
        rehearsal = self._rehearsal
        if rehearsal is not None:
            target = self._targets.get(rehearsal.target) if rehearsal.target is not None else None
            self._bench.picture.dress(rehearsal.scene, rehearsal.mode, target)

    # --- deeds ------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if self._rehearsal is not None:
            self._leapt = self._leapt or change.cut
            self._leapt_panel = self._leapt_panel or change.cut
            self._hearing.take(change, self._rehearsal, time.monotonic())

    def _do(self, act: Act) -> None:
        match act:
            case Press("quit"):
                self.closed = True
            case Press("help"):
                self._help = not self._help
            case Press("escape"):
                self._help = False
            case Press("editor"):
                self._open_here()
            case Open(file, line, column):
                self._open(Path(file), line, column)
            case Press("reset-view") if self._rehearsal is not None:
                self._bench.picture.reset_view(self._rehearsal.mode)
            case Press("fullscreen"):
                self._hand.toggle_fullscreen()
            case _ if self._rehearsal is not None:
                self._changed(self._deeds.do(act, self._rehearsal, self._targets))
                self._dress()

    def _open_here(self) -> None:
        """At the first problem, else at the line that is being said, else at the beat."""
        place = self._place()
        if place is None:
            self._open(self._bench.file, 1, 1)
        else:
            self._open(self._bench.root / place.file, place.line, place.column)

    def _place(self) -> Place | None:
        if self._broken is not None:
            return self._broken.problems[0].place if self._broken.problems else None
        if self._rehearsal is None:
            return None
        state = self._rehearsal.state
        said = state.speaking.line.place if state.speaking is not None else None
        return said or beat_of(self._rehearsal.scene, state.beat).place

    def _open(self, file: Path, line: int, column: int) -> None:
        try:
            self._say(self._editor.open_at(file, line, column))
        except PrisonersVoiceError as error:
            self._say(str(error))

    def _ask_editor(self, now: float) -> None:
        """Whether one that was started has come to nothing."""
        if now < self._editor_due:
            return
        self._editor_due = now + _ASK_EDITOR_S
        trouble = self._editor.trouble()
        if trouble:
            self._say(trouble, _TROUBLE_S)

    def _say(self, text: str, for_s: float = _NOTICE_S) -> None:
        self._notice, self._notice_until = text, time.monotonic() + for_s

    # --- what is shown ----------------------------------------------------------------------------

    def _view(self, now: float) -> PanelView:
        file = self._bench.file.name
        if self._rehearsal is None:
            view = PanelView(title=self._bench.file.parent.name, file=file)
        else:
            view = self._telling.view(self._rehearsal, self._targets, self._shown_file(), self._measured)
        return replace(
            view,
            troubles=self._troubles,
            shortcuts=tuple(shortcuts(self._words)) if self._help else (),
            help_open=self._help,
            notice=self._notice if now < self._notice_until else "",
        )

    def _told(self, broken: Broken) -> Troubles:
        shown = self._rehearsal is not None
        if broken.fault:
            return trouble_of_ours(broken.fault, self._words)
        return troubles_of(broken.problems, broken.texts, self._bench.root, self._words, shown_before=shown)

    def _shown_file(self) -> str:
        file = self._bench.file
        return (
            file.relative_to(self._bench.root).as_posix()
            if file.is_relative_to(self._bench.root)
            else str(file)
        )


def told(notes: Sequence[Note]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Message and facts of each: a place that is gone is not said to be kept."""
    gone = any(note.kind == "beat-gone" for note in notes)
    for note in notes:
        yield ("begins-here" if gone and note.kind == "history-gone" else note.kind), note.facts


def _whole(size: tuple[int, int]) -> Rect:
    return Rect(0.0, 0.0, float(size[0]), float(size[1]))
