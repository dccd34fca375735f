"""``--report``: what was measured in a run, in the form of design.md. Nothing in it is assumed."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from prisonersvoice_ar import __version__
from prisonersvoice_ar.app.outputs import unwritable

_MEMORY_EVERY_S = 5.0
_MAX_SAMPLES = 200_000


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
    intervals_ms: list[float] = field(default_factory=list)
    latencies_ms: list[float] = field(default_factory=list)
    tracking_ms: list[float] = field(default_factory=list)
    beats: list[dict[str, Any]] = field(default_factory=list)
    phases: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    captions: list[dict[str, Any]] = field(default_factory=list)
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
    _last_swap: float | None = None
    _memory_due: float = 0.0

    def swapped(self, captured_s: float | None, tracking_ms: float | None, *, anchored: bool) -> None:
        """A picture is on the screen; ``captured_s`` where it shows a new frame of the source."""
        now = time.monotonic()
        self.shown += 1
        if self.first_picture_s is None and captured_s is not None:
            self.first_picture_s = time.time() - psutil.Process().create_time()
        if self._last_swap is not None:
            _keep(self.intervals_ms, (now - self._last_swap) * 1e3)
        self._last_swap = now
        if captured_s is not None:
            self.source_frames += 1
            self.target_frames += anchored
            _keep(self.latencies_ms, (now - captured_s) * 1e3)
        if tracking_ms is not None:
            _keep(self.tracking_ms, tracking_ms)

    def enter_phase(self, phase: str) -> None:
        """A phase of the visit began."""
        self.phases.append({"id": phase, "entered_s": self._now(), "frame": self.shown})

    def enter_beat(self, beat: str) -> None:
        """A beat of the story began."""
        self.beats.append({"id": beat, "entered_s": self._now()})

    def start_line(self, line: str, lang: str) -> None:
        """A line's first sample was asked for."""
        self.lines.append({"id": line, "lang": lang, "start_s": self._now(), "end_s": None})

    def end_line(self, line: str) -> None:
        """A line ended or was cut."""
        for entry in reversed(self.lines):
            if entry["id"] == line and entry["end_s"] is None:
                entry["end_s"] = self._now()
                return

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
        for name, pid in processes.items():
            if pid is None:
                continue
            try:
                unique = psutil.Process(pid).memory_full_info().uss / 1e6
            except psutil.Error:
                continue
            self.memory_mb[name] = round(max(unique, self.memory_mb.get(name, 0.0)), 1)

    def write(self, path: Path, facts: Mapping[str, Any]) -> None:
        """Write the JSON; MachineError where it cannot be written."""
        self.caption(None, "")
        for entry in self.lines:
            entry["end_s"] = entry["end_s"] if entry["end_s"] is not None else self._now()
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
            "latency_ms": percentiles(self.latencies_ms, 50, 95),
            "tracking_ms": percentiles(self.tracking_ms, 50, 95),
            "first_picture_s": None if self.first_picture_s is None else round(self.first_picture_s, 3),
            "memory_mb": self.memory_mb,
            "phases": self.phases,
            "beats": self.beats,
            "lines": self.lines,
            "captions": self.captions,
        }

    def _now(self) -> float:
        return round(self.clock(), 3)


def _keep(values: list[float], value: float) -> None:
    """Append; a run of weeks must not grow, so the older half goes when the list is full."""
    if len(values) >= _MAX_SAMPLES:
        del values[: _MAX_SAMPLES // 2]
    values.append(value)
