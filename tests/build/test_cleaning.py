"""`clean` removes what the build has made, and nothing that is anybody else's."""

from pathlib import Path

import pytest

from tools import cleaning, paths


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of its own, with a cache in a folder that others use too."""
    home = tmp_path / "home"
    places = {"BUILD": ".build", "DIST": "dist", "RESULTS": "test-results", "WEB": "web", "TESTS": "tests", "ROOT": "."}
    places |= {"VENV": ".venv", "NODE_MODULES": "node_modules"}
    for name, place in places.items():
        monkeypatch.setattr(cleaning, name, tmp_path / "project" / place)
    for name in (
        "project/dist/a",
        "project/.venv/a",
        "project/web/a.js",
        "home/.cache/other/a",
        "home/.cache/gradpad/files/a",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("a")
    monkeypatch.setenv("GRADPAD_CACHE", str(home / ".cache"))
    return tmp_path


def left(project: Path) -> set[str]:
    return {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}


def test_what_was_built_goes_and_the_rest_stays(project):
    cleaning.clean(everything=False)
    assert left(project) == {
        "project/.venv/a",
        "project/web/a.js",
        "home/.cache/other/a",
        "home/.cache/gradpad/files/a",
    }


def test_of_a_cache_that_others_use_only_our_own_folder_goes(project):
    cleaning.clean(everything=True)
    assert left(project) == {"project/web/a.js", "home/.cache/other/a"}


def test_of_a_link_the_link_goes_alone(project):
    (project / "project/node_modules").symlink_to(project / "home/.cache/other", target_is_directory=True)
    cleaning.clean(everything=True)
    assert not (project / "project/node_modules").is_symlink()
    assert "home/.cache/other/a" in left(project)


@pytest.mark.parametrize(("chosen", "folder"), [("a", "a/gradpad"), ("a/gradpad", "a/gradpad")])
def test_the_cache_is_a_folder_of_our_own(tmp_path, monkeypatch, chosen, folder):
    monkeypatch.setenv("GRADPAD_CACHE", str(tmp_path / chosen))
    assert paths.cache_folder() == tmp_path / folder
