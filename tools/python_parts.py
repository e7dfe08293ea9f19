"""What the worker downloads: Pyodide's core, NumPy, the engine, and a lock file that knows just these.

The lock file is Pyodide's own, cut down to NumPy, to which pyodide-lock adds the engine: it reads the engine's
metadata, resolves its dependencies and writes the hashes. Pyodide then loads `gradpad` like any package.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from tools import environment
from tools.console import TroubleError, run
from tools.engine_wheel import engine_wheel
from tools.hashing import sha256_of
from tools.numpy_wheel import PYODIDE, numpy_wheel, pyodide_lock, pyodide_version
from tools.paths import BUILD
from tools.steps import Step

FOLDER = BUILD / "python"
LOCK = "pyodide-lock.json"
CORE = ("pyodide.asm.wasm", "python_stdlib.zip")
KEPT = ("numpy",)


def parts_step() -> Step:
    """Return the step that puts the worker's downloads together."""
    return Step(
        name="Python parts",
        action=_assemble,
        inputs=lambda: [*(PYODIDE / name for name in (*CORE, LOCK)), engine_wheel(), numpy_wheel()[0]],
        outputs=[FOLDER],
    )


def parts() -> dict[str, Any]:
    """Return what the page has to know of the parts: their names, sizes, hashes and versions."""
    lock = json.loads((FOLDER / LOCK).read_text(encoding="utf-8"))
    files = sorted(path for path in FOLDER.iterdir() if path.name != LOCK)
    return {
        "files": [
            {"name": path.name, "bytes": path.stat().st_size, "sha256": sha256_of(path)}
            for path in [*files, FOLDER / LOCK]
        ],
        "versions": {
            "pyodide": pyodide_version(),
            "python": lock["info"]["python"],
            "numpy": lock["packages"]["numpy"]["version"],
            "gradpad": lock["packages"]["gradpad"]["version"],
        },
    }


def _assemble() -> str:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for source in [*(PYODIDE / name for name in CORE), numpy_wheel()[0], engine_wheel()]:
        shutil.copyfile(source, FOLDER / source.name)
    _write_lock(FOLDER / engine_wheel().name)
    total = sum(path.stat().st_size for path in FOLDER.iterdir())
    return f"{total / 1e6:.1f} MB"


def _write_lock(wheel: Path) -> None:
    lock = pyodide_lock()
    lock["packages"] = {name: lock["packages"][name] for name in KEPT}
    start = BUILD / "pyodide-lock-start.json"
    start.write_text(json.dumps(lock, indent=1), encoding="utf-8")
    places: list[str | Path] = ["--input", start, "--output", FOLDER / LOCK, "--base-path", FOLDER]
    run(
        [environment.python(), "-P", "-m", "pyodide_cli", "lockfile", "add-wheels", *places, wheel],
        what="The engine could not be added to Pyodide's lock file.",
        remedy="If the message above speaks of a dependency: the engine may ask for NumPy alone (pyproject.toml).",
        label="lock file",
    )
    entry = json.loads((FOLDER / LOCK).read_text(encoding="utf-8"))["packages"].get("gradpad", {})
    expected = {"file_name": wheel.name, "sha256": sha256_of(wheel), "depends": list(KEPT)}
    found = {key: entry.get(key) for key in expected}
    if found != expected:
        raise TroubleError(
            "The lock file does not say what it should of the engine.",
            f"It says {found}\nand should say {expected}",
            "Look at tools/python_parts.py and at the release notes of pyodide-lock.",
        )
