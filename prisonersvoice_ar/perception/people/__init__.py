"""Hands, faces and the silhouette, by MediaPipe's bundles; loaded only when wanted, taking turns."""

from prisonersvoice_ar.perception.people.models import Models

__all__ = ["Models"]
