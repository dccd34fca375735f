from pathlib import Path

from prisonersvoice_ar.documents import Content, load_scene
from prisonersvoice_ar.speaker import sounds_ahead

ROOT = Path(__file__).parents[2]


def test_the_beats_own_sounds_come_first_then_those_that_can_follow() -> None:
    scene = load_scene(ROOT / "scenes" / "fifteen-days", Content.at(ROOT)).value
    assert scene is not None
    beat = scene.beats[scene.first]
    names = [Path(path).stem for path in sounds_ahead(scene, scene.first, "uk")]
    assert beat.ambience is not None
    assert names[:2] == [beat.ambience.sound, beat.say[0].id]
    assert {line.id for line in beat.say} <= set(names)
    assert len(names) == len(set(names))
    for name in scene.beats:
        paths = sounds_ahead(scene, name, "en")
        assert all(Path(path).is_file() for path in paths)
        assert not any("/uk/" in Path(path).as_posix() for path in paths)
        for branch in scene.beats[name].then:
            follower = scene.beats.get(branch.go)
            if follower is not None and follower.say:
                assert follower.say[0].voices["en"].path in paths
    assert sounds_ahead(scene, "actions", "uk") == []
