"""Where things lie: what we keep, where platformdirs says; content beside main.py or in the wheel."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

from prisonersvoice_ar.core.errors import MachineError

_DIRS = PlatformDirs("prisonersvoice", appauthor=False)
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class ContentFolders:
    """The content that people write and record."""

    scenes: Path
    audio: Path
    markers: Path
    actions: Path
    """a file"""


def content_folders() -> ContentFolders:
    """The content beside ``main.py``, else the one inside the wheel; MachineError where neither is."""
    for root in (_PACKAGE.parent, _PACKAGE / "content"):
        if (root / "actions.yaml").is_file() and (root / "scenes").is_dir():
            return ContentFolders(root / "scenes", root / "audio", root / "markers", root / "actions.yaml")
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


def point_engine_caches() -> None:
    """Send Mesa's shader cache to where we keep ours; call before the engine loads."""
    os.environ.setdefault("MESA_SHADER_CACHE_DIR", str(cache_folder()))


@contextmanager
def session_folder() -> Iterator[Path]:
    """A folder under the temporary one that goes with the session."""
    with tempfile.TemporaryDirectory(prefix="prisonersvoice-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def _made(folder: Path) -> Path:
    """``folder``, made; a read-only home is no reason to stop, so the temporary folder stands in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.gettempdir()) / "prisonersvoice"
        folder.mkdir(parents=True, exist_ok=True)
    return folder
