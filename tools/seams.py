"""The private names of Pyodide that Gradpad stands on: one list, in docs/start.md, read from there."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tools.paths import ROOT

PAGE = ROOT / "docs" / "start.md"
ROW = re.compile(
    r"^\| `(?P<name>\w+)` \| `(?P<home>[\w.]+)` \| `(?P<user>[\w./-]+)` \| (?P<purpose>.+) \|$", re.MULTILINE
)


@dataclass(frozen=True)
class Seam:
    """A private name: the file of Pyodide's that defines it, our file that uses it, and what for."""

    name: str
    home: str
    user: str
    purpose: str


def seams() -> list[Seam]:
    """Return what the page lists."""
    return [Seam(**match.groupdict()) for match in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def missing(pyodide: Path) -> list[Seam]:
    """Return the names that a Pyodide, unpacked into a folder, does not have where they are expected."""
    return [seam for seam in seams() if not re.search(rf"\b{seam.name}\b", _text(pyodide / seam.home))]


def _text(path: Path) -> str:
    """Return a file's text; of an archive, the text of its Python modules of Pyodide's own."""
    if not path.is_file():
        return ""
    if path.suffix != ".zip":
        return path.read_text(encoding="utf-8", errors="replace")
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("pyodide/")]
        return "\n".join(archive.read(name).decode(errors="replace") for name in names)
