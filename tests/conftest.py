"""Fixtures that every room shares."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOOTAGE = ROOT.parent / "shared" / "footage"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def footage() -> Path:
    """Real pictures of printed markers; a test that needs them skips, saying so, where they are absent."""
    if not FOOTAGE.is_dir():
        pytest.skip("../shared/footage is not here")
    return FOOTAGE
