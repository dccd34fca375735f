"""Who stands before the camera and what they mean: gestures from landmarks. Pure."""

from prisonersvoice_ar.core.presence.gestures import PALM, Gesture, gesture

__all__ = ["PALM", "Gesture", "gesture"]
