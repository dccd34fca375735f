"""Where the child process begins: nothing heavy is imported before the guards stand."""

from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prisonersvoice_ar.perception.settings import PerceptionSettings, Resume


def enter(
    settings: "PerceptionSettings",
    resume: "Resume",
    slot: tuple[str, int],
    pipe: "Connection[Any, Any]",
    parent: int,
) -> None:
    """Set the guards, then run the worker to its end; ``slot`` is its name and capacity."""
    from prisonersvoice_ar.perception import guards
    from prisonersvoice_ar.perception.protocol import Say, our_fault

    guards.stand(parent)
    try:
        from prisonersvoice_ar.perception.worker import run

        run(settings, resume, slot, pipe)
    except ImportError as error:  # OpenCV's wheel lacks a system library
        pipe.send((Say.FAILED, "MachineError", f"perception cannot be loaded: {error}", _DOCTOR, ""))
    except Exception as error:  # the boundary of this process: a traceback is for no user
        pipe.send(our_fault(error))


_DOCTOR = "Run “prisonersvoice doctor”: it names what is missing and the command that installs it."
