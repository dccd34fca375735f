"""What a .glb's header says: it holds everything itself, and is no larger than a cell needs."""

import json
import struct
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.media import MediaError, probe_solid


def glb(description: object, *, magic: bytes = b"glTF", version: int = 2, lost: int = 0) -> bytes:
    text = json.dumps(description).encode()
    text += b" " * (-len(text) % 4)
    whole = (
        struct.pack("<4sII", magic, version, 20 + len(text)) + struct.pack("<I4s", len(text), b"JSON") + text
    )
    return whole[: len(whole) - lost]


def probed(tmp_path: Path, data: bytes) -> int:
    path = tmp_path / "двері.glb"
    path.write_bytes(data)
    return probe_solid(path).vertices


def mesh(count: Any) -> dict[str, Any]:
    return {
        "accessors": [{"count": 7}, {"count": count}],
        "meshes": [{"primitives": [{"attributes": {"POSITION": 1, "NORMAL": 0}}]}],
    }


def test_its_vertices_are_counted(tmp_path: Path) -> None:
    assert probed(tmp_path, glb(mesh(24))) == 24
    assert probed(tmp_path, glb({"images": [{"uri": "data:image/png;base64,AA"}, {"bufferView": 0}]})) == 0


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (glb({}, magic=b"glTX"), "not a binary glTF"),
        (b"glTF", "not a binary glTF"),
        (glb({}, version=1), "another version"),
        (glb({"a": "b" * 40}, lost=8), "ends before"),
        (glb([]), "damaged"),
        (glb({"buffers": [{"uri": "../../secret.bin"}]}), "names another file"),
        (glb({"images": [{"uri": "file:///etc/passwd"}]}), "names another file"),
        (glb(mesh(2_000_000)), "2000000 vertices"),
    ],
)
def test_what_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(MediaError, match=why):
        probed(tmp_path, data)


def test_another_kind_is_not_even_opened(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=".gltf"):
        probe_solid(tmp_path / "door.gltf")


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "buffers",
                        "images",
                        "accessors",
                        "meshes",
                        "primitives",
                        "attributes",
                        "POSITION",
                        "count",
                        "uri",
                    ]
                ),
                inner,
            )
        ),
    )
)
def test_whatever_it_describes_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, description: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.glb"
    path.write_bytes(glb(description))
    with suppress(MediaError):
        assert probe_solid(path).vertices >= 0
