"""Recordings of every kind come in; what is broken is told in one line."""

import struct
from pathlib import Path

import numpy as np
import pytest

from prisonersvoice_ar.authoring.voices.reading import at_48k, one_channel, read_recording
from prisonersvoice_ar.authoring.voices.remarks import of_file, remark, words_of
from prisonersvoice_ar.media import MediaError
from tests.authoring.voice_makers import RATE, speech, write_as, write_wav

VOICE = speech(0.9, around=0.1)
KINDS = [
    ("a.wav", "wav", "pcm_s16le", "mono", 48_000),
    ("a.wav", "wav", "pcm_s24le", "stereo", 96_000),
    ("a.wav", "wav", "pcm_f32le", "mono", 44_100),
    ("a.wav", "wav", "pcm_s32le", "mono", 192_000),
    ("a.wav", "wav", "pcm_u8", "mono", 22_050),
    ("a.flac", "flac", "flac", "5.1", 48_000),
    ("a.aiff", "aiff", "pcm_s16be", "mono", 44_100),
    ("a.mp3", "mp3", "libmp3lame", "stereo", 44_100),
    ("a.m4a", "ipod", "aac", "mono", 48_000),
    ("a.ogg", "ogg", "libopus", "stereo", 48_000),
    ("a.wav", "mp3", "libmp3lame", "mono", 44_100),  # called what it is not
]
CHANNELS = {"mono": 1, "stereo": 2, "5.1": 6}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: "-".join(map(str, kind)))
def test_every_kind_is_heard_as_it_was_spoken(kind: tuple[str, str, str, str, int], tmp_path: Path) -> None:
    name, form, codec, layout, rate = kind
    count = round(len(VOICE) * rate / RATE)
    mono = np.interp(np.arange(count) / rate, np.arange(len(VOICE)) / RATE, VOICE)
    planes = np.zeros((CHANNELS[layout], count))
    planes[2 if layout == "5.1" else slice(None)] = mono
    recording = read_recording(write_as(tmp_path / name, planes, form, codec, layout=layout, rate=rate))
    assert (recording.rate, recording.channels) == (rate, CHANNELS[layout])
    assert recording.sound.dtype == np.float32
    assert len(recording.sound) == pytest.approx(len(VOICE), abs=0.06 * RATE)  # mp3 and aac pad
    loud = np.sqrt(np.mean(recording.sound.astype(float) ** 2))
    assert loud == pytest.approx(np.sqrt(np.mean(VOICE**2)), rel=0.1)


def wav_header(seconds: float, rate: int = 48_000) -> bytes:
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16)
    return b"RIFF\xff\xff\xff\x7fWAVE" + fmt + struct.pack("<4sI", b"data", int(2 * rate * seconds))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.wav", b"", "the file is empty"),
        ("a.wav", b"hello, this is a text\n" * 9, "not a recording that is known here"),
        ("a.wav", wav_header(2.0) + bytes(9000), "ends before the sound does"),
        ("a.wav", wav_header(3600.0) + bytes(9000), "60 minutes long"),
        ("a.wav", b"RIFF\x04\0\0\0WAVE", "damaged, or not what its ending says"),
        ("a.flac", b"fLaC" + bytes(200), "damaged, or not what its ending says"),
        ("a.m4a", b"\0\0\0\x18ftypM4A \0\0\0\0" + bytes(200), "damaged, or not what its ending says"),
        ("a.ogg", b"OggS" + bytes(300), "damaged, or not what its ending says"),
        ("a.mp3", b"ID3" + bytes(300), "a.mp3: "),
    ],
)
def test_what_is_broken_is_told_in_one_line(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(MediaError) as caught:
        read_recording(path)
    assert said in caught.value.message
    assert "\n" not in caught.value.message
    english, ukrainian = (of_file(caught.value).said(words_of(lang)) for lang in ("en", "uk"))
    assert english != ukrainian, "it is told in both languages"


def test_an_hour_that_no_header_tells_is_not_decoded_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(wav_header(0)[:-4] + b"\xff\xff\xff\xff" + bytes(2 * 8000 * 300))
    data = bytearray(path.read_bytes())
    struct.pack_into("<II", data, 24, 8000, 16000)
    path.write_bytes(data)
    with pytest.raises(MediaError, match="minutes long"):
        read_recording(path)


def test_a_list_of_files_is_no_recording(tmp_path: Path) -> None:
    write_wav(tmp_path / "b.wav", VOICE)
    (tmp_path / "a.wav").write_text("ffconcat version 1.0\nfile b.wav\n", encoding="utf-8")
    with pytest.raises(MediaError, match="not a recording"):
        read_recording(tmp_path / "a.wav")


def test_clipping_is_counted(tmp_path: Path) -> None:
    assert read_recording(write_wav(tmp_path / "a.wav", VOICE)).clipped == 0
    assert read_recording(write_wav(tmp_path / "b.wav", 40 * VOICE)).clipped > 10


def test_channels_that_work_against_one_another_are_not_summed() -> None:
    voice = VOICE.astype(np.float32)
    mono, said = one_channel(np.stack([voice, -voice]))
    assert np.array_equal(mono, voice)
    assert said == remark("mixed-loudest", channel=1, count=2)
    mono, said = one_channel(np.stack([voice * 0.001, voice]))
    assert np.array_equal(mono, voice)
    assert said == remark("mixed-one", channel=2, count=2)
    assert one_channel(np.stack([voice, voice]))[1] is None


def test_resampling_keeps_a_tone() -> None:
    t = np.arange(22_050) / 22_050
    out = at_48k(np.sin(2 * np.pi * 440 * t).astype(np.float32), 22_050)
    wanted = np.sin(2 * np.pi * 440 * np.arange(len(out)) / RATE)
    assert len(out) == RATE
    assert np.abs(out[2000:-2000] - wanted[2000:-2000]).max() < 0.01
