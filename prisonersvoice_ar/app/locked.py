"""Whether an environment holds what its lock names: ``python -m prisonersvoice_ar.app.locked STAMP FILE…``.

For run.bat and test.bat, which have no `make` to compare. Exits with 0 where STAMP holds the digest of the
FILEs, else with 1; with ``--write`` first, it writes the digest. Needs the standard library alone: it is run
before anything is installed.
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path


def digest(files: Sequence[Path]) -> str:
    """One digest of all ``files``, whatever their line ends: git may turn them."""
    whole = hashlib.sha256()
    for file in files:
        content = file.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{file.name} {len(content)}\n".encode() + content)
    return whole.hexdigest()


def main(words: Sequence[str]) -> int:
    """Compare or write; returns the exit code."""
    writes = words[:1] == ["--write"]
    stamp, *files = (Path(word) for word in words[writes:])
    now = digest(files)
    if writes:
        stamp.write_text(now, encoding="ascii")
        return 0
    return 0 if stamp.is_file() and stamp.read_text("ascii", errors="replace").strip() == now else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
