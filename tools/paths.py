"""Where everything lies: the project's folders, and the cache that outlives a clone."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / ".build"
DIST = ROOT / "dist"
VENV = ROOT / ".venv"
NODE_MODULES = ROOT / "node_modules"
ENGINE = ROOT / "pysrc" / "gradpad"
#: Of the package, but for authors: no part of what runs in a browser's tab, where every visitor would pay for it.
AUTHORS = tuple(ENGINE / name for name in ("authoring", "markdown", "notebook", "recorded", "sphinx"))
WEB = ROOT / "web"
TESTS = ROOT / "tests"
RESULTS = ROOT / "test-results"
EXTRAS = (DIST / "gradpad.html", DIST / "gradpad.zip")  # made of the site, where they are wanted, and no part of it
LOCKS = ROOT / "tools" / "locks"


def cache_folder() -> Path:
    """Return where downloads are kept from clone to clone: a folder of our own, which `clean --all` removes.

    It is called `gradpad` and lies in GRADPAD_CACHE, or in the system's place for caches.
    """
    if chosen := os.environ.get("GRADPAD_CACHE"):
        folder = Path(chosen).expanduser().resolve()
        return folder if folder.name == "gradpad" else folder / "gradpad"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "gradpad"


def shown(path: Path) -> str:
    """Return a path as a person would write it: relative to the project where it lies inside."""
    try:
        return path.relative_to(ROOT).as_posix() or "."
    except ValueError:
        return str(path)


def files_below(folder: Path, *patterns: str) -> list[Path]:
    """Return the files under a folder, in a fixed order, without what Python and editors leave behind."""
    found = {path for pattern in patterns or ("*",) for path in folder.rglob(pattern) if path.is_file()}
    return sorted(path for path in found if "__pycache__" not in path.parts and not path.name.startswith("."))


def engine_files(*patterns: str) -> list[Path]:
    """Return the files of the engine, without what is for authors."""
    return [path for path in files_below(ENGINE, *patterns) if not set(AUTHORS) & set(path.parents)]
