"""Fixtures that every room shares, and the rule that footage tests never skip where footage is."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# Read when numpy, OpenCV and Mesa are loaded, and handed down to every program that a test starts. As many threads as
# there are cores, in as many test processes, only wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OPENCV_FOR_THREADS_NUM", "1")
os.environ.setdefault("LP_NUM_THREADS", "0")

# What an author reads is in the system's language: a test reads English whoever runs it.
if "LC_ALL" in os.environ:
    os.environ["LC_CTYPE"] = os.environ.pop("LC_ALL")
os.environ["LC_MESSAGES"] = "C"

# What a shell starts in the background (`make test &`) ignores Ctrl+C, and so would every program that a test interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent
FOOTAGE = ROOT.parent / "shared" / "footage"
_skipped_beside_footage: list[str] = []

# Every program that a test starts has a home of its own, and would compile the engine's shaders anew: a third of a
# second, a hundred and fifty times. Here each is compiled once. The tests of privacy start theirs without.
os.environ.setdefault("MESA_SHADER_CACHE_DIR", str(ROOT / "out" / "shaders"))
os.environ.setdefault("MESA_SHADER_CACHE_DISABLE", "false")

if sys.dont_write_bytecode:
    # Where no bytecode is kept, each of the workers would compile every test, and each of two hundred programs
    # that are started every module: a minute of processor time. The checkout stays clean; out/ is ignored.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "out" / "pycache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_configure(config: pytest.Config) -> None:
    # With several processes those files would come first that hold most tests, and those last that hold a few
    # long ones: in the end one process films alone. They go in their order, with what films and paints in front.
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rooms = [ROOT / "tests" / room for room in ("replay", "stage")]
    items.sort(key=lambda item: not any(item.path.is_relative_to(room) for room in rooms))


def pytest_collection_finish() -> None:
    # What five thousand collected tests and all imported modules hold never goes: looked through at each collection, it
    # took a tenth of all processor time, and half a second at each `gc.collect()` that a test or the program asks for.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


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
