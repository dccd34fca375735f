"""Where things lie: what we keep, where platformdirs says; content beside main.py or in the wheel."""

import tempfile
from pathlib import Path

from platformdirs import PlatformDirs

from prisonersvoice_ar.core.errors import MachineError

_DIRS = PlatformDirs("prisonersvoice", appauthor=False)
_PACKAGE = Path(__file__).resolve().parent.parent


def content_root() -> Path:
    """The folder with scenes/, audio/, markers/ and actions.yaml: beside ``main.py``, else in the wheel.

    MachineError where neither has them.
    """
    for root in (_PACKAGE.parent, _PACKAGE / "content"):
        if (root / "actions.yaml").is_file() and (root / "scenes").is_dir():
            return root
    raise MachineError(
        f"the content (scenes/, audio/, markers/, actions.yaml) is not beside {_PACKAGE}",
        "Clone or install PrisonersVoice again; something took its content away.",
    )


def demo_footage(mode: str) -> Path:
    """The bundled footage for ``mode``: the poster for a portal, the card for all else."""
    return _PACKAGE / "demo" / ("poster.mp4" if mode == "portal" else "card.mp4")


def log_folder() -> Path:
    """Where logs and fault reports lie; made if missing."""
    return _made(_DIRS.user_log_path)


def cache_folder() -> Path:
    """Where our and the engine's caches lie; made if missing."""
    return _made(_DIRS.user_cache_path)


def camera_folder() -> Path:
    """Where calibrations lie; it need not be there."""
    return _DIRS.user_config_path / "cameras"


def _made(folder: Path) -> Path:
    """``folder``, made; a read-only home is no reason to stop, so the temporary folder stands in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / "prisonersvoice"
        folder.mkdir(parents=True, exist_ok=True)
    return folder
