"""Whether a system library is there; no engine is needed to ask."""

import ctypes


def loads(library: str) -> bool:
    """Whether the system finds ``library`` and can load it."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
