"""Hashes: of a file that was fetched, and of everything that a step depends on."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tools.paths import shown


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest_of(files: Iterable[Path], settings: object = None) -> str:
    """Return one hash of some files' names and contents and of some settings; a missing file counts as such."""
    state = hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode())
    for path in sorted(set(files)):
        content = sha256_of(path) if path.is_file() else "missing"
        state.update(f"\n{shown(path)} {content}".encode())
    return state.hexdigest()
