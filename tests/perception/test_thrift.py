"""Memory that is given back: only what can be read again, and the process goes on."""

import subprocess
import sys

import pytest

from prisonersvoice_ar.perception.thrift import EVERY_S, FIRST_S, SECOND_S, TRIM_S, Thrift, mappings

SMAPS = """\
7f0000000000-7f0000100000 r-xp 00001000 fd:01 42                         /usr/lib/libLLVM-15.so.1
Size:               1024 kB
Private_Clean:       900 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
VmFlags: rd ex mr mw me
7f0000100000-7f0000200000 r--p 00001000 fd:01 42                         /usr/lib/libLLVM-15.so.1
Private_Clean:       900 kB
Private_Dirty:         4 kB
Anonymous:             4 kB
7f0000200000-7f0000300000 rw-p 00001000 fd:01 42                         /usr/lib/with space/libLLVM-15.so.1
Private_Clean:       900 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
7f0000300000-7f0000400000 r-xp 00001000 fd:01 42                         /usr/lib/libgone.so (deleted)
Private_Clean:       900 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
7f0000400000-7f0000500000 r-xp 00000000 00:00 0
Private_Clean:       900 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
7f0000500000-7f0000600000 r-xp 00001000 fd:01 42                         /usr/lib/libsmall.so
Private_Clean:        12 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
7f0000600000-7f0000700000 r--p 00001000 fd:01 42                         /usr/lib/libswapped.so
Private_Clean:       900 kB
Private_Dirty:         0 kB
Anonymous:             0 kB
Swap:                 40 kB
"""


def test_only_what_its_file_still_holds_can_be_read_again() -> None:
    found = list(mappings(SMAPS.splitlines()))
    assert [mapping.can_be_read_again for mapping in found] == [True, *[False] * 6]
    assert (found[0].start, found[0].end) == (0x7F0000000000, 0x7F0000100000)
    assert found[2].path == "/usr/lib/with space/libLLVM-15.so.1"
    assert (found[1].clean_kb, found[1].own_kb) == (900, 8)


def test_nothing_is_told_of_nothing() -> None:
    assert list(mappings([])) == []


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone gives it back")
def test_a_process_gives_back_its_libraries_and_goes_on() -> None:
    code = (
        "import cv2, numpy as np, psutil\n"
        "from prisonersvoice_ar.perception.thrift import give_back\n"
        "picture = np.random.default_rng(1).integers(0, 255, (400, 400, 3), np.uint8)\n"
        "first = cv2.GaussianBlur(picture, (0, 0), 3)\n"
        "me = psutil.Process()\n"
        "before = me.memory_info().rss\n"
        "give_back()\n"
        "after = me.memory_info().rss\n"
        "assert (cv2.GaussianBlur(picture, (0, 0), 3) == first).all()\n"
        "give_back()\n"
        "print(before - after)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(done.stdout) > 5e6


def test_it_is_done_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    trimmed: list[float] = []
    thrift = Thrift(100.0)
    monkeypatch.setattr("prisonersvoice_ar.perception.thrift.trim", lambda: trimmed.append(now))
    monkeypatch.setattr("prisonersvoice_ar.perception.thrift.give_back", lambda: given.append(now))
    for tenth in range(7000):
        now = 100.0 + tenth / 10
        thrift.step(now)
    assert given == pytest.approx(
        [100.0 + after for after in (FIRST_S, SECOND_S, SECOND_S + EVERY_S, SECOND_S + 2 * EVERY_S)]
    )
    assert trimmed == pytest.approx([100.0 + TRIM_S * minute for minute in range(1, 12)], abs=0.5)
