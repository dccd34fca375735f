"""What is written and drawn over the picture: menus, captions, hints, the actions' board, the reticle."""

from prisonersvoice_ar.stage.screens.captions import ShownCaption
from prisonersvoice_ar.stage.screens.screens import Screens

__all__ = ["Screens", "ShownCaption"]
