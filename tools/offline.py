"""The service worker of a built site: what keeps a copy of it in the browser, told which files make it up."""

import json
from pathlib import Path

from tools.hashing import digest_of, sha256_of
from tools.paths import BUILD, EXTRAS, files_below

SOURCE = "web/offline/sw.js"
BUNDLE = BUILD / "sw.js"
NAME = "sw.js"
LEFT_OUT = (".map", ".br", ".gz", ".LEGAL.txt")
STANDING_DOWN = "const __SITE__ = null;\n"


def write_service_worker(site: Path) -> None:
    """Put `sw.js` into a site that is otherwise complete: a list of its files with their hashes, and the code."""
    files = {path.relative_to(site).as_posix(): sha256_of(path) for path in kept_files(site)}
    facts = {
        "version": digest_of([BUNDLE], files)[:12],
        "files": list(files.items()),
        "later": [name for name in files if "lesson" in name],
    }
    (site / NAME).write_text(f"const __SITE__ = {json.dumps(facts)};\n{BUNDLE.read_text('utf-8')}", encoding="utf-8")


def kept_files(site: Path) -> list[Path]:
    """Return what of a site works without a network: all but the reference, and what only developers ask for."""
    return [
        path
        for path in files_below(site)
        if path not in EXTRAS
        and not path.name.endswith(LEFT_OUT)
        and path.relative_to(site).parts[0] not in ("api", NAME)
    ]


def standing_down() -> bytes:
    """Return the service worker that `build.py serve` hands out: it removes an earlier copy, and then itself."""
    return (STANDING_DOWN + BUNDLE.read_text("utf-8")).encode()
