"""Which modules of the standard library and of NumPy the page uses: a list in the repository, and how it is renewed.

`promises.py` is run inside Pyodide with everything that there is, and the modules that this loads are written down in
`tools/locks/modules.json`. That is committed, so that every machine builds the same bytes; a test holds that the
promises use exactly what is listed, and `build.py lock modules` writes the list again.
"""

import json
import re
from typing import Any

from tools.archives import read_members
from tools.console import TroubleError, say
from tools.hashing import sha256_of
from tools.lean.inside import with_engine
from tools.numpy_wheel import PYODIDE, numpy_wheel, pyodide_lock, pyodide_version
from tools.paths import ENGINE, LOCKS, engine_files, shown

LOCK = LOCKS / "modules.json"
STDLIB = PYODIDE / "python_stdlib.zip"
RENEW = "python3 build.py lock modules"

# Left out although `from numpy import *` asks for them; a module with a reason stands in their place.
LEFT_OUT = ("numpy.f2py", "numpy.testing")
REASON = '''"""Left out: this Python is cut down to what a page with a small network needs."""


def __getattr__(name):
    raise AttributeError(f"{__name__} is left out of this page's Python, so there is no {name!r} in it.")
'''
FROM = re.compile(r"\s*from ([a-z_][\w.]*) import\b")
IMPORT = re.compile(r"\s*import ([a-z_][\w.]*(?: as \w+)?(?:, *[a-z_][\w.]*(?: as \w+)?)*)\s*(?:#.*)?$")
ELSEWHERE = {"wasmtime"}  # what the engine imports in other places than a browser


def used_modules() -> dict[str, list[str]]:
    """Return the members of both archives that are used, as the lock has them: `stdlib` and `numpy`.

    Raises: TroubleError: the list is of another Pyodide or NumPy, or lacks what the engine imports.
    """
    lock: dict[str, Any] = json.loads(LOCK.read_text(encoding="utf-8"))
    if lock["of"] != _archives():
        raise TroubleError(
            f"{shown(LOCK)} was made with another Pyodide or NumPy.",
            f"It is of {lock['of']}\nand here is {_archives()}",
            f"{RENEW}, or to take a new Pyodide whole: python3 build.py upgrade",
        )
    there = {*lock["stdlib"], *lock["numpy"]}
    members = _imported_members().items()
    absent = {name: module for module, name in members if name not in there and module not in lock["frozen"]}
    if absent:
        raise TroubleError(
            "The engine imports what the page's Python leaves out.",
            "\n".join(f"{module} ({name})" for name, module in sorted(absent.items())),
            f"If it is worth its bytes: {RENEW}",
        )
    return {"stdlib": lock["stdlib"], "numpy": lock["numpy"]}


def renew_lock() -> None:
    """Find out what is used, and write that down."""
    names = sorted({module for module in engine_imports() if module.partition(".")[0] not in ELSEWHERE})
    python = f"""
import importlib, json
import modules
modules.leave_out({list(LEFT_OUT)!r}, {REASON!r})
import promises
promises.keep_all()
await promises.waiting()
for name in {names!r}:
    importlib.import_module(name)
json.dumps(modules.used_files())
"""
    used = json.loads(with_engine(python, "modules in use", numpy_wheel()[0]))
    LOCK.write_text(json.dumps({"of": _archives(), **used}, indent=2) + "\n", encoding="utf-8")
    say(f"wrote {shown(LOCK)}: {len(used['stdlib'])} of the standard library, {len(used['numpy'])} of NumPy")


def _archives() -> dict[str, str]:
    numpy = pyodide_lock()["packages"]["numpy"]["version"]
    return {
        "pyodide": pyodide_version(),
        "numpy": numpy,
        "stdlib sha256": sha256_of(STDLIB),
        "numpy sha256": sha256_of(numpy_wheel()[0]),
    }


def engine_imports() -> list[str]:
    """Return the modules that the engine's text imports, wherever it does, but for its own.

    By its lines: the engine may be written for a newer Python than the one that runs this.
    """
    found: set[str] = set()
    for path in engine_files("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if match := FROM.match(line):
                found.add(match[1])
            elif match := IMPORT.match(line):
                found.update(part.split()[0] for part in match[1].split(","))
    return sorted(name for name in found if name.partition(".")[0] != ENGINE.name)


def _imported_members() -> dict[str, str]:
    """Return the modules that the engine imports and that have a file in one of the archives, with that file."""
    members = {*read_members(STDLIB), *read_members(numpy_wheel()[0])}
    places = {
        module: [f"{module.replace('.', '/')}{ending}" for ending in (".py", "/__init__.py")]
        for module in engine_imports()
    }
    return {module: name for module, names in places.items() for name in names if name in members}
