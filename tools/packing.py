"""Packing an archive as one whole with xz: smaller than its members packed one by one, and on every host.

Many hosts compress no archives on their way to a browser. What is packed once is kept: the best of xz takes its time.
"""

import lzma
import os
from pathlib import Path

from tools.hashing import sha256_of
from tools.paths import cache_folder

ENDING = ".xz"
# The page's decoder sets this much aside for what may be repeated; more gains hardly anything.
WINDOW = 8 << 20
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": WINDOW}]


def packed(source: Path) -> bytes:
    """Return a file's content, packed."""
    kept = cache_folder() / "packed" / f"{sha256_of(source)}{ENDING}"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        unfinished.write_bytes(
            lzma.compress(source.read_bytes(), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=FILTERS)
        )
        unfinished.replace(kept)
    return kept.read_bytes()
