"""Removing what the build has made."""

import shutil
from pathlib import Path

from tools.console import say
from tools.paths import BUILD, DIST, NODE_MODULES, RESULTS, ROOT, TESTS, VENV, WEB, cache_folder, shown


def clean(everything: bool) -> None:
    """Remove results and intermediates; with `everything` also the installed tools and the cached downloads."""
    places = [
        BUILD,
        DIST,
        ROOT / "dist-packages",
        ROOT / "release",
        RESULTS,
        WEB / "generated",
        ROOT / ".pytest_cache",
        ROOT / ".hypothesis",
    ]
    for folder in (ROOT / "pysrc", ROOT / "tools", TESTS):
        places += sorted(folder.rglob("__pycache__"))
    if everything:
        places += [VENV, NODE_MODULES, cache_folder()]
    removed = [shown(place) for place in places if _remove(place)]
    caches = sum(1 for name in removed if name.endswith("__pycache__"))
    rest = [name for name in removed if not name.endswith("__pycache__")]
    say(f"removed: {', '.join(rest + ([f'{caches} × __pycache__'] if caches else [])) or 'nothing, it was clean'}")


def _remove(place: Path) -> bool:
    """Remove a folder; of a link to one, the link alone."""
    if place.is_symlink():
        place.unlink()
        return True
    if not place.exists():
        return False
    shutil.rmtree(place)
    return True
