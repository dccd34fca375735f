"""Every frame of a source, in order, for commands that look at all of them."""

import time
from collections.abc import Iterator

from prisonersvoice_ar.app.interrupts import Obey
from prisonersvoice_ar.core.errors import MachineError
from prisonersvoice_ar.perception.link import PerceptionLink
from prisonersvoice_ar.perception.settings import Seen


def every_frame(link: PerceptionLink, obey: Obey) -> Iterator[Seen]:
    """Every frame until the source ends; the error of a source that fails."""
    count = 0
    while True:
        obey()
        link.wait(0.5)
        status = link.poll(time.monotonic())
        seen = link.latest()
        if seen is not None:
            count += 1
            yield seen
        elif status.state == "failed" or (status.state == "lost" and not count):
            raise status.error or MachineError(status.message, status.advice)
        elif status.state == "ended":
            if not count:
                raise MachineError(
                    f"{status.source_name} holds no picture", "Name another source with --source."
                )
            return
