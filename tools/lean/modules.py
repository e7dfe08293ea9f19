"""Which files of the standard library and of NumPy loaded modules came from. Runs inside Pyodide, at build time."""

import sys
from pathlib import Path, PurePosixPath

STDLIB = PurePosixPath("/lib/python314.zip")
SITE = PurePosixPath("/lib/python3.14/site-packages")


def leave_out(packages: list[str], text: str) -> None:
    """Put `text` in the place of some of NumPy's packages, as it will be where they are left out."""
    for package in packages:
        folder = Path(SITE, *package.split("."))
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (folder / "__init__.py").write_text(text)


def used_files() -> dict[str, list[str]]:
    """Return the members of the standard library's zip and of NumPy's wheel that loaded modules came from."""
    used: dict[str, set[str]] = {"stdlib": set(), "numpy": set()}
    for module in list(sys.modules.values()):
        path = PurePosixPath(getattr(module, "__file__", None) or "/")
        if path.is_relative_to(STDLIB):
            used["stdlib"].add(str(path.relative_to(STDLIB)))
        elif path.is_relative_to(SITE / "numpy"):
            used["numpy"].add(str(path.relative_to(SITE)))
    return {archive: sorted(files) for archive, files in used.items()}
