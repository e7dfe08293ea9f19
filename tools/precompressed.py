"""Compressed siblings of a site's files, `name.gz` and `name.br`, for hosts that send those instead of the file.

Node compresses, as it has both. What was compressed once is kept: the core alone takes brotli most of a minute.
"""

import json
import shutil
from pathlib import Path

from tools.console import run
from tools.hashing import sha256_of
from tools.node import node
from tools.paths import BUILD, ROOT, cache_folder, files_below

ENDINGS = {".html", ".js", ".css", ".json", ".svg", ".txt", ".wasm"}  # archives and pictures are compressed already
LEAST = 1000  # bytes; below that nothing is won
LEFT_OUT = ("sw.js",)  # a service worker is asked for again and again, and is small


def write_siblings(site: Path) -> None:
    """Put `.gz` and `.br` beside every file of a site that gains by it."""
    kept = cache_folder() / "compressed"
    kept.mkdir(parents=True, exist_ok=True)
    marks = {path: kept / f"{sha256_of(path)}-{_quality(path)}" for path in files_below(site) if _gains(path, site)}
    missing = [
        [str(path), str(mark), _quality(path)]
        for path, mark in marks.items()
        if not all(mark.with_name(mark.name + ending).is_file() for ending in (".gz", ".br"))
    ]
    if missing:
        plan = BUILD / "precompress.json"
        plan.write_text(json.dumps(missing), encoding="utf-8")
        run(
            [node(), ROOT / "tools" / "precompress.mjs", plan],
            what="The site could not be compressed.",
            remedy="Node's message stands above; a full disk is likely.",
            label="compress",
        )
    for path, mark in marks.items():
        for ending in (".gz", ".br"):
            shutil.copyfile(mark.with_name(mark.name + ending), path.with_name(path.name + ending))


def _gains(path: Path, site: Path) -> bool:
    place = path.relative_to(site)
    return (
        path.suffix in ENDINGS
        and path.stat().st_size >= LEAST
        and str(place) not in LEFT_OUT
        and place.parts[0] != "api"
    )


def _quality(path: Path) -> int:
    """Return brotli's quality: the best for the core, which never changes; else one that takes a moment only."""
    return 11 if path.suffix == ".wasm" else 9
