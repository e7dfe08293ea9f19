"""pytest for Pyodide: the plain-Python packages of `.venv`, zipped, so that both Pythons run the same version.

The engine's tests run on the lean parts that the page downloads, which have no room for what only tests need. That
comes here too: the rest of the standard library and `numpy.testing`, as they left Pyodide's and NumPy's hands.
"""

import json
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tools import environment, python_parts
from tools.archives import read_members
from tools.console import TroubleError
from tools.core.steps import FOLDER as PYODIDE
from tools.lean import steps, used
from tools.numpy_wheel import numpy_wheel, pyodide_lock
from tools.paths import BUILD, LOCKS, RESULTS, ROOT
from tools.selection import Selection
from tools.steps import Step

RUNNER = ROOT / "tools" / "pyodide_tests.mjs"
ARCHIVE = BUILD / "pytest-for-pyodide.zip"
PACKAGES = ("pytest", "pluggy", "iniconfig", "packaging", "pygments", "hypothesis", "sortedcontainers", "mpmath")
COMPILED = {".so", ".pyd", ".dylib"}
LIST_FILES = """
import sys
from importlib.metadata import distribution
for name in sys.argv[1:]:
    found = distribution(name)
    for file in found.files:
        print(file.as_posix(), found.locate_file(file), sep="\\t")
"""


def pytest_step() -> Step:
    """Return the step that packs pytest for Pyodide."""
    return Step(name="pytest for Pyodide", action=_pack, inputs=_inputs, outputs=[ARCHIVE])


def write_plan(folders: Sequence[str], selection: Selection) -> Path:
    """Write down what RUNNER has to do: with the parts that a visitor downloads."""
    lock = json.dumps({"info": pyodide_lock()["info"], "packages": {}})
    arguments = [*(selection.files or folders), "-p", "no:cacheprovider", "--junitxml=/results/pyodide.xml"]
    arguments += ["--whole"] if selection.whole else []
    # To rewrite the assertions of all tests takes Pyodide longer than to run most of them; whoever looks into one that
    # failed names it, and is told its values.
    arguments += [] if selection.partial else ["--assert=plain"]
    facts = {
        "root": str(ROOT),
        "pyodide": str(PYODIDE),
        "stdlib": str(python_parts.stdlib()),
        "wheels": [str(path) for path in python_parts.wheels()],
        "lock": lock,
        "pytest": str(ARCHIVE),
        "results": str(RESULTS),
        "arguments": [*arguments, *selection.arguments],
    }
    path = BUILD / "pyodide-tests.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


def _inputs() -> list[Path]:
    return [LOCKS / "test.lock", used.STDLIB, steps.LEAN_STDLIB, numpy_wheel()[0]]


def _pack() -> str:
    answer = subprocess.run(
        [environment.python(), "-c", LIST_FILES, *PACKAGES], capture_output=True, text=True, check=True
    )
    files = [line.split("\t") for line in answer.stdout.splitlines()]
    compiled = [name for name, _ in files if Path(name).suffix in COMPILED]
    if compiled:
        raise TroubleError(
            "pytest can't be packed for Pyodide.",
            f"These files hold compiled code for this machine: {', '.join(compiled)}",
            "Pin a version in plain Python in tools/locks/test.in, then: python3 build.py lock",
        )
    with zipfile.ZipFile(ARCHIVE, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in files:
            if not name.startswith("..") and not name.endswith(".pyc"):
                archive.write(path, name)
        for name, text in _rest().items():
            archive.writestr(name, text)
    return f"{ARCHIVE.stat().st_size / 1e6:.1f} MB"


def _rest() -> dict[str, bytes]:
    """Return the Python text that the lean parts have left out and tests may want, by its name in site-packages."""
    lean = {name.removesuffix(".pyc") for name in read_members(steps.LEAN_STDLIB)}
    stdlib = {name: text for name, text in read_members(used.STDLIB).items() if name.removesuffix(".py") not in lean}
    numpy = {name: text for name, text in read_members(numpy_wheel()[0]).items() if name.startswith("numpy/testing/")}
    return {name: text for name, text in {**stdlib, **numpy}.items() if name.endswith(".py")}
