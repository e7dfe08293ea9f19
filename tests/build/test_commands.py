"""The command line: it explains itself, needs nothing installed, and fails in words."""

import subprocess
import sys
import threading

import pytest

from tools import chromium, cli, node
from tools.console import TroubleError
from tools.exclusive import only_build
from tools.paths import ROOT

COMMANDS = ["serve", "build", "test", "check", "bench", "clean", "lock", "release", "upgrade"]


def build(*words):
    """Run build.py without any installed package: -S leaves site-packages out."""
    return subprocess.run(
        [sys.executable, "-S", "-E", "build.py", *words], cwd=ROOT, capture_output=True, text=True, timeout=60
    )


def test_help_explains_each_command_in_a_line():
    done = build("--help")
    assert done.returncode == 0
    for command in COMMANDS:
        assert any(line.split()[:1] == [command] and len(line.split()) > 2 for line in done.stdout.splitlines())


@pytest.mark.parametrize("words", [[], ["bild"], ["test", "nothing"], ["build", "--", "-x"], ["serve", "--port", "x"]])
def test_a_wrong_command_is_refused_with_a_hint(words):
    done = build(*words)
    assert done.returncode == 2
    assert "usage" in done.stderr
    assert "Traceback" not in done.stderr


def test_foreseeable_trouble_comes_without_a_traceback(monkeypatch, capsys):
    def fail(*_):
        raise TroubleError("The thing failed.", "It was broken.", "Mend it.")

    monkeypatch.setattr(cli, "_run", fail)
    assert cli.main(["build"]) == 1
    said = capsys.readouterr().out
    assert said.split() == ["FAILED", "The", "thing", "failed.", "why:", "It", "was", "broken.", "do:", "Mend", "it."]


def test_a_second_build_waits_for_the_first(tmp_path, capsys):
    order = []
    waiting = threading.Event()

    def second():
        waiting.set()
        with only_build(tmp_path / "lock"):
            order.append("second")

    thread = threading.Thread(target=second)
    with only_build(tmp_path / "lock"):
        thread.start()
        assert waiting.wait(10)
        thread.join(0.5)
        assert thread.is_alive()
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]
    assert "waiting" in capsys.readouterr().out


def program(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="the impostors are shell scripts")
class TestPrograms:
    """Node and Chromium are tried before they are trusted, as Python is."""

    @pytest.mark.parametrize("script", ["echo v16.20.0", "echo v18.1.0", "exit 1", "echo hello"])
    def test_a_node_that_will_not_do_is_passed_over(self, tmp_path, monkeypatch, script):
        monkeypatch.delenv("GRADPAD_OWN_NODE", raising=False)
        program(tmp_path, "node", script)
        program(tmp_path, "npm", "echo 11.0.0")
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
        assert node._system_node() is None

    def test_a_node_without_a_working_npm_is_passed_over(self, tmp_path, monkeypatch):
        monkeypatch.delenv("GRADPAD_OWN_NODE", raising=False)
        program(tmp_path, "node", "echo v22.1.0")
        program(tmp_path, "npm", "exit 1")
        monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
        assert node._system_node() is None
        program(tmp_path, "npm", "echo 11.0.0")
        assert node._system_node().version == "v22.1.0"

    def test_a_chromium_that_only_tells_its_version_is_passed_over(self, tmp_path):
        assert not chromium._starts(program(tmp_path, "chromium", "echo Chromium 156.0"))
        assert not chromium._starts(tmp_path / "nothing")
        assert chromium._starts(program(tmp_path, "chrome", "echo '<html><body><p>it starts</p></body></html>'"))
