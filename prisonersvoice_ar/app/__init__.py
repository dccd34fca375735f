"""The only room that knows the others: settings, wiring, the loop and the commands.

Importing it stays light: a spawned perception process imports the main module again.
"""

import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; ``arguments`` without the program's name. Returns the exit code of design.md."""
    # no matrix here is large, and on a busy machine its threads wait for one another: 100 ms, not 5
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from prisonersvoice_ar.app.cli import run

        return run(arguments)
    except KeyboardInterrupt:  # before there is anything to close
        return 130
