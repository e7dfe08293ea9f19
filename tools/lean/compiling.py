"""Python text to bytecode, by the very Pyodide that will run it; what was compiled once is kept."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from tools.lean.inside import FOLDER, SCRIPTS, in_pyodide
from tools.numpy_wheel import pyodide_lock, pyodide_version
from tools.paths import cache_folder


def python_version() -> tuple[str, str]:
    """Return the first two numbers of Pyodide's Python, as `3.14` and as `314`."""
    major, minor, *_ = pyodide_lock()["info"]["python"].split(".")
    return f"{major}.{minor}", f"{major}{minor}"


def stdlib_place() -> str:
    """Return where Python's library lies inside Pyodide."""
    return f"/lib/python{python_version()[1]}.zip"


def packages_place() -> str:
    """Return where packages lie inside Pyodide."""
    return f"/lib/python{python_version()[0]}/site-packages"


def compiled(members: Mapping[str, bytes], place: str, cached: bool = False, **plan: Any) -> dict[str, bytes]:
    """Return the members with their Python text as bytecode.

    Args:
        members: files by name.
        place:   the folder inside Pyodide that they will lie in.
        cached:  keep the text too, and put the bytecode into `__pycache__`, where Python looks for it. Without the
            text, the bytecode does not keep its places in the text either.
        plan:    see in_pyodide.
    """
    texts = {name: text for name, text in members.items() if name.endswith(".py")}
    made = {
        name: cache_folder() / "bytecode" / f"{_mark(f'{place}/{name} {cached}', text)}.pyc"
        for name, text in texts.items()
    }
    fresh = {name: text for name, text in texts.items() if not made[name].is_file()}
    if fresh:
        _compile(fresh, made, place, cached, plan)
    result = {name: content for name, content in members.items() if cached or name not in texts}
    tag = f"cpython-{python_version()[1]}"
    for name, file in made.items():
        path = PurePosixPath(name)
        kept = path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc" if cached else path.with_suffix(".pyc")
        result[str(kept)] = file.read_bytes()
    return result


def _mark(name: str, text: bytes) -> str:
    """Return what the bytecode of a text depends on, as one hash."""
    compiler = (SCRIPTS / "bytecode.py").read_bytes()
    return hashlib.sha256(b"\0".join([pyodide_version().encode(), compiler, name.encode(), text])).hexdigest()


def _compile(
    texts: Mapping[str, bytes], made: Mapping[str, Path], place: str, lines: bool, plan: Mapping[str, Any]
) -> None:
    """Write the bytecode of texts, by name, to the files of the same names."""
    source, target = FOLDER / "text", FOLDER / "bytecode"
    for folder in (source, target):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for name, text in texts.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(text)
    mounts = {"/source": str(source), "/target": str(target)}
    python = f"import bytecode\nbytecode.compile_folder('/source', '/target', {place!r}, lines={lines})"
    in_pyodide(python, "bytecode", mounts=mounts, **plan)
    for name in texts:
        made[name].parent.mkdir(parents=True, exist_ok=True)
        shutil.move((target / name).with_suffix(".pyc"), made[name])
