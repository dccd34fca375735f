"""The one tree of errors that a user may see.

::

    PrisonersVoiceError            what went wrong, and the way out
    ├── UsageError                 2   the command line or a setting is wrong
    ├── ContentError               1   a scene, a target, a configuration has problems
    ├── MachineError               3   the machine lacks something: camera, display, model, readable source
    │   └── SourceError                the camera, file or stream cannot be opened or read
    └── InternalFault              70  a fault of ours

Every error is one clear sentence that names the place, and an ``advice`` that names the mend.
"""

from typing import ClassVar

DONE = 0
INTERRUPTED = 130
FAULT = 70
OPERATOR_QUIT = 10


class PrisonersVoiceError(Exception):
    """Base of all errors that reach a user; ``exit_code`` follows design.md."""

    exit_code: ClassVar[int] = 70

    def __init__(self, message: str, advice: str = "") -> None:
        """Keep ``message`` (what and where) and ``advice`` (what to do about it)."""
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message}\n  {self.advice}" if self.advice else self.message


class UsageError(PrisonersVoiceError):
    """The command line or a setting cannot be understood."""

    exit_code: ClassVar[int] = 2


class ContentError(PrisonersVoiceError):
    """Something that people wrote (scene, target, configuration, intrinsics) has problems."""

    exit_code: ClassVar[int] = 1


class MachineError(PrisonersVoiceError):
    """The machine lacks something that is needed."""

    exit_code: ClassVar[int] = 3


class SourceError(MachineError):
    """A camera, file, folder or stream cannot be opened or read.

    ``temporary`` tells a fault that may pass (unplugged, busy, stream away) from one that will not
    (not a video at all).
    """

    def __init__(self, message: str, advice: str = "", *, temporary: bool = False) -> None:
        """See the class; ``temporary`` says whether trying again can help."""
        super().__init__(message, advice)
        self.temporary = temporary


class InternalFault(PrisonersVoiceError):
    """A fault of ours; the report it names holds no picture."""

    def __init__(self, message: str, advice: str = "", *, details: str = "") -> None:
        """``details``: the frames of a traceback from another process, code and line numbers only."""
        super().__init__(message, advice)
        self.details = details
