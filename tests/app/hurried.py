"""The program as it stands, with a written visitor who reads no notice: the story comes 3.5 s sooner."""

import sys
from dataclasses import replace
from pathlib import Path

BEGINS_S = 2.5
"""when the story has begun, its target in view: how to look around is shown for so long"""


def main() -> int:
    """What main.py does."""
    from prisonersvoice_ar import app
    from prisonersvoice_ar.core.visit import written
    from prisonersvoice_ar.core.visit.view import Phase

    usual = written.demo_visit

    def hurried(lang: str) -> tuple[written.Step, ...]:
        return tuple(replace(step, after=0.0) if step.phase is Phase.NOTICE else step for step in usual(lang))

    # before anybody has taken it from there
    written.demo_visit = hurried  # type: ignore[assignment]
    return app.main()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.exit(main())
