"""The only room that knows the others: settings, wiring, the loop and the commands.

Importing it stays light: a spawned perception process imports the main module again.
"""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; ``arguments`` without the program's name. Returns the exit code of design.md."""
    try:
        from prisonersvoice_ar.app.cli import run

        return run(arguments)
    except KeyboardInterrupt:  # before there is anything to close
        return 130
