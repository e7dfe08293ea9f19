"""The build's own code behind a step: its module, the modules that this imports, and the scripts that they start."""

import functools
import inspect
import re
from collections.abc import Callable
from pathlib import Path

from tools.paths import ROOT

TOOLS = ROOT / "tools"
#: What steps stand on and what has no part in what they make.
GROUND_NAMES = "__init__ console downloads exclusive hashing interpreters paths code_behind environment node plan steps"
GROUND = {TOOLS / f"{name}.py" for name in GROUND_NAMES.split()}
IMPORT = re.compile(r"^from tools(?P<package>(?:\.\w+)*) import (?P<names>\([^)]*\)|.*)", re.MULTILINE)
SCRIPT = re.compile(r"""["'](?:\./)?(?P<name>[\w-]+\.mjs)["']""")


def code_behind(action: Callable[..., object]) -> list[Path]:
    """Return the files of code that decide what an action does, in a fixed order."""
    action = action.func if isinstance(action, functools.partial) else action
    own = inspect.getsourcefile(inspect.unwrap(action))
    return sorted(_behind(Path(own))) if own else []


@functools.cache
def _behind(start: Path) -> frozenset[Path]:
    found: set[Path] = set()
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [each for each in _named_in(path) if each not in GROUND]
    return frozenset(found)


def _named_in(path: Path) -> set[Path]:
    """Return the build's modules and scripts that a file of code names."""
    if not path.is_relative_to(TOOLS):
        return set()
    text = path.read_text(encoding="utf-8")
    found = {path.parent / match["name"] for match in SCRIPT.finditer(text)}
    for match in IMPORT.finditer(text):
        folder = TOOLS.joinpath(*match["package"].split("."))
        found.add(folder.with_suffix(".py"))
        found |= {folder / f"{name}.py" for name in re.findall(r"\w+", match["names"])}
    return {each for each in found if each.is_file()}
