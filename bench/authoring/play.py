"""``play`` of 10,000 random visits to a scene of 30 beats, from process start to exit.

Peers, on the same scene in the same run: inkjs (ink's runtime; npm brings it), playing an ink story of as many knots,
lines and ways on at random in one node process, compiled before the clock starts; and the plain way, our own engine
stepped ten times a second, measured on a few visits and multiplied.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.authoring.scenes import write_scene
from bench.rows import head, row
from prisonersvoice_ar.core.script.model import ACTIONS, Scene
from prisonersvoice_ar.core.story import engine
from prisonersvoice_ar.core.story.inputs import StoryInput
from prisonersvoice_ar.core.story.show import choices
from prisonersvoice_ar.documents import Content, load_scene

ROOT = Path(__file__).resolve().parents[2]
GOAL_S = 10.0
RUNS = 10_000
PLAIN_VISITS = 6
INKJS = "inkjs@2.4.0"
PLAYER = """\
const {Compiler} = require("inkjs/full");
const story = new Compiler(require("fs").readFileSync(process.argv[2], "utf-8")).Compile();
const runs = Number(process.argv[3]);
let lines = 0;
const begun = performance.now();
for (let run = 0; run < runs; run++) {
  story.ResetState();
  for (;;) {
    while (story.canContinue) { story.Continue(); lines++; }
    const ways = story.currentChoices.length;
    if (!ways) break;
    story.ChooseChoiceIndex(Math.floor(Math.random() * ways));
  }
}
console.log((performance.now() - begun) / 1000, lines / runs);
"""


def ours(scene: Path) -> float:
    """Seconds of wall time."""
    begun = time.perf_counter()
    command = [sys.executable, "main.py", "play", str(scene), "--runs", str(RUNS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command}\n{done.stdout[-1500:]}{done.stderr[-1000:]}")
    return time.perf_counter() - begun


def as_ink(scene: Scene) -> str:
    """The same beats as knots: each says its lines, and each way on is a choice where there are several."""
    knots = [f"-> {_knot(scene.first)}"]
    for beat in scene.beats.values():
        goes = list(dict.fromkeys(way.go for way in beat.ways))
        knots += ["", f"=== {_knot(beat.id)} ===", *(line.text["en"] for line in beat.say)]
        knots += [f"-> {_knot(goes[0])}"] if len(goes) == 1 else [f"+ [{go}] -> {_knot(go)}" for go in goes]
    return "\n".join(knots) + "\n"


def _knot(name: str) -> str:
    return "END" if name == ACTIONS else name.replace("-", "_")


def by_inkjs(scene: Scene, folder: Path) -> str:
    """What the peer takes, in words; "–" where there is no npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return "–"
    subprocess.run(
        [npm, "install", "--silent", "--no-save", INKJS], cwd=folder, check=True, capture_output=True
    )
    (folder / "story.ink").write_text(as_ink(scene), "utf-8")
    (folder / "play.js").write_text(PLAYER, "utf-8")
    command = [node, "play.js", "story.ink", str(RUNS)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    seconds, lines = map(float, done.stdout.split())
    return f"inkjs {seconds:.1f} ({lines:.0f} lines a visit)"


def plainly(scene: Scene) -> float:
    """Seconds that RUNS visits would take ten steps a second, from a few."""
    begun = time.perf_counter()
    objects = [None, *(item.id for item in scene.place.objects)]
    for run in range(PLAIN_VISITS):
        chance = random.Random(run)
        state, _ = engine.begin(scene, "en", 0.0)
        now, looking = 0.0, None
        while not state.ended:
            now += 0.1
            looking = chance.choice(objects) if chance.random() < 0.05 else looking
            ways = [way.id for way in choices(scene, state)]
            pressed = (chance.choice([*ways, "continue"]),) if chance.random() < 0.02 else ()
            state, _ = engine.step(scene, state, StoryInput(True, 0.5, looking, pressed), now)
    return (time.perf_counter() - begun) / PLAIN_VISITS * RUNS


def figure(pairs: int) -> None:
    """One row."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_scene(Path(folder) / "thirty", beats=30)
        loaded = load_scene(path, Content.at(ROOT))
        if loaded.value is None:
            raise SystemExit(str(loaded.errors))
        measured = [ours(path.parent) for _ in range(pairs)]
        peer = f"{by_inkjs(loaded.value, Path(folder))}; ten steps a second {plainly(loaded.value):.0f}"
    seconds = statistics.median(measured)
    what = f"play of {RUNS // 1000} 000 visits to 30 beats, start to exit, s"
    said = f"{seconds:.1f} ({min(measured):.1f}–{max(measured):.1f})"
    row(what, said, peer, f"≤ {GOAL_S:g}", met=seconds <= GOAL_S)


if __name__ == "__main__":
    head()
    figure(5)
