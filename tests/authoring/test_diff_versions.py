"""Which versions `diff` takes: paths, revisions of git, and what is no scene."""

import argparse
import shutil
import subprocess
from pathlib import Path

import pytest

from prisonersvoice_ar.app.commands import diff as command
from prisonersvoice_ar.authoring.comparing.revisions import at_revision, split_revision
from prisonersvoice_ar.core.errors import ContentError, UsageError
from prisonersvoice_ar.documents import load_scene
from tests.authoring.own_scene import own_content, scene_of


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_revision_of_git_is_a_version(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = own_content(tmp_path)
    git(content.root, "init", "-q")
    git(content.root, "add", "scenes", "audio")  # what its revisions lack is ours
    git(content.root, "commit", "-qm", "one")
    file = scene_of(content)
    file.write_text(file.read_text("utf-8").replace("age: 14", "age: 16"), "utf-8")
    (file.parent / "mine.txt").write_text("x")
    asked = argparse.Namespace(old=str(file.parent), new=None, git=None, html=None, lang="uk")
    assert command.carry_out(asked) == 0
    assert "вік від 16; досі від 14" in capsys.readouterr().out
    for old in (f"HEAD:{file}", f"HEAD:{file.parent}"):  # compared with what it is now
        assert command.carry_out(argparse.Namespace(old=old, new=None, git=None, html=None, lang="uk")) == 0
        assert "вік від 16; досі від 14" in capsys.readouterr().out
    twice = argparse.Namespace(old=f"HEAD:{file}", new=None, git="HEAD", html=None, lang="en")
    with pytest.raises(UsageError, match="names a revision itself"):
        command.carry_out(twice)
    shutil.rmtree(file.parent)
    with at_revision("HEAD", file.parent, content) as (found, where):
        assert load_scene(found, where).value is not None
    assert not found.exists()
    with (
        pytest.raises(ContentError, match="HEAD has no scenes/other"),
        at_revision("HEAD", content.scenes / "other", content),
    ):
        pass
    for revision in ("nonsense", "--output=x"):
        with pytest.raises(UsageError, match="no revision"), at_revision(revision, file.parent, content):
            pass


@pytest.mark.parametrize("turned", [False, True])
def test_a_file_that_is_no_scene_is_called_so_and_not_one_with_errors(tmp_path: Path, turned: bool) -> None:
    content = own_content(tmp_path)
    kept = tmp_path / "стара.bak"
    shutil.copy(scene_of(content), kept)
    both = [str(kept), str(scene_of(content))]
    old, new = both[::-1] if turned else both
    with pytest.raises(ContentError, match=r"стара\.bak is no scene, as it does not end in \.yaml"):
        command.carry_out(argparse.Namespace(old=old, new=new, git=None, html=None, lang="en"))


def test_what_is_no_revision_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert split_revision("HEAD~1:scenes/x") == ("HEAD~1", "scenes/x")
    assert split_revision("fifteen-days") is None
    assert split_revision(r"C:\scenes\x") is None
    (tmp_path / "a:b").mkdir()
    monkeypatch.chdir(tmp_path)
    assert split_revision("a:b") is None
    assert split_revision("ab:b") == ("ab", "b")
