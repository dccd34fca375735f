import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

sys.path.insert(0, str(Path(__file__).parent))

RATE = 48_000


def wav(path: Path, sound: npt.NDArray[np.floating]) -> str:
    """Write a mono 16-bit WAV at 48 kHz."""
    import wave

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return str(path)


@pytest.fixture(scope="package", autouse=True)
def null_driver() -> Iterator[None]:
    """OpenAL's clock without a card, here only: other rooms' tests choose their own device."""
    before = os.environ.get("ALSOFT_DRIVERS")
    os.environ["ALSOFT_DRIVERS"] = "null"
    yield
    if before is None:
        del os.environ["ALSOFT_DRIVERS"]
    else:
        os.environ["ALSOFT_DRIVERS"] = before


@pytest.fixture(scope="session")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Tones that can be told apart in a mix: line 1 kHz, bed 300 Hz, other bed 500 Hz, effect 3 kHz."""
    folder = tmp_path_factory.mktemp("sounds")

    def tone(name: str, hz: float, seconds: float, peak: float) -> str:
        t = np.arange(int(seconds * RATE)) / RATE
        return wav(folder / f"{name}.wav", peak * np.sin(2 * np.pi * hz * t))

    return {
        "line": tone("line", 1000, 2.0, 0.5),
        "next": tone("next", 1500, 1.0, 0.5),
        "bed": tone("bed", 300, 1.0, 0.5),
        "other": tone("other", 500, 1.0, 0.5),
        "effect": tone("effect", 3000, 0.4, 0.5),
        "loud": tone("loud", 700, 1.0, 1.0),
    }
