"""What the two processes tell each other over their pipe; pictures go through the slot, never here.

Messages are small tuples: a `Say` and its arguments. The child says how it fares, the parent asks for
other people models or tells that a frame was taken (lockstep).
"""

import traceback
from enum import IntEnum, StrEnum


class Phase(IntEnum):
    """What the worker is at, as its slot's ``phase`` says; decides how long a silence may last."""

    STARTING = 0
    OPENING = 1
    RUNNING = 2
    WAITING = 3
    """for a source that is away, or for the reader"""


SILENCE_S = {Phase.STARTING: 15.0, Phase.OPENING: 15.0, Phase.RUNNING: 2.0, Phase.WAITING: 4.0}
"""seconds without a heartbeat after which a worker is taken to hang"""

GRACE_S = 0.8
"""what a worker that holds a camera's automatics has to give them back when its parent goes"""


class Say(StrEnum):
    """The first item of a message."""

    ATTACHED = "attached"
    OPENED = "opened"
    """name, fps, identity"""
    LENS = "lens"
    """the lens that serves from now on, as a ServedLens"""
    FOUND = "found"
    """a field of the settings, and what it was found to be: it holds in the next life too"""
    LOST = "lost"
    """message, advice"""
    STALLED = "stalled"
    """seconds of the same picture"""
    ENDED = "ended"
    FAILED = "failed"
    """error class's name, message, advice, frames of the traceback where the error is ours"""
    NOTICE = "notice"
    """a sentence"""
    FRAME = "frame"
    """the bell that was asked for"""
    TAKEN = "taken"
    """parent to child: the reader has the newest frame"""
    PEOPLE = "people"
    """parent to child: the people models that are wanted now"""
    TARGETS = "targets"
    """parent to child: the targets that are looked for now"""
    BYE = "bye"
    """parent to child: let go of the source in order and end, for its automatics are held"""


def our_fault(error: BaseException) -> tuple[Say, str, str, str, str]:
    """The message that tells of an error that nobody foresaw: where it was, by code and line, no values."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return Say.FAILED, "InternalFault", f"perception failed: {error!r}", "", frames
