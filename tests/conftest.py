"""Fixtures that every room shares, and the rule that footage tests never skip where footage is."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOOTAGE = ROOT.parent / "shared" / "footage"
_skipped_beside_footage: list[str] = []


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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.skipped and "footage" in getattr(item, "fixturenames", ()) and FOOTAGE.is_dir():
        report.user_properties.append(("footage", "skipped beside it"))
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    # With several processes this hook alone is called in the one that ends the session.
    if ("footage", "skipped beside it") in report.user_properties:
        _skipped_beside_footage.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    # CI must not pass by leaving out what real pictures would show.
    if os.environ.get("CI") and _skipped_beside_footage:
        print("\nSkipped although the footage is here:", *_skipped_beside_footage, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
