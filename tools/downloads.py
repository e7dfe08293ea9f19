"""Downloads that are believed only by their hash, kept outside the tree so that a fresh clone finds them again."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.console import TroubleError, say
from tools.hashing import sha256_of
from tools.paths import cache_folder


class SourceError(Exception):
    """A source could not give the file; the text says why."""


@dataclass(frozen=True)
class Source:
    """Somewhere a file may be had: a name for people, and a function that writes it to a path or raises SourceError."""

    name: str
    fetch: Callable[[Path], None]


def cached(name: str, sha256: str, sources: Sequence[Source], folder: Path | None = None) -> tuple[Path, str]:
    """Return a file with exactly this hash, and where it came from.

    The copy in the cache is hashed on every use: a damaged one is named, removed and fetched again. A download
    gets its final name only after its hash was found right.
    """
    place = (folder or cache_folder()) / "files" / sha256[:16] / name
    if place.is_file():
        found = sha256_of(place)
        if found == sha256:
            return place, "from the cache"
        say(f"      refused: {place} is damaged (its SHA-256 is {found[:16]}…, not {sha256[:16]}…); fetching it again")
        place.unlink()
    place.parent.mkdir(parents=True, exist_ok=True)
    reasons = []
    for source in sources:
        partial = place.with_name(f"{name}.{os.getpid()}.partial")
        try:
            source.fetch(partial)
            found = sha256_of(partial)
            if found == sha256:
                partial.replace(place)
                return place, f"from {source.name}"
            size = partial.stat().st_size
            reasons.append(f"{source.name}: refused, {size} bytes with SHA-256 {found}, which is not the pinned one")
        except (SourceError, OSError) as error:
            reasons.append(f"{source.name}: {error}")
        finally:
            partial.unlink(missing_ok=True)
        say(f"      {reasons[-1].splitlines()[0]}")
    raise TroubleError(
        f"{name} (SHA-256 {sha256}) could not be fetched.",
        "\n".join(reasons),
        f"Connect to the network and run the same command again, or put the file there by hand:\n{place}",
    )
