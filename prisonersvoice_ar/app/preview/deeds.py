"""What is done at the panel, with keys or in the picture, done to the rehearsal."""

from collections.abc import Callable, Mapping

from prisonersvoice_ar.app.preview.telling import fitting, modes_of
from prisonersvoice_ar.core.rehearsal import Arrival, Change, Rehearsal, Sure
from prisonersvoice_ar.core.script.model import Touched
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.tracking.target import Target
from prisonersvoice_ar.stage.panel.acts import Act, Choose, Fire, Flag, Jump, Pick, Press, Scrub
from prisonersvoice_ar.stage.panel.transport import SPEEDS
from prisonersvoice_ar.words import Interface

_NOTHING = Change()


class Deeds:
    """Does acts to a rehearsal; what it has to say goes to ``notice``."""

    def __init__(self, words: Interface, notice: Callable[[str], None]) -> None:
        """``words``: the panel's."""
        self._words = words
        self._notice = notice

    def do(self, act: Act, rehearsal: Rehearsal, targets: Mapping[str, Target]) -> Change:
        """Do ``act``; what is none of the rehearsal's does nothing here."""
        match act:
            case Scrub(time):
                return rehearsal.seek(time)
            case Jump(to, line):
                return self._arrived(rehearsal.jump_to_line(to) if line else rehearsal.jump(to), to)
            case Fire(leaf):
                return self._fire(rehearsal, int(leaf))
            case Choose(way):
                return rehearsal.choose(way)
            case Flag(name):
                return rehearsal.turn_flag(name, on=name not in rehearsal.state.true_flags)
            case Pick(what, name):
                return self._pick(rehearsal, targets, what, name)
            case Press(what):
                return self._press(rehearsal, targets, what)
            case _:
                pass
        return _NOTHING

    def go_to(self, rehearsal: Rehearsal, name: str) -> Change:
        """Jump to a beat or a line, wherever it is."""
        return self._arrived(rehearsal.go_to(name), name)

    @staticmethod
    def settle(rehearsal: Rehearsal, beat: str) -> Change:
        """On to what is to be seen of ``beat``, where the playhead stands: its first line, or its wait; no line moves it."""
        timeline, now = rehearsal.timeline(), rehearsal.time
        for lane in ("lines", "waits"):
            for span in timeline.lane(lane).spans:
                if (
                    span.beat == beat
                    and span.start >= now
                    and span.kind != "begin"
                    and span.sure is not Sure.GUESS
                ):
                    return rehearsal.seek(span.start)
        return _NOTHING

    def press_in_picture(self, button: str, rehearsal: Rehearsal) -> Change:
        """A button of the visitor's own screens."""
        kind, _, name = button.partition(":")
        match kind:
            case "choice":
                return rehearsal.choose(name)
            case "skip":
                return rehearsal.skip_line()
            case "pause" | "resume":
                rehearsal.toggle()
            case "restart":
                return rehearsal.begin_again()
            case "leave" | "finish":
                self._notice(self._words.text("leaves-nothing"))
            case "open" | "credits":
                self._notice(self._words.text("opens-nothing"))
            case _:
                return rehearsal.do(StoryInput(target_seen=True, pressed=(button,)))
        return _NOTHING

    def touch(self, name: str, rehearsal: Rehearsal) -> Change:
        """An object in the cell was clicked; nothing where nobody waits for that."""
        if any(leaf.trigger == Touched(name) for leaf in rehearsal.awaited()):
            return rehearsal.do(StoryInput(target_seen=True, touched=(name,)))
        return _NOTHING

    def _fire(self, rehearsal: Rehearsal, index: int) -> Change:
        """The n-th of what is awaited, as the panel lists it."""
        leaves = rehearsal.awaited()
        return rehearsal.fire(leaves[index].trigger) if index < len(leaves) else _NOTHING

    def _press(self, rehearsal: Rehearsal, targets: Mapping[str, Target], what: str) -> Change:
        if what.isdecimal():
            return self._nth(rehearsal, int(what) - 1)
        simple = _SIMPLE.get(what)
        if simple is not None:
            return simple(rehearsal)
        match what:
            case "toggle":
                rehearsal.toggle()
            case "mute":
                rehearsal.set_muted(not rehearsal.muted)
            case "faster" | "slower":
                rehearsal.set_speed(_next_speed(rehearsal.speed, 1 if what == "faster" else -1))
            case "language":
                return self._pick(rehearsal, targets, what, _after(rehearsal.scene.languages, rehearsal.lang))
            case "mode":
                return self._pick(rehearsal, targets, what, _after(modes_of(rehearsal.scene), rehearsal.mode))
            case "target" if rehearsal.mode != "seated":
                names = fitting(targets, rehearsal.mode)
                return self._pick(rehearsal, targets, what, _after(names, rehearsal.target or ""))
            case _:
                pass
        return _NOTHING

    def _nth(self, rehearsal: Rehearsal, index: int) -> Change:
        ways = rehearsal.ways()
        return (
            rehearsal.choose(ways[index].id)
            if index < len(ways)
            else self._fire(rehearsal, index - len(ways))
        )

    @staticmethod
    def _pick(rehearsal: Rehearsal, targets: Mapping[str, Target], what: str, name: str) -> Change:
        if what == "language" and name != rehearsal.lang:
            return rehearsal.switch_language(name)
        if what == "speed":
            rehearsal.set_speed(float(name))
        elif what == "target":
            rehearsal.switch_mode(rehearsal.mode, name)
        elif what == "mode":
            mode = next(mode for mode in modes_of(rehearsal.scene) if mode == name)
            rehearsal.switch_mode(mode, target_for(rehearsal, mode, targets))
        return _NOTHING

    def _arrived(self, arrival: Arrival, to: str) -> Change:
        if arrival.how in ("along", "cold", "unknown"):
            self._notice(self._words.text(f"jumped-{arrival.how}", to=to))
        return arrival.change


def target_for(rehearsal: Rehearsal, mode: str, targets: Mapping[str, Target]) -> str | None:
    """The target that the scene names for ``mode``, else the first that fits."""
    if mode == "seated":
        return None
    named = next((name for each, name in rehearsal.scene.targets.items() if each == mode), None)
    if named in targets:
        return named
    return next(iter(targets), None)


_SIMPLE: dict[str, Callable[[Rehearsal], Change]] = {
    "start": lambda rehearsal: rehearsal.seek(rehearsal.timeline().start),
    "step": lambda rehearsal: rehearsal.step_frame(1),
    "step-back": lambda rehearsal: rehearsal.step_frame(-1),
    "next": lambda rehearsal: rehearsal.step_happening(),
    "next-line": lambda rehearsal: rehearsal.to_next_line(),
    "previous-line": lambda rehearsal: rehearsal.to_previous_line(),
    "next-beat": lambda rehearsal: rehearsal.to_next_beat(),
    "previous-beat": lambda rehearsal: rehearsal.to_previous_beat(),
    "skip": lambda rehearsal: rehearsal.skip_line(),
}


def _after(names: tuple[str, ...], name: str) -> str:
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0] if names else name


def _next_speed(speed: float, way: int) -> float:
    nearest = min(range(len(SPEEDS)), key=lambda index: abs(SPEEDS[index] - speed))
    at = min(max(nearest + way, 0), len(SPEEDS) - 1)
    return SPEEDS[at]
