"""Finding a camera's intrinsics: which views are good, which are missing, and which model they bear."""

from prisonersvoice_ar.core.calibration.board import BoardPlan
from prisonersvoice_ar.core.calibration.coverage import Coverage
from prisonersvoice_ar.core.calibration.guide import Ask, Guide, Look
from prisonersvoice_ar.core.calibration.served import ServedLens, StoredLens
from prisonersvoice_ar.core.calibration.sight import Sight, Stand

__all__ = ["Ask", "BoardPlan", "Coverage", "Guide", "Look", "ServedLens", "Sight", "Stand", "StoredLens"]
