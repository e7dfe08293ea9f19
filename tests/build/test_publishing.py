"""What is published is what was tested, by steps that cannot change under our hands."""

import hashlib
import re

import pytest

from tools import packaging, releasing
from tools.console import TroubleError
from tools.paths import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
USES = re.compile(r"^\s*-? ?(?:id: .*\n\s*)?uses: (?P<action>\S+)(?P<comment>.*)$", re.MULTILINE)


def test_every_action_is_pinned_by_its_commit_and_says_its_version():
    found = [match for path in WORKFLOWS for match in USES.finditer(path.read_text())]
    assert len(found) > 10
    for match in found:
        if not match["action"].startswith("./"):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", match["action"]), match["action"]
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", match["comment"]), match[0]
    pins = {match["action"].partition("@")[0]: match["action"] for match in found}
    assert set(pins.values()) == {match["action"] for match in found}, "one action in two versions"


@pytest.mark.parametrize("name", ["pages", "release"])
def test_what_is_published_was_built_once_and_tested(name):
    """No workflow that publishes builds: it takes the files that the tests' job hands on."""
    text = (ROOT / f".github/workflows/{name}.yml").read_text()
    assert "build.py" not in text
    assert "uses: ./.github/workflows/test.yml" in text
    publish = text.split("\n  publish:\n")[1]
    assert re.search(r"name: tested\b", publish)
    assert "path: dist" in publish


def test_the_tests_run_for_a_proposed_change_and_hand_on_what_they_tested():
    text = (ROOT / ".github/workflows/test.yml").read_text()
    assert "pull_request:" in text
    built, tested = text.index("> built.txt"), text.index("sha256sum --check --quiet built.txt")
    assert text.index("build.py release") < built < text.index("build.py test") < tested < text.index("name: tested")


@pytest.fixture
def built(tmp_path, monkeypatch):
    packages = tmp_path / "packages"
    packages.mkdir()
    wheel = packages / "gradpad-1.2.3-py3-none-any.whl"
    files = {
        "wheel": wheel,
        "quarto": packages / "gradpad-quarto-1.2.3.zip",
        "page": tmp_path / "gradpad.html",
        "site": tmp_path / "gradpad.zip",
    }
    for name, path in files.items():
        path.write_text(name)
    monkeypatch.setattr(releasing, "engine_wheel", lambda: wheel)
    monkeypatch.setattr(packaging, "FOLDER", packages)
    monkeypatch.setattr(releasing, "EXTRAS", (files["page"], files["site"]))
    monkeypatch.setattr(releasing, "FOLDER", tmp_path / "release")
    return tmp_path / "release"


def test_a_release_holds_its_files_and_their_checksums(built):
    releasing.write_release("v1.2.3")
    names = ["gradpad-1.2.3-py3-none-any.whl", "gradpad-1.2.3.html", "gradpad-1.2.3.zip", "gradpad-quarto-1.2.3.zip"]
    sums = (built / releasing.SUMS).read_text().splitlines()
    assert sums == [f"{hashlib.sha256((built / name).read_bytes()).hexdigest()}  {name}" for name in names]
    assert {path.name for path in built.iterdir()} == {*names, releasing.SUMS}


def test_a_tag_of_another_version_is_refused(built):
    with pytest.raises(TroubleError, match="tag") as caught:
        releasing.write_release("v1.2.4")
    assert "1.2.3" in caught.value.why
