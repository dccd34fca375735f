import contextlib
import struct
import subprocess
import sys
from pathlib import Path

import media_makers as makers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prisonersvoice_ar.core.errors import ContentError
from prisonersvoice_ar.media import MediaError, SoundFile, probe

AUDIO = Path(__file__).parents[2] / "audio"


def write(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def refusal(folder: Path, name: str, data: bytes) -> MediaError:
    with pytest.raises(MediaError) as caught:
        probe(write(folder, name, data))
    assert caught.value.message.count("\n") == 0
    assert caught.value.message.startswith(name)
    assert caught.value.advice
    return caught.value


def test_opus_leaves_out_the_lead_in_and_the_trimmed_end(tmp_path: Path) -> None:
    assert probe(write(tmp_path, "a.opus", makers.opus())) == SoundFile(
        (96000 - 312) / 48000, 1, 48000, "opus"
    )
    cut = makers.opus(granule=96000 - 500, pre_skip=0)
    assert probe(write(tmp_path, "b.OPUS", cut)).seconds == pytest.approx((96000 - 500) / 48000)


def test_opus_cut_out_of_a_longer_stream_counts_from_its_first_page(tmp_path: Path) -> None:
    head, tags = makers.opus().split(b"OggS")[1:3]
    sound = makers.page(2, [bytes([31 << 3, 0])] * 50, 480_000 + 48_000, flags=4)
    found = probe(write(tmp_path, "a.opus", b"OggS" + head + b"OggS" + tags + sound))
    assert found.seconds == pytest.approx((48_000 - 312) / 48_000)


def test_vorbis_and_wav(tmp_path: Path) -> None:
    assert probe(write(tmp_path, "a.ogg", makers.vorbis())) == SoundFile(1.0, 2, 44100, "vorbis")
    assert probe(write(tmp_path, "a.wav", makers.wav())) == SoundFile(0.5, 1, 8000, "wav")
    assert probe(write(tmp_path, "b.wav", makers.wav(channels=2, bits=24, rate=48000))).channels == 2


def test_a_chunk_before_the_sound_is_passed_over(tmp_path: Path) -> None:
    whole = makers.wav()
    extra = whole[:36] + struct.pack("<4sI", b"LIST", 3) + b"abc\0" + whole[36:]
    extra = extra[:4] + struct.pack("<I", len(extra) - 8) + extra[8:]
    assert probe(write(tmp_path, "a.wav", extra)).seconds == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.ogg", makers.opus(), "Opus inside “.ogg” cannot be played"),
        ("a.opus", makers.vorbis(), "Vorbis inside “.opus” cannot be played"),
        ("a.opus", makers.wav(), "not an Ogg file"),
        ("a.wav", makers.opus(), "not a WAV file"),
        ("a.wav", b"", "is empty"),
        ("a.opus", makers.opus()[:-1], "ends before"),
        ("a.opus", makers.opus(end=0), "ends before"),
        ("a.opus", makers.opus(last=8), "several streams"),
        ("a.opus", makers.opus(granule=48000 * 60), "claims more sound"),
        ("a.opus", makers.opus(granule=2**40), "claims more sound"),
        ("a.opus", makers.opus(channels=6), "6 channels"),
        ("a.opus", makers.opus(packets=1, pre_skip=2000), "no sound"),
        (
            "a.opus",
            makers.opus().replace(b"OggS", b"Oggs", 4).replace(b"Oggs", b"OggS", 3),
            "missing or broken",
        ),
        ("a.ogg", makers.vorbis(granule=44100 * 3600), "claims more sound"),
        ("a.ogg", makers.vorbis(rate=1), "1 samples a second"),
        ("a.wav", makers.wav()[:-1], "ends before"),
        ("a.wav", makers.wav(seconds=0), "no sound"),
        ("a.wav", makers.wav(tag=3, bits=32), "not plain PCM"),
        (
            "a.wav",
            makers.wav().replace(struct.pack("<I", 16000), struct.pack("<I", 9), 1),
            "contradicts itself",
        ),
        ("a.mp3", b"ID3", "“.mp3” files are not taken here"),
        ("a.bam", b"pbj", "“.bam” files are not taken here"),
        ("a", b"", "a file without an ending"),
    ],
)
def test_each_wrong_file_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    found = refusal_of(tmp_path, name, data)
    assert says in found


def refusal_of(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(ContentError) as caught:
        probe(write(folder, name, data))
    assert "\n" not in caught.value.message
    assert caught.value.advice
    return caught.value.message


def test_a_damaged_header_page_is_noticed(tmp_path: Path) -> None:
    data = bytearray(makers.opus())
    data[37] ^= 1  # the number of channels
    assert "damaged" in refusal(tmp_path, "a.opus", bytes(data)).message


def test_a_lost_page_is_noticed(tmp_path: Path) -> None:
    pages = [b"OggS" + p for p in makers.opus(packets=200).split(b"OggS")[1:]]
    del pages[3]
    assert "missing" in refusal(tmp_path, "a.opus", b"".join(pages)).message


def test_what_is_not_there_is_said_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"a\.opus: is not there"):
        probe(tmp_path / "a.opus")
    (tmp_path / "d.opus").mkdir()
    with pytest.raises(MediaError, match="is not a file"):
        probe(tmp_path / "d.opus")


def test_half_an_hour_is_the_limit(tmp_path: Path) -> None:
    assert "minutes long" in refusal(tmp_path, "a.wav", makers.wav(seconds=1801)).message


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_raises_anything_but_a_media_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name, whole = data.draw(
        st.sampled_from([("a.opus", makers.opus()), ("a.ogg", makers.vorbis()), ("a.wav", makers.wav())])
    )
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, min(len(broken) - 1, 200)))] = data.draw(st.integers(0, 255))
    broken = broken[: data.draw(st.integers(0, len(broken)))]
    path = write(tmp_path_factory.getbasetemp(), name, bytes(broken))
    with contextlib.suppress(MediaError):
        assert 0 < probe(path).seconds < 1800


def test_every_truncation_of_an_opus_file_is_refused(tmp_path: Path) -> None:
    whole = makers.opus(packets=60)
    for length in range(0, len(whole), 7):
        refusal(tmp_path, "a.opus", whole[:length])


def test_the_shipped_sounds_are_all_accepted() -> None:
    files = [p for p in AUDIO.rglob("*") if p.suffix in {".opus", ".ogg", ".wav"}]
    assert len(files) >= 6
    for path in files:
        assert 0.1 < probe(path).seconds < 60, path


def test_the_room_loads_no_library() -> None:
    code = "import sys, prisonersvoice_ar.media; print([m for m in ('numpy', 'yaml', 'panda3d', 'av') if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
