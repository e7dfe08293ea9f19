"""What docs/start.md says of the start is what is there: its files, and the private names that it stands on."""

import re

from tools import seams
from tools.numpy_wheel import PYODIDE
from tools.paths import ROOT, WEB, files_below

BOOT = WEB / "engine" / "boot"


def names_used():
    """Private names by the file that uses them, found in the sources."""
    found = set()
    for path in files_below(WEB / "engine", "*.js"):
        text = re.sub(r"__[A-Z_]+__|//.*", "", path.read_text())
        found |= {(name, path) for name in re.findall(r"(?<![\w$\"'])_[a-z]\w+", text)}
        found |= {(name, path) for name in re.findall(r"\bmakeMemorySnapshot\b", text)}
    packages = BOOT / "packages.js"
    text = packages.read_text()
    typed = re.search(r"@typedef \{object\} Emscripten\n(.*?)\*/", text, re.DOTALL)[1]
    found |= {(name, packages) for name in re.findall(r"@property \{.*\} (\w+)$", typed, re.MULTILINE)} - {
        ("filesystems", packages)  # the way to MEMFS
    }
    found |= {(name, packages) for name in re.findall(r"\b(MEMFS|usedBytes)\b", text)}
    python = [*files_below(ROOT / "pysrc", "*.py"), *files_below(ROOT / "tools" / "lean", "*.py")]
    for path in python:
        text = path.read_text()
        found |= {(name, path) for name in re.findall(r"pyodide_js\.(_\w+)(?! import)\b", text)}
        found |= {(name, path) for name in re.findall(r"from pyodide_js\._api import (\w+?)\b", text)}
        found |= {(name, path) for name in re.findall(r"webloop\.(_\w+)", text)}
    return {(name, path.relative_to(ROOT).as_posix()) for name, path in found}


def test_the_private_names_that_are_listed_are_those_that_are_used():
    assert {(seam.name, seam.user) for seam in seams.seams()} == names_used()


def test_each_is_where_the_page_says_that_it_is_defined():
    assert seams.missing(PYODIDE) == []


def test_a_pyodide_without_one_is_told_of(tmp_path):
    for name in ("pyodide.mjs", "pyodide.asm.mjs"):
        (tmp_path / name).write_text((PYODIDE / name).read_text().replace("newDSO", "newLibrary"))
    gone = {seam.name for seam in seams.missing(tmp_path)}
    assert gone == {"newDSO", "_initialize_event_loop"}  # the standard library is not there at all


def test_every_file_of_the_start_is_told_of():
    listed = set(re.findall(r"^\| `([\w.-]+)` \| [^`]", seams.PAGE.read_text(), re.MULTILINE))
    assert listed == {path.name for path in BOOT.iterdir()}
