"""The steps that make Python's parts lean: keep what is used, and turn it into bytecode.

Pyodide's standard library and NumPy are Python text, of which a page needs a third, and which would be compiled again
at every start. So what is used (used.py) is kept, and that very Pyodide compiles it (compiling.py). The engine keeps
its text, which the page shows, and gets its bytecode beside it.
"""

from collections.abc import Mapping
from pathlib import Path

from tools.archives import read_members, write_wheel, write_zip
from tools.console import TroubleError
from tools.engine_wheel import engine_wheel
from tools.lean.compiling import compiled, packages_place, stdlib_place
from tools.lean.inside import FOLDER, SCRIPTS
from tools.lean.used import LEFT_OUT, LOCK, REASON, RENEW, STDLIB, engine_imports, used_modules
from tools.numpy_wheel import numpy_wheel
from tools.paths import files_below
from tools.steps import Step

LEAN_STDLIB = FOLDER / "python_stdlib.zip"
LEAN_NUMPY = FOLDER / "numpy.whl"
LEAN_ENGINE = FOLDER / "gradpad.whl"

# Pyodide's start brings the browser's event loop, and all of `asyncio` with it; here they come when `asyncio` is asked
# for (see sitecustomize.py). What Pyodide takes from JavaScript for it, it takes all the same: an image of Python's
# memory has to hold that in the same order.
LOOP = b"""from .webloop import _initialize_event_loop

_initialize_event_loop()
del _initialize_event_loop
"""
WITHOUT_LOOP = b"from pyodide_js._api import scheduleCallback\n"


def lean_steps() -> list[Step]:
    """Return the steps, in their order."""
    return [
        Step(
            name="lean Python",
            action=_trim,
            inputs=lambda: [STDLIB, numpy_wheel()[0], LOCK, *_scripts()],
            settings=engine_imports,
            outputs=[LEAN_STDLIB, LEAN_NUMPY],
        ),
        Step(
            name="engine's bytecode",
            action=_add_bytecode,
            inputs=lambda: [engine_wheel(), LEAN_STDLIB, LEAN_NUMPY, *_scripts()],
            outputs=[LEAN_ENGINE],
        ),
    ]


def _scripts() -> list[Path]:
    return files_below(SCRIPTS, "*.py")  # those that run inside Pyodide too


def _trim() -> str:
    """Keep what was used of the standard library and of NumPy, Python text as bytecode."""
    used = used_modules()
    stdlib = _kept(read_members(STDLIB), used["stdlib"])
    whole = read_members(numpy_wheel()[0])
    numpy = _kept(whole, used["numpy"])
    numpy |= {name: text for name, text in whole.items() if _is_metadata(name)}
    numpy |= {f"{package.replace('.', '/')}/__init__.py": REASON.encode() for package in LEFT_OUT}
    stdlib["pyodide/__init__.py"] = _without_loop(stdlib["pyodide/__init__.py"])
    stdlib["sitecustomize.py"] = (SCRIPTS / "sitecustomize.py").read_bytes()
    write_zip(LEAN_STDLIB, compiled(stdlib, stdlib_place()))
    write_wheel(LEAN_NUMPY, compiled(numpy, packages_place()))
    sizes = [path.stat().st_size / 1e6 for path in (LEAN_STDLIB, LEAN_NUMPY)]
    return f"standard library {sizes[0]:.1f} MB, NumPy {sizes[1]:.1f} MB"


def _kept(members: Mapping[str, bytes], used: list[str]) -> dict[str, bytes]:
    absent = sorted(set(used) - set(members))
    if absent:
        raise TroubleError("What is used is not in the archives.", ", ".join(absent), RENEW)
    return {name: members[name] for name in used}


def _without_loop(text: bytes) -> bytes:
    """Return the text of the package `pyodide` without what begins the browser's event loop."""
    if text.count(LOOP) != 1:
        raise TroubleError(
            "This Pyodide begins its event loop otherwise.",
            f"pyodide/__init__.py does not hold exactly:\n{LOOP.decode()}",
            "Look at it, and correct LOOP in tools/lean/steps.py and tools/lean/sitecustomize.py.",
        )
    return text.replace(LOOP, WITHOUT_LOOP)


def _is_metadata(name: str) -> bool:
    """Whether a member of a wheel tells of the package: its licences and its versions, without lists of commands."""
    return ".dist-info/" in name and not name.endswith(("entry_points.txt", "direct_url.json"))


def _add_bytecode() -> str:
    """Put the engine's bytecode beside its text, and check that none is left from an older build."""
    members = {name: content for name, content in read_members(engine_wheel()).items() if "__pycache__" not in name}
    for name in [name for name in members if name.endswith(".dist-info/METADATA")]:
        members[name] = members[name].partition(b"\n\n")[0] + b"\n"  # without the README, which is for a registry
    write_wheel(LEAN_ENGINE, compiled(members, packages_place(), cached=True, stdlib=str(LEAN_STDLIB)))
    return f"{LEAN_ENGINE.stat().st_size / 1e3:.0f} kB"
