"""``--report``: what was measured in a run, in the form of design.md. Nothing in it is assumed."""

import json
import time
from array import array
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from prisonersvoice_ar import __version__
from prisonersvoice_ar.app.age import process_age_s
from prisonersvoice_ar.app.outputs import unwritable
from prisonersvoice_ar.app.samples import Samples

_MEMORY_EVERY_S = 5.0
_MOST_EVENTS = 200
"""of each kind, where nobody asked for a report: an endless run must not grow"""

Events = deque[dict[str, Any]]


def _events() -> Events:
    return deque(maxlen=_MOST_EVENTS)


def percentiles(values: Sequence[float], *which: int) -> dict[str, float | None]:
    """``p50`` and so on by linear interpolation (NumPy's default); None where nothing was measured."""
    import numpy as np

    if not values:
        return {f"p{p}": None for p in which}
    return {
        f"p{p}": round(float(value), 3) for p, value in zip(which, np.percentile(values, which), strict=True)
    }


@dataclass
class Report:
    """Collects figures during a run."""

    clock: Callable[[], float]
    """the experience's seconds"""
    beats: Events = field(default_factory=_events)
    phases: Events = field(default_factory=_events)
    lines: Events = field(default_factory=_events)
    captions: Events = field(default_factory=_events)
    memory_mb: dict[str, float] = field(default_factory=dict)
    shown: int = 0
    source_frames: int = 0
    """frames of the source that reached the screen"""
    dropped: int = 0
    """frames of the source that came between shown ones and were not shown"""
    target_frames: int = 0
    """of these, how many held the anchoring target"""
    first_picture_s: float | None = None
    """from the process's start to the first composited picture"""
    _intervals: Samples = field(default_factory=Samples)
    _latencies: Samples = field(default_factory=Samples)
    _tracking: Samples = field(default_factory=Samples)
    _last_swap: float | None = None
    _memory_due: float = 0.0
    _helpers: list[int] | None = None

    @classmethod
    def asked(cls, clock: Callable[[], float]) -> "Report":
        """One that will be written: it keeps every event."""
        return cls(clock, beats=deque(), phases=deque(), lines=deque(), captions=deque())

    @property
    def intervals_ms(self) -> "array[float]":
        """Between two pictures on the screen."""
        return self._intervals.values

    @property
    def tracking_ms(self) -> "array[float]":
        """From the decoded picture to the poses."""
        return self._tracking.values

    def swapped(
        self, captured_s: float | None, tracking_ms: float | None, *, anchored: bool, timed: bool = True
    ) -> None:
        """A picture is on the screen; ``captured_s`` where it shows a new frame of the source.

        ``timed``: its delay is a delay; a frame that waits for its turn (a film, a benchmark) has none to speak of.
        """
        now = time.monotonic()
        self.shown += 1
        if self.first_picture_s is None and captured_s is not None:
            self.first_picture_s = process_age_s()
        if self._last_swap is not None:
            self._intervals.add((now - self._last_swap) * 1e3)
        self._last_swap = now
        if captured_s is not None:
            self.source_frames += 1
            self.target_frames += anchored
            if timed:
                self._latencies.add((now - captured_s) * 1e3)
        if tracking_ms is not None:
            self._tracking.add(tracking_ms)

    def enter_phase(self, phase: str) -> None:
        """A phase of the visit began."""
        self.phases.append({"id": phase, "entered_s": self._now(), "frame": self.shown})

    def enter_beat(self, beat: str) -> None:
        """A beat of the story began."""
        self.beats.append({"id": beat, "entered_s": self._now()})

    def start_line(self, line: str, lang: str) -> None:
        """A line was asked for; what is still said is cut off by it."""
        self.cut_line()
        now = self._now()
        self.lines.append({"id": line, "lang": lang, "start_s": now, "end_s": None, "heard": False})

    def hear(self, position: float | None) -> None:
        """Where the speaker is in the line; None where none is said. Once a frame.

        A line begins when its sound does, which is later than it was asked for where it had to be decoded.
        """
        line = self._open_line()
        if line is None:
            return
        if position is None:
            line["end_s"] = self._now()
        elif position > 0 and not line["heard"]:
            line["heard"] = True
            line["start_s"] = max(line["start_s"], round(self._now() - position, 3))

    def cut_line(self) -> None:
        """The line that is said breaks off now."""
        line = self._open_line()
        if line is not None:
            line["end_s"] = self._now()

    def _open_line(self) -> dict[str, Any] | None:
        last = self.lines[-1] if self.lines else None
        return last if last is not None and last["end_s"] is None else None

    def caption(self, line: str | None, text: str) -> None:
        """The caption on the screen is now ``text`` of ``line``; None where there is none."""
        last = self.captions[-1] if self.captions else None
        if last is not None and last["end_s"] is None:
            if (last["line"], last["text"]) == (line, text):
                return
            last["end_s"] = self._now()
        if line is not None and text:
            self.captions.append({"line": line, "start_s": self._now(), "end_s": None, "text": text})

    def sample_memory(self, processes: Mapping[str, int | None], *, force: bool = False) -> None:
        """Note each process's unique set (MB, peak), every five seconds: reading it costs milliseconds."""
        now = time.monotonic()
        if now < self._memory_due and not force:
            return
        self._memory_due = now + _MEMORY_EVERY_S
        if self._helpers is None:
            # Python's own (the one that minds the shared memory) are ours as well; asked for once, for it reads
            # every process of the machine
            children = psutil.Process().children()
            self._helpers = [child.pid for child in children if child.pid not in processes.values()]
        pids = {name: [pid] for name, pid in processes.items() if pid is not None}
        if self._helpers:  # Windows has none
            pids["helpers"] = self._helpers
        for name, those in pids.items():
            try:
                unique = sum(psutil.Process(pid).memory_full_info().uss for pid in those) / 1e6
            except psutil.Error:
                continue
            self.memory_mb[name] = round(max(unique, self.memory_mb.get(name, 0.0)), 1)

    def write(self, path: Path, facts: Mapping[str, Any]) -> None:
        """Write the JSON; MachineError where it cannot be written."""
        self.caption(None, "")
        self.cut_line()
        content = self._figures() | dict(facts) | {"version": __version__}
        part = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            part.replace(path)
        except OSError as problem:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise unwritable("--report", path, problem) from problem

    def _figures(self) -> dict[str, Any]:
        return {
            "frames": {
                "shown": self.shown,
                "dropped": self.dropped,
                "of_source": self.source_frames,
                "with_target": self.target_frames,
                "interval_ms": percentiles(self.intervals_ms, 50, 95, 99),
            },
            "latency_ms": percentiles(self._latencies.values, 50, 95),
            "tracking_ms": percentiles(self.tracking_ms, 50, 95),
            "first_picture_s": None if self.first_picture_s is None else round(self.first_picture_s, 3),
            "memory_mb": self.memory_mb,
            "phases": list(self.phases),
            "beats": list(self.beats),
            "lines": [
                {key: entry[key] for key in ("id", "lang", "start_s", "end_s")} for entry in self.lines
            ],
            "captions": list(self.captions),
        }

    def _now(self) -> float:
        return round(self.clock(), 3)
