"""The site as an archive, for a classroom's own server: unpack it, and serve the folder with whatever there is."""

import zipfile
from pathlib import Path

from tools.paths import DIST, EXTRAS, files_below
from tools.steps import Step

OUTPUT = EXTRAS[1]
FOLDER = "gradpad"
TIME = (1980, 1, 1, 0, 0, 0)  # the same site makes the same archive
LEFT_OUT = (".map", ".br", ".gz")  # a simple server sends no files that are packed already
PACKED = (".zst", ".png")
README = """Gradpad: draw data, watch a network learn it

This folder is the whole site. Any web server can serve it, from any path, with no special settings.
With Python, in this folder:

    python3 -m http.server 8000

Then open http://localhost:8000/ here, or http://NAME-OF-THIS-COMPUTER:8000/ in the classroom.
No network is needed besides that. (Without a server: the one-file page, gradpad.html, opens by a double-click.)

Where the address begins with https, or is localhost, a browser keeps a copy of the site at the first visit and needs
the server no longer. Elsewhere browsers do not allow that, and the server has to stay.
"""


def zip_step() -> Step:
    """Return the step that packs the site."""
    return Step(name="archive", action=_pack, inputs=_packed, outputs=[OUTPUT])


def _packed() -> list[Path]:
    return [path for path in files_below(DIST) if path not in EXTRAS and path.suffix not in LEFT_OUT]


def _pack() -> str:
    with zipfile.ZipFile(OUTPUT, "w") as archive:
        _add(archive, "README.txt", README.encode(), zipfile.ZIP_DEFLATED)
        for path in _packed():
            method = zipfile.ZIP_STORED if path.suffix in PACKED else zipfile.ZIP_DEFLATED
            _add(archive, path.relative_to(DIST).as_posix(), path.read_bytes(), method)
    return f"{OUTPUT.stat().st_size / 1e6:.1f} MB"


def _add(archive: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(f"{FOLDER}/{name}", TIME)
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, compress_type=method, compresslevel=9)
