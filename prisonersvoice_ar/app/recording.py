"""Films a run: pictures, the sound mixed from the same cues, a contact sheet, a progress bar."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from prisonersvoice_ar.app.contact_sheet import ContactSheet
from prisonersvoice_ar.app.film import Film
from prisonersvoice_ar.app.outputs import way_out
from prisonersvoice_ar.app.progress import progress
from prisonersvoice_ar.app.settings import RECORD_FPS, RunSettings
from prisonersvoice_ar.core.errors import MachineError

EXPECTED_S = 72.0
"""how long the written visitor's visit is, for the progress bar alone"""


class Recorder:
    """Takes every picture that is shown."""

    def __init__(self, settings: RunSettings) -> None:
        """Nothing is opened before the first picture, whose source tells the rate."""
        self._settings = settings
        self._film: Film | None = None
        self._sheet = ContactSheet()
        self._bar = progress(settings.frames or round(EXPECTED_S * RECORD_FPS), "film")

    def take(self, bgr: NDArray[np.uint8], sound: NDArray[np.float32], chapter: str = "") -> None:
        """Append a (H, W, 3) picture and the (N, 2) samples that belong to it; ``chapter``: of the visit."""
        if self._film is None:
            assert self._settings.record is not None
            self._film = Film(self._settings.record, (bgr.shape[1], bgr.shape[0]), RECORD_FPS)
        self._film.picture(bgr)
        self._film.sound(sound)
        self._sheet.offer(bgr, chapter)
        self._bar.update(1)

    def finish(self) -> dict[Path, str]:
        """Close the film and write the contact sheet; an interrupted run is kept as far as it goes.

        The files that were made, with what they hold.
        """
        self._bar.total = self._bar.n  # what it was expected to be is of no interest any more
        self._bar.close()
        if self._film is None or self._settings.record is None:
            return {}
        self._film.close()
        made = {self._settings.record: "the film"}
        sheet = self._sheet.sheet()
        if self._settings.sheet is not None and sheet is not None:
            self._write_sheet(sheet, self._settings.sheet)
            made[self._settings.sheet] = "moments of it"
        return made

    def abandon(self) -> None:
        """Leave nothing half-made behind."""
        self._bar.close()
        if self._film is not None:
            self._film.discard()

    @staticmethod
    def _write_sheet(sheet: NDArray[np.uint8], path: Path) -> None:
        from prisonersvoice_ar.stage.picture import write_png

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_png(path, sheet)
        except OSError as problem:
            raise MachineError(
                f"the contact sheet cannot be written to {path}: {problem.strerror or problem}",
                way_out(problem, path, "--sheet"),
            ) from problem
