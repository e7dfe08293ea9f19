"""A Python on the PATH is tried before it is trusted."""

import io
import os
import sys
from pathlib import Path

import pytest

from tools import environment, interpreters
from tools.console import TroubleError
from tools.interpreters import Interpreter, candidates, find, probe

posix = pytest.mark.skipif(os.name == "nt", reason="the impostors are shell scripts")


def impostor(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


IMPOSTORS = {
    "exits": ("echo 'pyenv: python3.12: command not found' >&2; exit 127", "exits with code 127 (pyenv: python3.12"),
    "silent": ("exit 0", "not an answer"),
    "chatty": ("echo hello", "not an answer"),
    "old": ("""echo '["cpython", [3, 11, 7], "/usr/bin/python3"]'""", "is 3.11.7"),
    "too-new": ("""echo '["cpython", [3, 99, 0], "/usr/bin/python3"]'""", "is 3.99.0"),
    "pypy": ("""echo '["pypy", [3, 12, 0], "/usr/bin/pypy3"]'""", "is pypy, not CPython"),
}


@posix
@pytest.mark.parametrize("name", IMPOSTORS)
def test_what_will_not_do_is_refused_with_a_reason(tmp_path, name):
    script, reason = IMPOSTORS[name]
    answer = probe(impostor(tmp_path, name, script))
    assert isinstance(answer, str)
    assert reason in answer


@posix
def test_one_that_hangs_is_given_up(tmp_path):
    assert "no answer" in probe(impostor(tmp_path, "hangs", "exec tail -f /dev/null"), timeout=0.5)


def test_one_that_is_not_there_or_not_a_program_is_refused(tmp_path):
    assert "does not start" in probe(tmp_path / "nothing")
    (tmp_path / "text").write_text("no program")
    assert "does not start" in probe(tmp_path / "text")


@posix
def test_the_first_that_does_start_is_found_after_those_that_do_not(tmp_path):
    bad = [impostor(tmp_path, name, script) for name, (script, _) in IMPOSTORS.items()]
    found, refused = find([*bad, Path(sys.executable)])
    assert isinstance(found, Interpreter)
    assert found.version == sys.version_info[:3]
    assert len(refused) == len(bad)


@posix
def test_impostors_on_the_path_are_candidates_too(tmp_path, monkeypatch):
    shim = impostor(tmp_path, "python3.12", "exit 127")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shim in list(candidates())


@posix
def test_pyenvs_versions_come_newest_first(tmp_path, monkeypatch):
    for version in ("3.9.18", "3.13.0", "3.12.1"):
        folder = tmp_path / "versions" / version / "bin"
        folder.mkdir(parents=True)
        (folder / "python3").touch()
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    found = [path.parts[-3] for path in candidates() if path.is_relative_to(tmp_path)]
    assert found == ["3.13.0", "3.12.1", "3.9.18"]


def test_where_there_is_none_it_is_said_how_to_get_one(monkeypatch):
    monkeypatch.delenv("GRADPAD_GET_PYTHON", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())  # nobody to ask
    monkeypatch.setattr(interpreters, "candidates", lambda: iter([Path("/no/such/python3.12")]))
    with pytest.raises(TroubleError) as caught:
        environment.choose()
    assert "/no/such/python3.12 does not start" in caught.value.why
    assert "apt-get install" in caught.value.remedy
    assert "GRADPAD_GET_PYTHON" in caught.value.remedy
