"""The cameras of a Linux machine, by what their drivers say they can do; opens none and needs no OpenCV.

A webcam has several device nodes, and only one gives pictures; codecs and scalers have some too.
VIDIOC_QUERYCAP: Linux kernel, Documentation/userspace-api/media/v4l/vidioc-querycap.rst.
"""

import os
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

_QUERYCAP = 0x80685600
_ANSWER = struct.Struct("16s32s32s6I")
"""driver, card, bus, version, capabilities of the whole device, capabilities of this node, reserved"""
_CAPTURES, _CAPTURES_PLANES, _MEMORY_TO_MEMORY, _NODE_SAYS = 0x1, 0x1000, 0xC000, 0x80000000


@dataclass(frozen=True)
class Device:
    """A node that gives pictures."""

    number: int
    """N of /dev/videoN"""
    path: str
    name: str
    """the camera's own, or the path where it has none"""
    identity: str = ""
    """VID:PID, and the serial number where it has one; else the path"""


def devices(dev: Path = Path("/dev"), names: Path = Path("/sys/class/video4linux")) -> tuple[Device, ...]:
    """The nodes under ``dev`` that give pictures, in the order of their numbers; empty on other systems."""
    nodes = [(int(node.name[5:]), node) for node in dev.glob("video*") if node.name[5:].isdecimal()]
    return tuple(
        Device(
            number,
            str(node),
            _text(names / node.name / "name") or str(node),
            identity_of(names / node.name / "device") or str(node),
        )
        for number, node in sorted(nodes)
        if captures(ask(node))
    )


def captures(answer: bytes | None) -> bool:
    """Whether the driver's ``answer`` is that of a camera; where it gave none the benefit of the doubt."""
    if answer is None:
        return True
    _, _, _, _, whole, node, *_ = _ANSWER.unpack(answer)
    said = node if whole & _NODE_SAYS else whole
    return bool(said & (_CAPTURES | _CAPTURES_PLANES)) and not said & _MEMORY_TO_MEMORY


def ask(node: Path) -> bytes | None:
    """What the driver says of ``node``; None where we may not ask it, zeros where it has no answer."""
    if sys.platform != "linux":
        return None
    import fcntl

    try:
        opened = os.open(node, os.O_RDWR | os.O_NONBLOCK)
    except PermissionError:
        return None
    except OSError:
        return bytes(_ANSWER.size)
    try:
        return fcntl.ioctl(opened, _QUERYCAP, bytes(_ANSWER.size))
    except OSError:
        return bytes(_ANSWER.size)
    finally:
        os.close(opened)


def identity_of(device: Path) -> str:
    """VID:PID and serial number of the USB device that ``device`` in sysfs is an interface of; nothing where it is none."""
    try:
        usb = device.resolve().parent
    except OSError:
        return ""
    parts = [_text(usb / name) for name in ("idVendor", "idProduct", "serial")]
    return ":".join(filter(None, parts)) if all(parts[:2]) else ""


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""
