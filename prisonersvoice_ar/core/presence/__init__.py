"""Who stands before the camera and what they mean: gestures from landmarks. Pure."""

from prisonersvoice_ar.core.presence.gestures import Gesture, gesture

__all__ = ["Gesture", "gesture"]
