"""A download is believed by its hash alone, from the network and from the cache alike."""

import hashlib

import pytest

from tools.console import TroubleError
from tools.downloads import Source, SourceError, cached
from tools.paths import cache_folder

CONTENT = b"a wheel, or so it says" * 1000
HASH = hashlib.sha256(CONTENT).hexdigest()
NAME = "thing-1.0-py3-none-any.whl"


class FakeSource:
    """Gives these bytes, and counts how often it was asked."""

    def __init__(self, content):
        self.content, self.asked = content, 0

    def __call__(self, path):
        self.asked += 1
        if isinstance(self.content, Exception):
            raise self.content
        path.write_bytes(self.content)


def get(tmp_path, *contents):
    fakes = [FakeSource(content) for content in contents]
    sources = [Source(f"source {number}", fake) for number, fake in enumerate(fakes, start=1)]
    return cached(NAME, HASH, sources, tmp_path), fakes


def leftovers(tmp_path):
    return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())


def test_a_right_file_is_fetched_once_and_then_found(tmp_path):
    (path, origin), _ = get(tmp_path, CONTENT)
    assert path.read_bytes() == CONTENT
    assert origin == "from source 1"
    (again, origin), fakes = get(tmp_path, AssertionError("not to be asked"))
    assert again == path
    assert origin == "from the cache"
    assert fakes[0].asked == 0


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-1], lambda content: b"", lambda content: content[:100] + b"x" + content[101:]],
    ids=["truncated", "empty", "one byte changed"],
)
def test_a_damaged_cached_file_is_refused_named_and_fetched_again(tmp_path, capsys, damage):
    (path, _), _ = get(tmp_path, CONTENT)
    path.write_bytes(damage(CONTENT))
    (again, origin), fakes = get(tmp_path, CONTENT)
    said = capsys.readouterr().out
    assert "refused" in said
    assert str(path) in said
    assert again.read_bytes() == CONTENT
    assert origin == "from source 1"
    assert fakes[0].asked == 1


@pytest.mark.parametrize("wrong", [CONTENT[:500], b"<html>Sign in to this network</html>", b""])
def test_a_wrong_download_is_refused_named_and_the_next_source_asked(tmp_path, capsys, wrong):
    (path, origin), fakes = get(tmp_path, wrong, CONTENT)
    assert origin == "from source 2"
    assert path.read_bytes() == CONTENT
    assert [fake.asked for fake in fakes] == [1, 1]
    said = capsys.readouterr().out
    assert "source 1: refused" in said
    assert hashlib.sha256(wrong).hexdigest() in said
    assert leftovers(tmp_path) == [NAME]


def test_where_no_source_gives_the_file_every_reason_is_told_and_nothing_is_kept(tmp_path):
    with pytest.raises(TroubleError) as caught:
        get(tmp_path, SourceError("no network"), CONTENT[:-1], OSError("disk full"))
    trouble = caught.value
    assert NAME in trouble.what
    assert HASH in trouble.what
    assert "source 1: no network" in trouble.why
    assert "source 2: refused" in trouble.why
    assert "source 3: disk full" in trouble.why
    assert "by hand" in trouble.remedy
    assert leftovers(tmp_path) == []


def test_a_download_that_breaks_off_leaves_nothing_under_the_final_name(tmp_path):
    def break_off(path):
        path.write_bytes(CONTENT[:1000])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cached(NAME, HASH, [Source("source", break_off)], tmp_path)
    assert leftovers(tmp_path) == []


def test_the_cache_lies_outside_the_tree_where_the_environment_says(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADPAD_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine" / "gradpad"
    monkeypatch.delenv("GRADPAD_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder() == tmp_path / "gradpad"
