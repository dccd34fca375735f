"""What a scene needs before strangers see it, beyond being right (`check --release`; testimony-and-care)."""

from prisonersvoice_ar.authoring.release.all import Bars, Filmed, Release

__all__ = ["Bars", "Filmed", "Release"]
