"""The engine's modules import what they may, and a wrong import is told."""

import shutil
import subprocess

import pytest

from tools.checks import import_contracts
from tools.paths import ENGINE

WRONG = {
    "the compiler knows a network": ("compiler/errors.py", "from gradpad.network import Network", "network"),
    "recording knows WebAssembly": (
        "compiler/recording/graph.py",
        "import gradpad.compiler.webassembly.wasm",
        "webassembly",
    ),
    "a layer knows the session": ("layers.py", "from gradpad.session import Session", "session"),
    "a loss knows a later file": ("losses.py", "from gradpad.training import train_step", "training"),
    "the mathematics knows the compiler": ("optimizers.py", "import gradpad.compiler", "compiler"),
    "the engine knows the browser": ("session/run.py", "import js", "js"),
    "a module without a place": ("quite_new.py", "import math", "quite_new"),
}


def linted(folder):
    """Return what the linter says of the engine in a folder, and its exit code."""
    done = subprocess.run(
        [*import_contracts(folder), "--no-cache"], capture_output=True, text=True, check=False, cwd=folder
    )
    return done.stdout + done.stderr, done.returncode


def test_the_engine_keeps_the_contracts():
    told, code = linted(ENGINE.parent)
    assert code == 0, told
    assert "0 broken" in told


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_import_is_told(name, tmp_path):
    file, line, culprit = WRONG[name]
    shutil.copytree(ENGINE, tmp_path / "gradpad", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "gradpad" / file).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    told, code = linted(tmp_path)
    assert code == 1, told
    assert "1 broken" in told or "2 broken" in told
    assert culprit in told.split("Broken contracts")[-1]
