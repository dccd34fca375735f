"""Local mean and contrast taken away: what is left of a picture when lamps, shadows and a print's own tones are gone."""

import cv2
import numpy as np

from prisonersvoice_ar.perception.markers.appearance import Image


def likeness(weight: Image, seen: Image, drawn: Image) -> tuple[float, float]:
    """The picture's gain over the drawing, and their correlation."""
    weighted = (weight * drawn).ravel()
    both = float(weighted @ seen.ravel())
    square = max(float(weighted @ drawn.ravel()), 1e-6)
    return both / square, both / max(square * float((weight * seen).ravel() @ seen.ravel()), 1e-12) ** 0.5


class Local:
    """Local mean and contrast, within what is known of the print."""

    def __init__(self, known: Image, radius: int) -> None:
        """``known`` (h, w) is 1 where the print is known, else 0; ``radius`` in patch pixels."""
        self.known = known
        self._box = (2 * radius + 1, 2 * radius + 1)
        self._per_share = np.reciprocal(np.maximum(self._mean(known), 1e-3))

    def _mean(self, image: Image) -> Image:
        return np.asarray(cv2.boxFilter(image, -1, self._box, borderType=cv2.BORDER_CONSTANT), np.float32)

    def mean(self, image: Image) -> Image:
        """(h, w) of an (h, w) image."""
        mean = self._mean(image * self.known)
        mean *= self._per_share
        return mean

    def likeness(self, seen: Image, drawn: Image) -> Image:
        """(h, w) 0 where the picture is not like the drawing around here, 1 where it is as like as anywhere."""
        both = self._mean(seen * drawn * self.known)
        power = self._mean(seen * seen * self.known) * self._mean(drawn * drawn * self.known)
        both /= np.sqrt(np.maximum(power, 0.0)) + np.float32(1e-3)
        best = float(np.percentile(both[self.known > 0][::7], 90))
        likeness = (both / np.float32(max(best, 0.3)) - np.float32(0.45)) * np.float32(2.5)
        return np.asarray(np.clip(likeness, 0.0, 1.0), np.float32)

    def normalised(self, image: Image, floor: float) -> tuple[Image, Image]:
        """(h, w) with local mean 0 and contrast 1, and the contrast."""
        mean = self.mean(image)
        contrast = self.mean(image * image)
        contrast -= mean * mean
        np.maximum(contrast, 0.0, out=contrast)
        contrast += np.float32(floor * floor)
        np.sqrt(contrast, out=contrast)
        np.subtract(image, mean, out=mean)
        mean /= contrast
        return mean, contrast
