"""Running Python inside Pyodide under Node, at build time and in tests."""

import json
import shutil
from pathlib import Path
from typing import Any

from tools.console import run
from tools.engine_wheel import engine_wheel
from tools.hashing import sha256_of
from tools.node import node
from tools.numpy_wheel import PYODIDE, pyodide_lock
from tools.paths import BUILD, ROOT

SCRIPTS = ROOT / "tools" / "lean"
FOLDER = BUILD / "lean"


def in_pyodide(python: str, label: str, **plan: Any) -> str:
    """Run lines of Python inside Pyodide under Node; return the last line that was printed.

    Args:
        python: the lines; the modules of tools/lean can be imported.
        label:  what it is called where it is told of.
        plan:   the rest of a plan (see run.mjs).
    """
    mounts = {"/tools": str(SCRIPTS), **plan.pop("mounts", {})}
    lock = {"info": pyodide_lock()["info"], "packages": {}}
    lines = f"import sys\nsys.path.insert(0, '/tools')\n{python}"
    file = FOLDER / f"{label.replace(' ', '-')}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        json.dumps({"pyodide": str(PYODIDE), "python": lines, "mounts": mounts, "lock": lock, **plan}), encoding="utf-8"
    )
    answer = run(
        [node(), SCRIPTS / "run.mjs", file],
        what=f"Python inside Pyodide did not do its part ({label}).",
        remedy="The lines above come from Python inside Pyodide; look at tools/lean.",
        timeout=900,
        label=label,
    )
    return answer.strip().splitlines()[-1]


def with_engine(python: str, label: str, numpy: Path, **plan: Any) -> str:
    """Run lines of Python inside Pyodide where NumPy and the engine, as it is, can be imported (see in_pyodide)."""
    stage = FOLDER / label.replace(" ", "-")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    packages = {"numpy": {**pyodide_lock()["packages"]["numpy"], "sha256": sha256_of(numpy)}}
    packages["gradpad"] = {**packages["numpy"], "name": "gradpad", "depends": ["numpy"], "imports": ["gradpad"]}
    packages["gradpad"] |= {"file_name": engine_wheel().name, "sha256": sha256_of(engine_wheel())}
    for name, wheel in ((packages["numpy"]["file_name"], numpy), (engine_wheel().name, engine_wheel())):
        shutil.copyfile(wheel, stage / name)
    lock = {"info": pyodide_lock()["info"], "packages": packages}
    return in_pyodide(python, label, lock=lock, base=str(stage), packages=["gradpad"], **plan)
