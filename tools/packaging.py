"""What authors install: the engine's wheel with the site in it, and what puts figures into Sphinx and Markdown."""

import shutil
from pathlib import Path

from tools import archives
from tools.console import say
from tools.engine_wheel import engine_wheel
from tools.hashing import sha256_of
from tools.paths import AUTHORS, DIST, ENGINE, EXTRAS, ROOT, files_below, shown

FOLDER = ROOT / "dist-packages"
SITE = "gradpad/authoring/site"
LEFT_OUT = (".map", ".br", ".gz")  # what serves them packs, or is on this machine
#: The reference of the engine is of use to its readers, and twice as large as the site.
APART = DIST / "api"


def write_packages() -> None:
    """Put the packages together, of what was built."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    members = archives.read_members(engine_wheel())
    for folder in AUTHORS:
        members |= {f"gradpad/{path.relative_to(ENGINE).as_posix()}": path.read_bytes() for path in files_below(folder)}
    members |= {f"{SITE}/{path.relative_to(DIST).as_posix()}": path.read_bytes() for path in _site()}
    archives.write_wheel(FOLDER / engine_wheel().name, members, packed=True)
    for path in sorted(FOLDER.iterdir()):
        say(f"{path.stat().st_size / 1e6:5.1f} MB  {sha256_of(path)}  {shown(path)}")


def _site() -> list[Path]:
    return [
        path
        for path in files_below(DIST)
        if path not in EXTRAS and path.suffix not in LEFT_OUT and APART not in path.parents
    ]
