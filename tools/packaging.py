"""What authors install: a wheel of the engine, the site, and what puts figures into pages; an extension of Quarto."""

import shutil
from pathlib import Path

from tools import archives
from tools.console import say
from tools.engine_wheel import engine_wheel
from tools.hashing import sha256_of
from tools.paths import AUTHORS, DIST, ENGINE, EXTRAS, ROOT, files_below, shown

FOLDER = ROOT / "dist-packages"
EXTENSION = ROOT / "_extensions" / "gradpad"  # where Quarto looks for it: in this repository as in an author's folder
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
    parts = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files_below(EXTENSION)}
    parts[f"{EXTENSION.relative_to(ROOT).as_posix()}/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    version = engine_wheel().name.split("-")[1]
    archives.write_zip(FOLDER / f"gradpad-quarto-{version}.zip", parts, packed=True)
    for path in sorted(FOLDER.iterdir()):
        say(f"{path.stat().st_size / 1e6:6.3f} MB  {sha256_of(path)}  {shown(path)}")


def _site() -> list[Path]:
    return [
        path
        for path in files_below(DIST)
        if path not in EXTRAS and path.suffix not in LEFT_OUT and APART not in path.parents
    ]
