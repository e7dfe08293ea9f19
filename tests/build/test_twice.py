"""`build --twice` finds a file that another build would make otherwise."""

import os

import pytest

from tools import twice
from tools.console import TroubleError


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(twice, "BUILD", tmp_path / ".build")
    monkeypatch.setattr(twice, "DIST", tmp_path / "dist")
    monkeypatch.setenv("GRADPAD_CACHE", str(tmp_path / "gradpad"))
    for name in (".build/lean/a", ".build/node/a", "gradpad/files/wheel", "gradpad/bytecode/a"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def builder(project, texts):
    seen = []

    def build():
        cache = twice.cache_folder()
        seen.append(
            [(cache / "files/wheel").is_file(), (cache / "bytecode").exists(), (project / ".build/lean").exists()]
        )
        (project / "dist").mkdir(exist_ok=True)
        (project / "dist/page.html").write_text(texts.pop(0))

    return build, seen


def test_two_builds_that_are_the_same_are_well_and_the_second_begins_with_downloads_alone(project):
    build, seen = builder(project, ["same", "same"])
    twice.build_twice(build)
    assert seen == [[True, True, True], [True, False, False]]
    assert (project / ".build/node/a").is_file()
    assert os.environ["GRADPAD_CACHE"] == str(project / "gradpad")


def test_a_file_that_differs_is_named(project):
    build, _ = builder(project, ["one", "other"])
    with pytest.raises(TroubleError, match="differ in 1 of 1") as caught:
        twice.build_twice(build)
    assert caught.value.why == "page.html"
