"""What Python is made of: Pyodide's core, the standard library, NumPy and the engine; their lock file.

The lock file is Pyodide's own, cut down to NumPy, to which pyodide-lock adds the engine: it reads the engine's
metadata, resolves its dependencies and writes the hashes. Pyodide then loads `gradpad` like any package. The lock file
goes into the worker itself; the parts have the beginning of their hash in their name, so that no cache mixes versions.
Archives are packed as a whole for their way to the browser; the core goes as it is, because browsers compile it as it
comes.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from tools import environment, packing
from tools.console import TroubleError, run
from tools.core import steps as core
from tools.engine_wheel import engine_wheel
from tools.hashing import sha256_of
from tools.lean.steps import LEAN_ENGINE, LEAN_NUMPY, LEAN_STDLIB
from tools.numpy_wheel import PYODIDE, numpy_wheel, pyodide_lock, pyodide_version
from tools.paths import BUILD
from tools.steps import Step

FOLDER = BUILD / "python"
PACKED = BUILD / "packed"  # the same as a visitor downloads it
PARTS = BUILD / "parts.json"  # what the page has to know of that
LOCK = BUILD / "pyodide-lock.json"
MARK = 8  # digits of a file's hash in its name


def parts_step() -> Step:
    """Return the step that puts the worker's downloads together."""
    return Step(
        name="Python parts",
        action=_assemble,
        inputs=lambda: [
            core.CORE,
            PYODIDE / "pyodide-lock.json",
            LEAN_STDLIB,
            LEAN_NUMPY,
            LEAN_ENGINE,
        ],
        outputs=[FOLDER, PACKED, PARTS, LOCK],
    )


def parts() -> dict[str, Any]:
    """Return what the page has to know of the parts: their roles, names, sizes and versions, and the lock file."""
    lock = json.loads(LOCK.read_text(encoding="utf-8"))
    return {
        "files": json.loads(PARTS.read_text(encoding="utf-8")),
        "lock": lock,
        "versions": {
            "pyodide": pyodide_version(),
            "python": lock["info"]["python"],
            "numpy": lock["packages"]["numpy"]["version"],
            "gradpad": lock["packages"]["gradpad"]["version"],
        },
    }


def stdlib() -> Path:
    """Return the path of the standard library among the parts."""
    return next(FOLDER.glob("python_stdlib-*.zip"))


def wheels() -> list[Path]:
    """Return the paths of NumPy's wheel and of the engine's, in the order in which they are loaded."""
    return [next(FOLDER.glob(f"{name}-*.whl")) for name in ("numpy", "gradpad")]


def role(name: str) -> str:
    """Return what a part is to the worker, by its name."""
    beginnings = {"pyodide.asm": "core", "python_stdlib": "stdlib"}
    return next((role for beginning, role in beginnings.items() if name.startswith(beginning)), "package")


def _assemble() -> str:
    for folder in (FOLDER, PACKED):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _add(core.CORE, "pyodide.asm-{}.wasm")
    _add(LEAN_STDLIB, "python_stdlib-{}.zip")
    numpy, version, *tags = numpy_wheel()[0].name.split("-")
    _add(LEAN_NUMPY, "-".join([numpy, version, "0{}", *tags]))  # a build tag, which starts with a digit
    _write_lock(_add(LEAN_ENGINE, f"gradpad-{_engine_version()}-0{{}}-py3-none-any.whl"))
    files = [_packed(path) for path in sorted(FOLDER.iterdir())]
    PARTS.write_text(json.dumps(files), encoding="utf-8")
    return f"{sum(file['bytes'] for file in files) / 1e6:.1f} MB"


def _packed(source: Path) -> dict[str, Any]:
    """Pack a part for its way to the browser; return what the page has to know of it."""
    target = PACKED / (source.name if source.suffix == ".wasm" else source.name + packing.ENDING)
    target.write_bytes(source.read_bytes() if source.suffix == ".wasm" else packing.packed(source))
    return described(source, target)


def described(source: Path, packed: Path) -> dict[str, Any]:
    """Return what the page has to know of a part, and of the file that it is sent as."""
    sizes = {"bytes": packed.stat().st_size, "unpacked": source.stat().st_size}
    return {"role": role(source.name), "name": packed.name, "sha256": sha256_of(packed), **sizes}


def _add(source: Path, name: str) -> Path:
    """Copy a file among the parts under a name with its hash; return its new path."""
    target = FOLDER / name.format(sha256_of(source)[:MARK])
    shutil.copyfile(source, target)
    return target


def _engine_version() -> str:
    return engine_wheel().name.split("-")[1]


def _write_lock(wheel: Path) -> None:
    lock = pyodide_lock()
    numpy = next(FOLDER.glob("numpy-*.whl"))
    lean = {"file_name": numpy.name, "sha256": sha256_of(numpy)}
    lock["packages"] = {"numpy": {**lock["packages"]["numpy"], **lean}}
    start = BUILD / "pyodide-lock-start.json"
    start.write_text(json.dumps(lock, indent=1), encoding="utf-8")
    places: list[str | Path] = ["--input", start, "--output", LOCK, "--base-path", FOLDER]
    run(
        [environment.python(), "-P", "-m", "pyodide_cli", "lockfile", "add-wheels", *places, wheel],
        what="The engine could not be added to Pyodide's lock file.",
        remedy="If the message above speaks of a dependency: the engine may ask for NumPy alone (pyproject.toml).",
        label="lock file",
    )
    entry = json.loads(LOCK.read_text(encoding="utf-8"))["packages"].get("gradpad", {})
    expected = {"file_name": wheel.name, "sha256": sha256_of(wheel), "depends": ["numpy"]}
    found = {key: entry.get(key) for key in expected}
    if found != expected:
        raise TroubleError(
            "The lock file does not say what it should of the engine.",
            f"It says {found}\nand should say {expected}",
            "Look at tools/python_parts.py and at the release notes of pyodide-lock.",
        )
