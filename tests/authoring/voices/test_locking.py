"""One writer a time, and none that is dead; what others write into voices.yaml meanwhile stands."""

import subprocess
import sys
from pathlib import Path

import pytest

from prisonersvoice_ar.authoring.voices.ledger import update
from prisonersvoice_ar.authoring.voices.locking import LOCK, locked
from prisonersvoice_ar.authoring.voices.manifest import Voices, read
from prisonersvoice_ar.core.errors import ContentError, MachineError

HOLDING = """
import sys, time
from pathlib import Path
from prisonersvoice_ar.authoring.voices.locking import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(15)
"""


def test_a_second_one_is_told_and_a_dead_ones_lock_is_free(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(MachineError, match="another `prisonersvoice voice` is writing"),
            locked(tmp_path, wait=0.1),
        ):
            pass
        holder.kill()
    with locked(tmp_path, wait=5.0):
        assert (tmp_path / LOCK).exists()
    assert list(tmp_path.iterdir()) == []


def test_where_no_lock_can_be_had_the_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "audio").write_text("a file", encoding="utf-8")
    with pytest.raises(MachineError, match="cannot be written"), locked(tmp_path / "audio"):
        pass


def test_what_is_saved_by_hand_just_then_is_kept(tmp_path: Path) -> None:
    folder, path = tmp_path / "audio" / "uk", tmp_path / "audio" / "uk" / "voices.yaml"
    folder.mkdir(parents=True)
    path.write_text("synthetic: false\n", encoding="utf-8")
    times = []

    def change(voices: Voices) -> None:
        if not times:
            path.write_text('synthetic: false\nnote: "talk with Olena"\n', encoding="utf-8")
        times.append(1)
        voices.gains["trial"] = 1.5

    update(folder, change)
    assert (read(folder).note, read(folder).gains, len(times)) == ("talk with Olena", {"trial": 1.5}, 2)


def test_who_saves_again_and_again_is_not_overwritten(tmp_path: Path) -> None:
    folder, path = tmp_path / "audio" / "uk", tmp_path / "audio" / "uk" / "voices.yaml"
    folder.mkdir(parents=True)
    path.write_text("synthetic: false\n", encoding="utf-8")

    def change(voices: Voices) -> None:
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        voices.note = "mine"

    with pytest.raises(ContentError, match="changed by somebody else"):
        update(folder, change)
    assert read(folder).note == ""
