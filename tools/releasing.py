"""What a release hands out: the packages for authors, the page as one file, the site as an archive, checksums."""

import shutil

from tools import packaging
from tools.console import TroubleError, say
from tools.engine_wheel import engine_wheel
from tools.hashing import sha256_of
from tools.paths import EXTRAS, ROOT, files_below, shown

FOLDER = ROOT / "release"
SUMS = "SHA256SUMS"


def write_release(tag: str | None) -> None:
    """Put a release's files together, of what was built.

    Args:
        tag: the release's name in git, which has to be `v` and the engine's version.
    """
    version = engine_wheel().name.split("-")[1]
    if tag and tag != f"v{version}":
        raise TroubleError(
            "The tag is not that of this version.",
            f"The tag is {tag}, and pysrc/gradpad/__init__.py says {version}.",
            f"Correct one of them: git tag v{version}",
        )
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for source in files_below(packaging.FOLDER):
        shutil.copyfile(source, FOLDER / source.name)
    for source in EXTRAS:
        shutil.copyfile(source, FOLDER / f"{source.stem}-{version}{source.suffix}")
    files = sorted(FOLDER.iterdir())
    sums = "".join(f"{sha256_of(path)}  {path.name}\n" for path in files)
    (FOLDER / SUMS).write_text(sums, encoding="utf-8", newline="\n")
    say("\n".join(f"{path.stat().st_size / 1e6:5.1f} MB  {shown(path)}" for path in files))
