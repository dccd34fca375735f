"""Whether a story can be gone through: every wait ends, every beat can be reached and leads to the actions."""

from collections import Counter
from collections.abc import Mapping

from prisonersvoice_ar.core.script import model
from prisonersvoice_ar.documents.findings import Findings
from prisonersvoice_ar.documents.yaml.sheet import Loc, Sheet

_FLASHES_A_SECOND = 3

Beats = Mapping[str, model.Beat]


def check_flow(beats: Beats, first: str, locs: Mapping[str, Loc], sheet: Sheet, findings: Findings) -> None:
    """Add what is wrong with the ways through ``beats``; ``locs`` says where each stands."""
    for beat in beats.values():
        _check_waits(beat, locs[beat.id], sheet, findings)
        _check_flashes(beat, locs[beat.id], sheet, findings)
    _check_reach(beats, first, locs, sheet, findings)
    _check_loops(beats, locs, sheet, findings)
    _check_rest(beats, locs, sheet, findings)


def ways_on(beat: model.Beat) -> tuple[str, ...]:
    """Return where ``beat`` can lead, in order."""
    return (*(choice.go for choice in beat.choice), *(branch.go for branch in beat.then))


def longest_wait(trigger: model.Trigger, own_lines: frozenset[str]) -> float | None:
    """Return after how many seconds ``trigger`` has fired whatever the visitor does; None: perhaps never."""
    if isinstance(trigger, model.After):
        return trigger.seconds
    if isinstance(trigger, model.LineEnded):
        return 0.0 if trigger.line in own_lines else None
    if isinstance(trigger, model.AnyOf):
        waits = [wait for item in trigger.of if (wait := longest_wait(item, own_lines)) is not None]
        return min(waits, default=None)
    if isinstance(trigger, model.AllOf):
        every = [longest_wait(item, own_lines) for item in trigger.of]
        return None if None in every else max((wait for wait in every if wait is not None), default=0.0)
    return None


def _check_waits(beat: model.Beat, loc: Loc, sheet: Sheet, findings: Findings) -> None:
    own = frozenset(line.id for line in beat.say)
    wait = longest_wait(beat.until, own) if beat.until else None
    if beat.until and wait is None:
        findings.add("trap", sheet.place((*loc, "until"), key=True), beat=beat.id)
    elif beat.choice and not beat.until:
        findings.add("choice-trap", sheet.place((*loc, "choice"), key=True), beat=beat.id)
    # nothing has been said yet where a beat begins; that the target is wanted is drawn on the screen
    if (
        beat.begin
        and not isinstance(beat.begin, model.TargetSeen)
        and longest_wait(beat.begin, frozenset()) is None
    ):
        findings.add("begin-trap", sheet.place((*loc, "begin"), key=True), beat=beat.id)
    if beat.hint and not (beat.until or beat.choice or beat.rest):
        findings.add("hint-never", sheet.place((*loc, "hint"), key=True), beat=beat.id)
    elif beat.hint and wait is not None and beat.hint.after >= wait:
        findings.add("hint-too-late", sheet.place((*loc, "hint", "after")), wait=f"{wait:g}")


def _check_flashes(beat: model.Beat, loc: Loc, sheet: Sheet, findings: Findings) -> None:
    """WCAG 2.3.1: at most three flashes in a second; a flash is there and back, so two changes of a light.

    Only cues that hang on the same moment can be compared: voices may be recorded anew, at any length.
    """
    changes: dict[object, list[float]] = {}
    for cue in beat.cues:
        if isinstance(cue, model.LightCue):
            at = changes.setdefault((cue.light, cue.moment.line, cue.moment.edge), [])
            at.append(cue.moment.offset)
            count = sum(abs(cue.moment.offset - offset) < 1.0 for offset in at)
            if count > 2 * _FLASHES_A_SECOND:
                findings.add("flashes", sheet.place((*loc, "cue"), key=True), light=cue.light, count=count)
                return


def _check_reach(beats: Beats, first: str, locs: Mapping[str, Loc], sheet: Sheet, findings: Findings) -> None:
    reached = _spread([first], {beat.id: ways_on(beat) for beat in beats.values()})
    back: dict[str, list[str]] = {}
    for beat in beats.values():
        for way in ways_on(beat):
            back.setdefault(way, []).append(beat.id)
    out = _spread([model.ACTIONS], back)
    lost = [name for name in beats if name in reached and name not in out]
    if lost:
        place = sheet.place((*locs[lost[0]], "id"))
        findings.add("no-way-out", place, beat=lost[0], more=", ".join(lost[1:8]))
    for name in beats:
        if name not in reached:
            findings.add("unreachable-beat", sheet.place((*locs[name], "id")), beat=name)


def _spread(start: list[str], ways: Mapping[str, tuple[str, ...] | list[str]]) -> set[str]:
    """Return everything that can be reached from ``start``."""
    reached, waiting = set(start), list(start)
    while waiting:
        for way in ways.get(waiting.pop(), ()):
            if way not in reached:
                reached.add(way)
                waiting.append(way)
    return reached


def _check_loops(beats: Beats, locs: Mapping[str, Loc], sheet: Sheet, findings: Findings) -> None:
    """Complain of a circle that takes no time: beats without words or wait, or ``once`` on second arrival."""
    quick = {
        beat.id: tuple(branch.go for branch in beat.then) for beat in beats.values() if _takes_no_time(beat)
    }
    # take away, again and again, what nothing quick leads to: what cannot be taken away is in a circle,
    # or behind one (Kahn 1962)
    into = Counter(way for ways in quick.values() for way in ways if way in quick)
    waiting = [name for name in quick if not into[name]]
    left = dict.fromkeys(quick)
    while waiting:
        name = waiting.pop()
        del left[name]
        for way in quick[name]:
            if way in quick:
                into[way] -= 1
                if not into[way]:
                    waiting.append(way)
    if left:
        name = next(iter(left))
        findings.add("endless-loop", sheet.place((*locs[name], "id")), beat=name)


def _takes_no_time(beat: model.Beat) -> bool:
    # a second arrival at a "once" passes straight on, so it counts as taking no time
    idle = not (beat.say or beat.until or beat.choice or beat.begin or beat.rest)
    return idle or beat.once


def _check_rest(beats: Beats, locs: Mapping[str, Loc], sheet: Sheet, findings: Findings) -> None:
    """Warn where the actions are reached past the quiet that the scene has."""
    if not any(beat.rest for beat in beats.values()):
        return
    for beat in beats.values():
        if not beat.rest and model.ACTIONS in ways_on(beat):
            findings.add("skips-rest", sheet.place((*locs[beat.id], "then"), key=True), beat=beat.id)
