"""The sound card, by Panda3D's OpenAL.

Three managers (narration, ambience, effects), because one alone has neither a bus nor a duck. What the
engine gets wrong is mended here (measured-facts.md): ``setActive`` does not resume what does not loop, so
pausing keeps each sound's time; a lost device does not come back, so the managers are made anew.
"""

import contextlib
import gc
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator

from panda3d.core import AudioManager, AudioSound, Filename, VirtualFileMountRamdisk, VirtualFileSystem

from prisonersvoice_ar.speaker.base import DeskSpeaker
from prisonersvoice_ar.speaker.desk import Bus, Playing
from prisonersvoice_ar.speaker.samples import SampleStore

log = logging.getLogger(__name__)

MOUNT = "/prisonersvoice-sounds"
STUCK = 1.5
"""seconds without the device's clock moving: it is lost"""
RETRY = 5.0
"""seconds between two attempts to open it anew"""
CLOCK_SLACK = 0.25
"""seconds by which the device's clock may differ from ours before ours follows it"""

CACHE = 4
"""sounds a manager keeps decoded after they stop: a pause stops them, and they go on"""

BUSES: tuple[Bus, ...] = ("line", "ambience", "effect")
MakeManager = Callable[[], AudioManager]


def open_openal() -> "OpenAlSpeaker | None":
    """Open the default device. None where there is no sound card (Panda3D's NullAudioManager)."""
    managers = _make_managers(AudioManager.createAudioManager)
    return None if managers is None else OpenAlSpeaker(managers)


def _make_managers(make: MakeManager) -> "dict[Bus, AudioManager] | None":
    with _quiet():
        managers: dict[Bus, AudioManager] = {bus: make() for bus in BUSES}
    if not all(manager.isValid() for manager in managers.values()):
        return None
    for manager in managers.values():
        manager.setCacheLimit(CACHE)
        manager.setConcurrentSoundLimit(0)
    return managers


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep the chatter of ALSA and OpenAL, ten lines where there is no card, off the user's terminal."""
    os.environ.setdefault("ALSOFT_LOGLEVEL", "0")
    try:
        kept = os.dup(2)
    except OSError:  # no terminal at all (a windowed program on Windows)
        yield
        return
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


class OpenAlSpeaker(DeskSpeaker):
    """See Speaker."""

    description = "OpenAL: the default output"

    def __init__(
        self, managers: dict[Bus, AudioManager], make: MakeManager = AudioManager.createAudioManager
    ) -> None:
        """Play through ``managers``, one a bus; ``make`` makes new ones when the device is lost."""
        super().__init__()
        self._managers = managers
        self._make = make
        self._store = SampleStore()
        self._handles: dict[Playing, AudioSound] = {}
        self._names: dict[Playing, Filename] = {}
        self._disk = VirtualFileMountRamdisk()
        self._files = VirtualFileSystem.getGlobalPtr()
        self._files.mount(self._disk, Filename(MOUNT), 0)
        self._count = 0
        self._watched: tuple[float, float] = (0.0, 0.0)
        self._stopped = False
        self._retry_at = 0.0
        self._open = True
        self._closed = False
        self._broken: set[Playing] = set()

    def prepare(self, paths: Iterable[str]) -> None:
        """See Speaker."""
        playing = {sound.path for sound in self.desk.sounds}
        self._store.expect(path for path in paths if path not in playing)

    def resume(self) -> None:
        """See Speaker."""
        super().resume()
        if self._stopped:
            self._stopped = False
            for sound in self._handles:
                self._play(sound)

    def update(self, now: float) -> None:
        """See Speaker."""
        super().update(now)
        self._start_waiting()
        if self.desk.held and self.desk.hold.value == 0.0 and not self._stopped:
            self._stop_all()
        for sound, handle in self._handles.items():
            handle.setVolume(self.desk.gain(sound))
        for manager in self._managers.values():
            manager.update()
        self._follow(now)

    def close(self) -> None:
        """See Speaker."""
        if self._closed:
            return
        self._closed = True
        super().close()
        self._store.close()
        self._drop_managers()
        self._files.unmount(self._disk)

    def _begin(self, sound: Playing) -> None:
        if sound.path is None:
            return
        sound.waiting = True
        self._store.ask(sound.path)
        self._start_waiting()

    def _end(self, sound: Playing) -> None:
        self._broken.discard(sound)
        if sound.path is not None and sound not in self._handles:
            self._store.dismiss(sound.path)
        self._release(sound)

    def _release(self, sound: Playing) -> None:
        handle = self._handles.pop(sound, None)
        if handle is not None:
            handle.stop()
        name = self._names.pop(sound, None)
        if name is not None:
            self._files.deleteFile(name)

    def _start_waiting(self) -> None:
        """Start what has become ready. A sound that cannot be decoded keeps its time and makes no noise."""
        if self.desk.held:
            return
        for sound in self.desk.sounds:
            if sound.path is None or sound in self._handles or sound in self._broken:
                continue
            if not self._open:
                # nobody is there to play it, so it is not decoded; a device that comes asks for it again
                self._store.dismiss(sound.path)
                self._go_without(sound)
                continue
            done, wav = self._store.take(sound.path)
            if done and wav is not None:
                sound.waiting = False
                self._handles[sound] = self._loaded(sound, wav)
                self._play(sound)
            elif done:
                self._broken.add(sound)
                self._go_without(sound)

    @staticmethod
    def _go_without(sound: Playing) -> None:
        sound.waiting = False
        sound.ended = sound.ended or sound.bus == "effect"

    def _loaded(self, sound: Playing, wav: bytes) -> AudioSound:
        """Give the engine a sound by a file in memory; the engine may open it again after a stop."""
        self._count += 1
        name = Filename(f"{MOUNT}/{self._count}.wav")
        self._files.writeFile(name, wav, False)
        self._names[sound] = name
        handle = self._managers[sound.bus].getSound(name, False, AudioManager.SM_sample)
        handle.setLoop(sound.bus == "ambience")
        if sound.bus == "effect":
            sound.seconds = handle.length()
        return handle

    def _play(self, sound: Playing) -> None:
        """Play from the desk's position: ``stop`` took the engine's own back to the beginning."""
        handle = self._handles[sound]
        length = handle.length()
        at = sound.position % length if sound.bus == "ambience" and length > 0 else sound.position
        if at < length:
            handle.setTime(at)
            handle.setVolume(self.desk.gain(sound))
            handle.play()

    def _stop_all(self) -> None:
        self._stopped = True
        for handle in self._handles.values():
            handle.stop()

    def _follow(self, now: float) -> None:
        """Keep the line's position with the device's clock, and notice when that stands still."""
        if not self._open and now >= self._retry_at:
            self._reopen(now)
        if self.desk.held or not self._handles:
            self._watched = (now, -1.0)
            return
        line = self.desk.line
        sound = line if line is not None and line in self._handles else next(iter(self._handles))
        handle = self._handles[sound]
        heard, playing = handle.getTime(), handle.status() == AudioSound.PLAYING
        moves = playing and heard > 0 and heard != self._watched[1]
        if sound is line and moves and abs(heard - sound.position) > CLOCK_SLACK:
            sound.position = heard
        if heard != self._watched[1] or not playing:
            self._watched = (now, heard)
        elif now - self._watched[0] > STUCK:
            self._reopen(now)

    def _reopen(self, now: float) -> None:
        """Make the managers anew on whatever device there is now; the sounds go on from their positions."""
        if self._open:
            log.warning("the sound device is lost; opening it again every %.0f s", RETRY)
        self._retry_at = now + RETRY
        self._drop_managers()
        managers = _make_managers(self._make)
        self._open = managers is not None
        self._managers = managers or {}
        self._watched = (now, -1.0)
        for sound in self.desk.sounds:
            if self._open and sound.path is not None and sound not in self._broken:
                self._store.ask(sound.path)

    def _drop_managers(self) -> None:
        for sound in list(self._handles):
            self._release(sound)
        for manager in self._managers.values():
            manager.shutdown()
        self._managers = {}
        gc.collect()  # the device closes only when the last manager is gone
