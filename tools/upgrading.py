"""Taking another Pyodide, and the NumPy that it names, as far as that can be done without a person.

First it is looked at, apart from the project: whether the private names that we stand on are there, whether its core
and library can be changed as ours are, whether its NumPy is to be had. Only then the pins, locks and lists are written
anew, everything is built, and the tests that would notice are run.
"""

import json
import re
import shutil
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools import locking, numpy_wheel, plan, seams, testing
from tools.console import TroubleError, run, say
from tools.core import wasm
from tools.core.shared_calls import with_shared_calls
from tools.exclusive import only_build
from tools.lean import steps, used
from tools.node import npm
from tools.paths import BUILD, LOCKS, ROOT
from tools.selection import select
from tools.steps import run_steps

FOLDER = BUILD / "upgrade"
PACKAGE = ROOT / "package.json"
ASKED = LOCKS / "build.in"
NOTICING = (["build", "pyodide"], [f"tests/browser/test_{name}.py" for name in ("image", "static_site", "walk")])
BY_HAND = """What is left to a person:
- read Pyodide's and NumPy's release notes for what changed, and `git diff` for what this has written;
- go through the private names in docs/start.md: they are there, but may mean something else;
- `python3 build.py test`, and `python3 build.py bench startup` beside what tests/bench/README.md says;
- where the mirror that carries NumPy changed: MIRROR in tools/numpy_wheel.py;
- CHANGELOG.md, and a record where something had to be given up."""


@dataclass(frozen=True)
class Finding:
    """Something about a candidate: whether it is well, and in words."""

    good: bool
    text: str

    def __str__(self) -> str:
        return f"{'ok      ' if self.good else 'LOOK AT '}{self.text}"


def upgrade(version: str | None) -> int:
    """Take a Pyodide, the newest where none is named; return the exit code."""
    with only_build():
        run_steps(plan.tool_steps())
    version = version or _newest()
    say(f"\nPyodide {version}; pinned is {numpy_wheel.pyodide_version()}.")
    candidate = fetch(version)
    found = examine(candidate)
    say("\n".join(map(str, found)))
    lock = _lock(candidate)
    try:
        numpy_wheel.wheel_of(version, lock)
    except TroubleError as trouble:
        say(str(trouble))
        name = f"NumPy {lock['packages']['numpy']['version']}"
        say(f"\n{name}, which Pyodide {version} is made for, can't be had here, so nothing was changed.\n\n{BY_HAND}")
        return 1
    with only_build():
        if version != numpy_wheel.pyodide_version():
            write_pins(version, lock["packages"]["numpy"]["version"])
            locking.lock_packages()
            run_steps([*plan.tool_steps(), *plan.engine_steps()[:2]])
        used.renew_lock()
    codes = [testing.run_groups(select(words, testing.FOLDERS, testing.USUAL)) for words in NOTICING]
    say(f"\n{BY_HAND}")
    return max(codes) or (0 if all(finding.good for finding in found) else 1)


def _newest() -> str:
    answer = run([*npm(), "view", "pyodide", "version"], what="npm does not say which Pyodide is newest.", remedy="npm")
    return answer.strip().splitlines()[-1]


def fetch(version: str) -> Path:
    """Get npm's package of a Pyodide, apart from the one in use; return its folder."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    run(
        [*npm(), "pack", f"pyodide@{version}", "--pack-destination", FOLDER, "--silent"],
        what=f"Pyodide {version} could not be fetched.",
        remedy="Look whether npm has that version: npm view pyodide versions",
        label="npm pack",
    )
    with tarfile.open(next(FOLDER.glob("*.tgz"))) as archive:
        archive.extractall(FOLDER, filter="data")
    return FOLDER / "package"


def _lock(candidate: Path) -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((candidate / "pyodide-lock.json").read_text(encoding="utf-8"))
    return lock


def examine(candidate: Path) -> list[Finding]:
    """Say of a Pyodide, unpacked into a folder, what of ours it would take and what not."""
    info, numpy = _lock(candidate)["info"], _lock(candidate)["packages"]["numpy"]
    now = numpy_wheel.pyodide_lock()
    same = info["python"].rpartition(".")[0] == now["info"]["python"].rpartition(".")[0]
    return [
        Finding(same, f"Python {info['python']} ({now['info']['python']} now), Emscripten's {info['platform']}"),
        Finding(numpy["version"] == now["packages"]["numpy"]["version"], f"NumPy {numpy['version']}"),
        *(_of_name(seam) for seam in seams.missing(candidate)),
        Finding(not seams.missing(candidate), f"{len(seams.seams())} private names (docs/start.md)"),
        _of_core(candidate / "pyodide.asm.wasm"),
        *_of_library(candidate / "python_stdlib.zip"),
    ]


def _of_name(seam: seams.Seam) -> Finding:
    return Finding(False, f"`{seam.name}` is not in {seam.home} any more; {seam.user} uses it for {seam.purpose}")


def _of_core(path: Path) -> Finding:
    try:
        shared = with_shared_calls(path.read_bytes())
    except wasm.FormatError as error:
        return Finding(False, f"core: {error} (tools/core/instructions.py)")
    return Finding(shared.after > shared.before, f"core: calls in {shared.after - shared.before} places (tools/core)")


def _of_library(path: Path) -> list[Finding]:
    with zipfile.ZipFile(path) as archive:
        names, start = set(archive.namelist()), archive.read("pyodide/__init__.py")
    listed: list[str] = json.loads(used.LOCK.read_text(encoding="utf-8"))["stdlib"]
    gone = sorted(set(listed) - names)
    told = f"modules that are gone: {', '.join(gone)}" if gone else f"all {len(listed)} modules that are used"
    return [
        Finding(start.count(steps.LOOP) == 1, "library: how the event loop begins (LOOP in tools/lean/steps.py)"),
        Finding(not gone, f"library: {told}"),
    ]


def write_pins(version: str, numpy: str) -> None:
    """Ask for a Pyodide, and for NumPy in the version that it carries."""
    for path, pattern, text in (
        (PACKAGE, r'"pyodide": "[^"]+"', f'"pyodide": "{version}"'),
        (ASKED, r"(?m)^numpy==\S+", f"numpy=={numpy}"),
    ):
        before = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, text, before), encoding="utf-8", newline="\n")
