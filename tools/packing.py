"""Packing an archive as one whole with zstd: smaller than its members packed one by one, and on every host.

Many hosts compress no archives on their way to a browser. What is packed once is kept: the best of zstd takes its time.
"""

import os
import sys
from pathlib import Path

from tools import environment
from tools.console import run
from tools.hashing import sha256_of
from tools.paths import cache_folder

ENDING = ".zst"
BEST = 22
WINDOW_LOG = 24  # all of an archive may be repeated


def packed(source: Path) -> bytes:
    """Return a file's content, packed."""
    kept = cache_folder() / "packed" / f"{sha256_of(source)}{ENDING}"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}")
        run(
            [environment.python(), "-m", "tools.packing", source, unfinished],
            what=f"{source.name} could not be packed.",
            remedy="The lines above come from the package `zstandard`; python3 build.py clean makes `.venv` anew.",
            label=f"packing {source.suffix[1:]}",
        )
        unfinished.replace(kept)
    return kept.read_bytes()


def pack(source: Path, target: Path) -> None:
    """Pack a file, with a checksum. Runs in `.venv`: zstd is in Python's own library from 3.14 on."""
    import zstandard

    content = source.read_bytes()
    settings = zstandard.ZstdCompressionParameters.from_level(
        BEST, source_size=len(content), window_log=WINDOW_LOG, write_checksum=True
    )
    target.write_bytes(zstandard.ZstdCompressor(compression_params=settings).compress(content))


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
