"""How long this process has lived."""

import os
import sys
import time
from pathlib import Path

import psutil


def process_age_s() -> float:
    """Seconds since this process was started, to a hundredth of a second on Linux.

    There psutil adds the process's ticks to a boot time that is rounded to a whole second; both clocks here
    count from the boot (proc(5), starttime).
    """
    if sys.platform.startswith("linux"):
        try:
            fields = Path("/proc/self/stat").read_text("utf-8").rpartition(")")[2].split()
            return time.clock_gettime(time.CLOCK_BOOTTIME) - int(fields[19]) / os.sysconf("SC_CLK_TCK")
        except (OSError, ValueError, IndexError):  # a system without /proc
            pass
    return time.time() - psutil.Process().create_time()
