"""The report of a fault: where it was, in this process or the other, and never what was in the picture."""

from pathlib import Path

import pytest

from prisonersvoice_ar.app import cli, crash
from prisonersvoice_ar.app.commands import doctor
from prisonersvoice_ar.core.errors import InternalFault


def test_a_fault_of_the_other_process_is_reported_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    frames = '  File "worker.py", line 123, in _show\n    poses = tracker.track(pixels, t)\n'

    def fails(arguments: object) -> int:
        raise InternalFault("perception failed: KeyError", details=frames)

    monkeypatch.setattr(crash, "log_folder", lambda: tmp_path)
    monkeypatch.setattr(doctor, "carry_out", fails)
    assert cli.run(["doctor"]) == 70
    said = capsys.readouterr().err
    (report,) = tmp_path.glob("fault-*.txt")
    assert str(report) in said
    assert "perception failed: KeyError" in said
    assert "Traceback" not in said
    written = report.read_text("utf-8")
    assert frames in written
    assert "in fails" in written
