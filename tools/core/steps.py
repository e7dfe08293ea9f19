"""The step that makes the core which is shipped, and a folder of Pyodide with it for what runs under Node."""

import shutil

from tools.core.shared_calls import with_shared_calls
from tools.numpy_wheel import PYODIDE
from tools.paths import BUILD
from tools.steps import Step

FOLDER = BUILD / "pyodide"  # npm's Pyodide, but for its core
CORE = FOLDER / "pyodide.asm.wasm"
ORIGINAL = PYODIDE / "pyodide.asm.wasm"
OTHERS = ("package.json", "pyodide.mjs", "pyodide.asm.mjs", "pyodide-lock.json", "python_stdlib.zip")


def core_step() -> Step:
    """Return the step."""
    return Step(
        name="core",
        action=_make,
        inputs=lambda: [ORIGINAL, *(PYODIDE / name for name in OTHERS)],
        outputs=[FOLDER],
    )


def _make() -> str:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for name in OTHERS:
        shutil.copyfile(PYODIDE / name, FOLDER / name)
    shared = with_shared_calls(ORIGINAL.read_bytes())
    CORE.write_bytes(shared.module)
    return f"{len(shared.module) / 1e6:.1f} MB, calls in {shared.after - shared.before} places"
