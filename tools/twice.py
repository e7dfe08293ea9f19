"""Building twice, the second time from nothing, to see that both come to the same bytes."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tools.console import TroubleError, say
from tools.hashing import sha256_of
from tools.paths import BUILD, DIST, cache_folder, files_below

KEPT = {"node", "node.json", "uv", "webkit", "embedding-venv", "logs", "lock", "chromium.json"}  # tools, not products


def build_twice(build: Callable[[], None]) -> None:
    """Build, forget everything that was made but for tools and downloads, build again, and compare `dist/`.

    Raises: TroubleError: when a file of the site is another.
    """
    build()
    first = _hashes()
    for path in BUILD.iterdir():
        if path.name not in KEPT:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "gradpad"  # a cache with downloads alone: nothing compiled, nothing packed
        shutil.copytree(cache_folder() / "files", fresh / "files")
        before = os.environ.get("GRADPAD_CACHE")
        os.environ["GRADPAD_CACHE"] = str(fresh)
        try:
            build()
        finally:
            os.environ.pop("GRADPAD_CACHE")
            if before is not None:
                os.environ["GRADPAD_CACHE"] = before
    second = _hashes()
    others = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if others:
        raise TroubleError(
            f"Two builds differ in {len(others)} of {len(first)} files.",
            "\n".join(others[:20]),
            "Look at what puts a time, a path or an order of chance into the first of them.",
        )
    say(f"both builds are the same, byte by byte: {len(first)} files")


def _hashes() -> dict[str, str]:
    return {path.relative_to(DIST).as_posix(): sha256_of(path) for path in files_below(DIST)}
