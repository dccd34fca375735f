"""What `calibrate` writes is what `run` reads."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prisonersvoice_ar.core.calibration.served import StoredLens
from prisonersvoice_ar.core.geometry import Intrinsics
from prisonersvoice_ar.documents import lens_text, read_stored_lens

names = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40
)


@given(
    model=st.sampled_from([("brown", 4), ("brown", 5), ("rational", 8), ("fisheye", 4)]),
    k=st.floats(-2.0, 2.0),
    name=names.map(str.strip).filter(bool),
)
def test_what_is_written_is_read_again(
    model: tuple[str, int], k: float, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("lens") / "lens.yaml"
    lens = Intrinsics(1280, 720, 1001.25, 1002.5, 640.125, 355.0, model[0], (round(k, 10),) * model[1])  # type: ignore[arg-type]
    stored = StoredLens(
        lens, "046d:082d:A1", name, rms_px=0.31, views=24, calibrated="2026-11-28",
        sigma_px=(1.5, 1.25, 0.5, 0.5), held_out_px=0.33, file=str(file),
    )  # fmt: skip
    file.write_text(lens_text(stored), "utf-8")
    loaded = read_stored_lens(file)
    assert loaded.problems == ()
    assert loaded.value == stored


def test_what_nobody_knows_is_left_out(tmp_path: Path) -> None:
    lens = Intrinsics(640, 480, 500.0, 500.0, 319.5, 239.5)
    text = lens_text(StoredLens(lens))
    assert {line.split(":")[0] for line in text.splitlines()} == {
        "width", "height", "fx", "fy", "cx", "cy", "model", "distortion",
    }  # fmt: skip
    (tmp_path / "l.yaml").write_text(text)
    loaded = read_stored_lens(tmp_path / "l.yaml")
    assert loaded.value is not None
    assert loaded.value.lens == lens
