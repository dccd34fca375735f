"""What people write, read with exact places: scenes, markers, actions, intrinsics.

Every loader gives ``Loaded``: a value of the core, or None, and all problems at once. Importing this loads
neither PyYAML nor pydantic; the first load does.
"""

import os
from typing import TYPE_CHECKING, Any

from prisonersvoice_ar.documents.content import Content, Loaded

if TYPE_CHECKING:
    from prisonersvoice_ar.documents.campaign import load_campaign
    from prisonersvoice_ar.documents.lens import lens_text, load_intrinsics, read_stored_lens
    from prisonersvoice_ar.documents.rendering import render, summary
    from prisonersvoice_ar.documents.scenes import load_scene
    from prisonersvoice_ar.documents.targets import load_targets

# pydantic looks through every installed package for plugins, which takes longer than reading a scene
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

__all__ = [
    "Content",
    "Loaded",
    "lens_text",
    "load_campaign",
    "load_intrinsics",
    "load_scene",
    "load_targets",
    "read_stored_lens",
    "render",
    "summary",
]

_HOMES = {
    "lens_text": "lens",
    "read_stored_lens": "lens",
    "load_campaign": "campaign",
    "load_intrinsics": "lens",
    "load_scene": "scenes",
    "load_targets": "targets",
    "render": "rendering",
    "summary": "rendering",
}


def __getattr__(name: str) -> Any:
    """Import a loader when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
