"""The licences of everything that the site hands out, from what each package says of itself."""

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path

from tools import environment
from tools.console import run
from tools.numpy_wheel import numpy_wheel, pyodide_lock
from tools.paths import NODE_MODULES, ROOT

NAME = "licences.txt"
HEAD = """Gradpad and the work of others in it
====================================

Gradpad itself is under the MIT licence, which is the first below. The page carries the works named after it.
"""
LICENCE_OF_PYTHON = "import sys, sysconfig, pathlib\nprint(sysconfig.get_path('stdlib'), 'LICENSE.txt', sep='/')"


def write_licences(path: Path, packages: Iterable[str]) -> None:
    """Write the text. packages: the names of the npm packages that the bundles hold."""
    entries = [
        _entry("Gradpad", "", "MIT", "", [(ROOT / "LICENSE").read_text(encoding="utf-8")]),
        _npm("pyodide"),
        _python(),
        _entry(
            "Emscripten's runtime", _emscripten(), "MIT or University of Illinois/NCSA", "https://emscripten.org", []
        ),
        _numpy(),
        *(_npm(name) for name in sorted(set(packages) - {"pyodide"})),
    ]
    path.write_text(HEAD + "".join(entries), encoding="utf-8")


def _entry(name: str, version: str, licence: str, home: str, texts: list[str]) -> str:
    title = f"{name} {version}".strip()
    lines = [line for line in (f"Licence: {licence}", f"Where it comes from: {home}" if home else "") if line]
    return "\n\n\n" + "\n".join([title, "-" * len(title), *lines]) + "".join(f"\n\n{text.strip()}\n" for text in texts)


def _npm(name: str) -> str:
    folder = NODE_MODULES / name
    facts = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    repository = facts.get("repository") or {}
    home = facts.get("homepage") or (repository if isinstance(repository, str) else repository.get("url", ""))
    files = sorted(path for path in folder.iterdir() if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")))
    return _entry(name, facts["version"], facts["license"], home, [path.read_text(encoding="utf-8") for path in files])


def _python() -> str:
    """Return the entry of CPython; the licence's text is that of the CPython which builds, as it is the same one."""
    answer = run([environment.python(), "-c", LICENCE_OF_PYTHON], what="Python does not say where it lies.", remedy="")
    file = Path(answer.strip())
    texts = [file.read_text(encoding="utf-8")] if file.is_file() else []
    return _entry(
        "CPython", pyodide_lock()["info"]["python"], "PSF-2.0", "https://docs.python.org/3/license.html", texts
    )


def _emscripten() -> str:
    return str(pyodide_lock()["info"]["platform"]).removeprefix("emscripten_").replace("_", ".")


def _numpy() -> str:
    with zipfile.ZipFile(numpy_wheel()[0]) as wheel:
        names = sorted(name for name in wheel.namelist() if ".dist-info/licenses/" in name)
        texts = [f"[{name.partition('/licenses/')[2]}]\n\n{wheel.read(name).decode('utf-8')}" for name in names]
    version = pyodide_lock()["packages"]["numpy"]["version"]
    return _entry("NumPy", version, "BSD-3-Clause, with parts under the licences below", "https://numpy.org", texts)
