"""What the header of a binary glTF (.glb) says, before any engine is given the file (glTF 2.0, section 4.4).

A .glb holds everything it needs, or it may name files anywhere on the machine: such a one is refused.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prisonersvoice_ar.media.errors import MediaError
from prisonersvoice_ar.media.files import contents
from prisonersvoice_ar.media.kinds import kind_of

MAX_BYTES = 64 * 1024 * 1024
MAX_VERTICES = 1_000_000
"""in all of the file: a cell has some thousands"""
_HEADER = struct.Struct("<4sII")
_CHUNK = struct.Struct("<I4s")


@dataclass(frozen=True)
class SolidFile:
    """A model that the stage could show."""

    vertices: int
    """in all of its accessors of positions"""


def probe_solid(path: Path) -> SolidFile:
    """Read the header and the description of a .glb.

    Raises MediaError: another kind, truncated, damaged, naming other files, over a million vertices, or not there.
    """
    kind_of(path, frozenset({".glb"}))
    description = _description(path.name, contents(path, MAX_BYTES))
    for where in ("buffers", "images"):
        for item in _mappings(description.get(where)):
            if not str(item.get("uri", "data:")).startswith("data:"):
                raise MediaError(
                    f"{path.name}: it names another file", "export it as one .glb that holds everything"
                )
    vertices = _vertices(description)
    if vertices > MAX_VERTICES:
        raise MediaError(
            f"{path.name}: {vertices} vertices", f"no model may have over {MAX_VERTICES}: make it simpler"
        )
    return SolidFile(vertices)


def _description(name: str, data: bytes) -> dict[str, Any]:
    """The JSON of the first chunk."""
    if len(data) < _HEADER.size + _CHUNK.size or data[:4] != b"glTF":
        raise MediaError(f"{name}: not a binary glTF, whatever it is called", "export it as .glb")
    _, version, length = _HEADER.unpack_from(data)
    size, kind = _CHUNK.unpack_from(data, _HEADER.size)
    start = _HEADER.size + _CHUNK.size
    if version != 2 or kind != b"JSON":
        raise MediaError(f"{name}: glTF of another version", "export it as glTF 2.0")
    if length > len(data) or start + size > len(data):
        raise MediaError(f"{name}: the file ends before the model does", "copy or export it again")
    try:
        found = json.loads(data[start : start + size])
    except (ValueError, RecursionError) as error:
        raise MediaError(f"{name}: its description is damaged", "export it again") from error
    if not isinstance(found, dict):
        raise MediaError(f"{name}: its description is damaged", "export it again")
    return found


def _vertices(description: dict[str, Any]) -> int:
    accessors = list(_mappings(description.get("accessors")))
    used = {
        index
        for mesh in _mappings(description.get("meshes"))
        for primitive in _mappings(mesh.get("primitives"))
        if isinstance(primitive.get("attributes"), dict)
        and isinstance(index := primitive["attributes"].get("POSITION"), int)
    }
    counts = [accessors[index].get("count") for index in used if 0 <= index < len(accessors)]
    return sum(count for count in counts if isinstance(count, int) and count > 0)


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    return (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())
