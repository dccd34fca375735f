"""One writer a time in an audio folder."""

from contextlib import AbstractContextManager
from pathlib import Path

from prisonersvoice_ar.authoring.edits import locking
from prisonersvoice_ar.core.errors import MachineError

LOCK = ".voices.lock"


def locked(audio: Path, wait: float = locking.WAIT_S) -> AbstractContextManager[None]:
    """Be the only one who changes voices below ``audio``; not to be taken twice. Waits up to ``wait`` s.

    Raises MachineError where somebody else stays that long, or nothing can be written there.
    """
    busy = MachineError(
        f"another `prisonersvoice voice` is writing in {audio}", "Wait until it has ended, then try again."
    )
    return locking.locked(audio / LOCK, busy, wait)
